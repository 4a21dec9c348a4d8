import { createSecretStore } from '../keychain/secret-store'
import type { DiagnosisContext } from './context'
import { attention, type Finding, good, unknown } from './finding'
import { hasNoDesktop } from './system-part'

// somebody who sits there may answer the unlock window; nobody else is waited for
const times = { timeoutMs: 4_000, promptMs: 3_000 }

const words = {
  'missing-library': 'its library cannot be loaded',
  'no-service': 'there is none',
  locked: 'locked',
  frozen: 'does not answer',
  died: 'ended meanwhile, or keeps nothing',
  refused: 'refused'
} as const

/**
 * Whether the keychain keeps an entry, returns it and deletes it: one of our own that holds no secret. It bears another name than
 * the probe of a Tessera that runs meanwhile.
 */
export async function lookAtKeychain({
  platform,
  env,
  userData,
  startKeychainWorker
}: DiagnosisContext): Promise<Finding[]> {
  if (platform === 'linux' && hasNoDesktop(env))
    return [unknown('State', 'not examined: there is no desktop session here; run this in the agent’s own')]
  const secrets = createSecretStore({
    start: startKeychainWorker,
    installation: `${userData} diagnosis`,
    platform,
    times
  })
  try {
    const { error } = await secrets.status({
      profileId: 'diagnosis',
      origin: 'no-host',
      // so that "nothing there" is not believed before the probe came back
      expected: true
    })
    if (error === undefined) return [good('State', 'an entry was written, read back and deleted')]
    if (error.kind !== 'keychain-unavailable')
      return [attention('State', `could not be asked (${error.kind})`)]
    return [
      attention('State', words[error.state]),
      ...(error.detail === undefined
        ? []
        : [{ label: 'It said', value: error.detail, state: 'fact' as const }]),
      { label: 'What to do', value: error.fix, state: 'fact' }
    ]
  } finally {
    secrets.stop()
  }
}
