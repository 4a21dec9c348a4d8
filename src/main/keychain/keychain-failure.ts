import { AppFailure, type KeychainState } from '../../shared/errors'
import { keychainAdvice } from './advice'
import type { CallOutcome } from './keychain-calls'

/** Words of libsecret, GDBus, the macOS Security framework and Windows, in the order in which they decide. */
const words: [KeychainState, RegExp][] = [
  ['locked', /locked collection|is locked|prompt was dismissed|interaction is not allowed|IsLocked/i],
  ['died', /disconnected from message bus|connection is closed|NoReply|closed by peer|broken pipe/i],
  ['frozen', /timeout was reached|timed out/i],
  [
    'no-service',
    /autolaunch|could not connect|cannot connect|not provided by any|ServiceUnknown|NameHasNoOwner|dbus-launch|connection refused|exited with status|no keychain is available|logon session does not exist|RPC server|service (cannot be|has not been) started/i
  ]
]

/** The state of the keychain that an error message of keytar tells; `refused` where it tells none that we know. */
export function stateOfMessage(message: string): KeychainState {
  return words.find(([, pattern]) => pattern.test(message))?.[0] ?? 'refused'
}

/** The failure for one state, with what to do about it here. `detail` is clipped. */
export function keychainFailure(
  state: KeychainState,
  platform: NodeJS.Platform,
  detail?: string
): AppFailure {
  return new AppFailure({
    kind: 'keychain-unavailable',
    state,
    fix: keychainAdvice(state, platform),
    ...(detail === undefined ? {} : { detail: detail.slice(0, 300) })
  })
}

/** The failure for a call that brought no value. `secret`, where one was sent, is cut out of whatever the system said. */
export function failureOf(
  outcome: Exclude<CallOutcome, { kind: 'value' }>,
  platform: NodeJS.Platform,
  secret?: string
): AppFailure {
  const clean = (message: string) => (secret ? message.replaceAll(secret, '[secret]') : message)
  switch (outcome.kind) {
    case 'stopped':
      return new AppFailure({ kind: 'cancelled' })
    case 'no-library':
      return keychainFailure('missing-library', platform, clean(outcome.message))
    case 'error':
      return keychainFailure(stateOfMessage(outcome.message), platform, clean(outcome.message))
    case 'unanswered':
      return keychainFailure('locked', platform, 'nobody answered the keychain’s unlock window')
    case 'frozen':
      return keychainFailure('frozen', platform, 'no answer in time')
    case 'died':
      return keychainFailure('died', platform, 'the keychain worker ended')
  }
}
