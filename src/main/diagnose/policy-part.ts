import { counted } from '../../shared/count'
import type { PolicyView } from '../../shared/policy'
import { ManagedFile } from '../desk/managed-file'
import type { StoredBundles } from '../tenants/bundle-store'
import { policyFileAt } from '../policy/file'
import { openPolicy, policyFileName } from '../policy/policy-store'
import { join } from 'node:path'
import { attention, fact, type Finding, good, judged } from './finding'
import type { State } from './state'

/** Which rules hold, and whether what an administrator installed can be used and belongs to who must own it. */
export async function lookAtPolicy(userData: string, state: State): Promise<Finding[]> {
  const { policy, machineFolder, owner } = state
  const installed = await policyFileAt(join(machineFolder, policyFileName), owner)()
  return [
    fact('Folder', machineFolder),
    installed === 'none'
      ? fact('policy.json', 'not there')
      : judged(
          'policy.json',
          installed.ok ? 'good, version 1; its owner is right' : installed.problem,
          installed.ok
        ),
    await ofBundle(userData, state),
    inForce(policy),
    fact('Updates', policy.policy.updates),
    fact('Links', policy.policy.links ? 'open a search' : 'switched off'),
    fact('Trusted keys', counted(policy.policy.bundles.trustedKeys.length, 'key'))
  ]
}

function inForce({ source, locked, file }: PolicyView): Finding {
  if (locked) return attention('In force', 'nothing may be changed until the policy can be used')
  const whose = { managed: 'the organisation’s', own: 'the agent’s own', default: 'built-in defaults' }[
    source
  ]
  return fact('In force', source === 'default' ? whose : `${whose}, ${file}`)
}

/** Judged as the app does it, with nothing written down. */
async function ofBundle(
  userData: string,
  { managedBundle, machineFolder, owner, bundles }: State
): Promise<Finding> {
  const stored: StoredBundles = bundles.value ?? {}
  const policy = await openPolicy({
    machineFolder,
    userFolder: userData,
    ...(owner !== undefined && { owner })
  })
  const judgedFile = await new ManagedFile({
    file: managedBundle,
    owner,
    store: { value: () => stored },
    policy,
    uptime: () => performance.now()
  }).look()
  const label = 'bundle.json'
  switch (judgedFile.state) {
    case 'none':
      return fact(label, 'not there')
    case 'refused':
      return attention(label, judgedFile.problem)
    case 'same':
      return fact(label, 'not read')
    case 'good': {
      const { bundle, digest, signature } = judgedFile.proof
      const isTaken = stored.managed?.digest === digest
      const taken = isTaken ? 'in force for this user' : 'the next start of Tessera takes it over'
      return good(
        label,
        `good, number ${bundle.serial}, ${counted(bundle.tenants.length, 'tenant')}, ${signatures[signature.state]}; ${taken}`
      )
    }
  }
}

const signatures = {
  trusted: 'signed by a trusted key',
  wrong: 'wrongly signed',
  'unknown-key': 'signed by a key that is not trusted',
  none: 'not signed'
} as const
