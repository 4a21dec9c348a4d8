import { createHash } from 'node:crypto'
import type { BundleFile } from '../../shared/bundle'
import type { TenantProfile } from '../../shared/tenant'
import type { SecretRef } from '../keychain/secret-store'
import { mergedProfile } from './bundle-merge'
import { refsOf } from './profile-secrets'

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
  const at = new Map(profiles.map((one) => [one.id, one]))
  const planned = tenants.map((tenant): PlannedProfile => {
    const before = at.get(tenant.id)
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
  const at = new Map(profiles.map((one) => [one.id, one]))
  const taken = new Set<string>()
  const anyBeside = profiles.some(({ id, managed }) => managed === true && id.startsWith(besides))
  const planned = (bundle?.tenants ?? []).map((tenant): PlannedProfile => {
    const id = placeOf(tenant.id, bundle?.bundleId, { at, taken, anyBeside })
    taken.add(id)
    const before = at.get(id)
    const after = mergedProfile(before, tenant, { id, bundleId: bundle?.bundleId ?? '', managed: true })
    return { id, bundleTenantId: tenant.id, before, after }
  })
  const dropped = profiles.filter(({ id, managed }) => managed === true && !taken.has(id))
  return [...planned, ...dropped.map((before) => ({ id: before.id, before }))]
}

const besides = 'managed-'

/** The ids under which a managed tenant may stand that may not have its own; most need none of them. */
function* idsBeside(tenantId: string): Generator<string> {
  for (let attempt = 1; attempt <= 7; attempt += 1) {
    const hash = createHash('sha256').update(`${attempt} ${tenantId}`).digest('hex')
    yield `${besides}${hash.slice(0, 32)}`
  }
}

interface Places {
  at: ReadonlyMap<string, TenantProfile>
  taken: ReadonlySet<string>
  /** some managed profile stands beside one of the user's own */
  anyBeside: boolean
}

/** One that stands beside a profile of the user's own keeps its place; others have their own id where it is free. */
function placeOf(tenantId: string, bundleId: string | undefined, { at, taken, anyBeside }: Places): string {
  const isOurs = (one: TenantProfile | undefined) =>
    one === undefined || one.managed === true || (bundleId !== undefined && one.bundleId === bundleId)
  if (anyBeside) {
    for (const id of idsBeside(tenantId)) if (!taken.has(id) && at.get(id)?.managed === true) return id
  }
  if (!taken.has(tenantId) && isOurs(at.get(tenantId))) return tenantId
  for (const id of idsBeside(tenantId)) if (!taken.has(id) && isOurs(at.get(id))) return id
  throw new RangeError('There is no free id for a managed tenant.')
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

/** The keychain's entries that belong to nothing once it is done; of those that are not `expected`, at most this session has a copy. */
export function entriesLeftBy(plan: readonly PlannedProfile[]): SecretRef[] {
  return plan.flatMap(({ before, after }) => {
    if (before === undefined) return []
    const kept = after === undefined ? [] : refsOf(after)
    return refsOf(before).filter(
      (old) => !kept.some((ref) => ref.origin === old.origin && ref.secretId === old.secretId)
    )
  })
}

/** As the file has them: absent and undefined are one. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false
  const names = Object.keys({ ...one, ...other })
  return names.every((name) => isSame(one[name], other[name]))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
