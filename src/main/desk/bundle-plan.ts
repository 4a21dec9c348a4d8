import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { BundleFile } from '../../shared/bundle'
import type { TenantProfile } from '../../shared/tenant'
import type { SecretRef } from '../keychain/secret-store'
import { applicationsOf } from '../tenants/applications'
import { mergedProfile } from './bundle-merge'
import { refOf } from './profile-secrets'

/** What becomes of one profile. */
export interface PlannedProfile {
  /** of the profile, which may be another than the bundle's (`placeOf`) */
  id: string
  /** the bundle's own name for the tenant; absent where it is no more in the bundle */
  bundleTenantId?: string
  before?: TenantProfile | undefined
  /** absent: it is removed */
  after?: TenantProfile | undefined
}

/** What an imported bundle does to the profiles. Its tenants keep their ids; own profiles with other ids stay as they are. */
export function planOfImport({ bundleId, tenants }: BundleFile, profiles: TenantProfile[]): PlannedProfile[] {
  const planned = tenants.map((tenant): PlannedProfile => {
    const before = profiles.find(({ id }) => id === tenant.id)
    const after = mergedProfile(before, tenant, { id: tenant.id, bundleId, managed: false })
    return { id: tenant.id, bundleTenantId: tenant.id, before, after }
  })
  const ids = new Set(tenants.map(({ id }) => id))
  const dropped = profiles.filter(
    (one) => one.bundleId === bundleId && one.managed !== true && !ids.has(one.id)
  )
  return [...planned, ...dropped.map((before) => ({ id: before.id, before }))]
}

/**
 * What the machine-wide bundle does to the profiles; undefined: there is none. A profile of the user's own is never replaced: where
 * one has the id of the bundle's tenant, the managed profile gets another id. One that was imported from the same series becomes
 * the managed one.
 */
export function planOfManaged(bundle: BundleFile | undefined, profiles: TenantProfile[]): PlannedProfile[] {
  const places = new Set<string>()
  const planned = (bundle?.tenants ?? []).map((tenant): PlannedProfile => {
    const id = placeOf(tenant.id, bundle?.bundleId, profiles, places)
    places.add(id)
    const before = profiles.find((one) => one.id === id)
    const after = mergedProfile(before, tenant, { id, bundleId: bundle?.bundleId ?? '', managed: true })
    return { id, bundleTenantId: tenant.id, before, after }
  })
  const dropped = profiles.filter(({ id, managed }) => managed === true && !places.has(id))
  return [...planned, ...dropped.map((before) => ({ id: before.id, before }))]
}

/** The ids under which a managed tenant may stand: its own first. */
const candidatesOf = (tenantId: string): string[] => [
  tenantId,
  ...[1, 2, 3, 4, 5, 6, 7].map((attempt) => {
    const hash = createHash('sha256').update(`${attempt} ${tenantId}`).digest('hex')
    return `managed-${hash.slice(0, 32)}`
  })
]

function placeOf(
  tenantId: string,
  bundleId: string | undefined,
  profiles: TenantProfile[],
  places: ReadonlySet<string>
): string {
  const free = candidatesOf(tenantId).filter((id) => !places.has(id))
  const at = (id: string) => profiles.find((one) => one.id === id)
  const other = free.find((id) => id !== tenantId && at(id)?.managed === true)
  const isOurs = (one: TenantProfile | undefined) =>
    one === undefined || one.managed === true || (bundleId !== undefined && one.bundleId === bundleId)
  const place = other ?? free.find((id) => isOurs(at(id)))
  if (place === undefined) throw new RangeError('There is no free id for a managed tenant.')
  return place
}

export type PlannedChange = 'added' | 'changed' | 'removed' | 'same'

export function changeOf({ before, after }: PlannedProfile): PlannedChange {
  if (before === undefined) return 'added'
  if (after === undefined) return 'removed'
  return isSame(before, after) ? 'same' : 'changed'
}

export function countsOf(plan: readonly PlannedProfile[]): Record<PlannedChange, number> {
  const counts = { added: 0, changed: 0, removed: 0, same: 0 }
  for (const planned of plan) counts[changeOf(planned)] += 1
  return counts
}

/** The keychain's entries that belong to nothing once it is done. */
export function entriesLeftBy(plan: readonly PlannedProfile[]): SecretRef[] {
  return plan.flatMap(({ before, after }) => {
    const kept = after === undefined ? [] : refsOf(after)
    return before === undefined
      ? []
      : refsOf(before).filter(
          (old) => !kept.some((ref) => ref.origin === old.origin && ref.secretId === old.secretId)
        )
  })
}

export const refsOf = (profile: TenantProfile): SecretRef[] =>
  applicationsOf(profile).map((application) => refOf(profile, application))

/** As the file has them: absent and undefined are one. */
function isSame(one: TenantProfile, other: TenantProfile): boolean {
  const plain = (profile: TenantProfile): unknown => JSON.parse(JSON.stringify(profile))
  return isDeepStrictEqual(plain(one), plain(other))
}
