import { createHash } from 'node:crypto'
import type { BundleFile } from '../../shared/bundle'
import type { TenantProfile } from '../../shared/tenant'
import type { SealedSecret } from '../bundle/payload'
import { applicationOf } from '../tenants/applications'
import type { ManagedRecord } from '../tenants/bundle-store'
import type { BundleProof } from './bundle-judge'
import type { PlannedProfile } from './bundle-plan'

/** What is remembered of a machine-wide bundle that is in force. */
export function recordOf({ bundle, digest }: BundleProof): ManagedRecord {
  const { bundleId, serial, issuer, policy, defaults } = bundle
  const { proxy, ...ofProfiles } = defaults ?? {}
  return {
    bundleId,
    serial,
    digest,
    issuer,
    ...(policy !== undefined && { policy }),
    ...(defaults !== undefined && { defaults: ofProfiles }),
    ...(proxy !== undefined && { proxy })
  }
}

/** Which secrets were stored, and for which profiles’ applications. */
export function takenOf(
  bundle: BundleFile,
  secrets: readonly SealedSecret[],
  plan: readonly PlannedProfile[]
): Taken {
  const ids = new Map(plan.map(({ bundleTenantId, id }) => [bundleTenantId, id]))
  return {
    payload: payloadOf(bundle),
    of: secrets.map(({ tenantId, applicationId }) => ({
      tenantId: ids.get(tenantId) ?? tenantId,
      applicationId
    }))
  }
}

/**
 * Those of the bundle's secrets that are put into the keychain. Where the same ones were taken before, what is stored since then stays:
 * it may be newer. So does what the agent stored while these were decrypted (`since`, epoch ms).
 */
export function secretsToStore(
  secrets: readonly SealedSecret[],
  {
    plan,
    profiles,
    taken,
    earlier,
    since
  }: {
    plan: readonly PlannedProfile[]
    profiles: readonly TenantProfile[]
    taken: Taken
    earlier: Taken | undefined
    since: number
  }
): SealedSecret[] {
  const idOf = new Map(plan.map(({ bundleTenantId, id }) => [bundleTenantId, id]))
  const at = new Map(profiles.map((profile) => [profile.id, profile]))
  const areSame = earlier?.payload === taken.payload
  return secrets.filter(({ tenantId, applicationId }) => {
    const profile = at.get(idOf.get(tenantId) ?? tenantId)
    const stored = profile && applicationOf(profile, applicationId)
    if (stored?.secretStored !== true) return true
    return !areSame && (stored.secretSince ?? 0) <= since
  })
}

type Taken = NonNullable<ManagedRecord['taken']>

/** Which encrypted secrets they are. */
const payloadOf = (bundle: BundleFile): string =>
  createHash('sha256')
    .update(bundle.secrets?.payload ?? '')
    .digest('hex')

/** How many secrets of the bundle are not in the keychain, as far as that is known without its passphrase. */
export function waitingSecrets(
  bundle: BundleFile,
  record: ManagedRecord | undefined,
  profiles: readonly TenantProfile[]
): number {
  if (bundle.secrets === undefined) return 0
  const taken = record?.taken
  if (taken?.payload !== payloadOf(bundle)) return bundle.secrets.count
  const at = new Map(profiles.map((profile) => [profile.id, profile]))
  return taken.of.filter(({ tenantId, applicationId }) => {
    const profile = at.get(tenantId)
    return profile !== undefined && applicationOf(profile, applicationId)?.secretStored === false
  }).length
}
