import { z } from 'zod'
import { AppFailure } from '../../shared/errors'
import { tenantProfile, type TenantProfile } from '../../shared/tenant'

/** Known fields are checked strictly; unknown ones, from a newer Tessera of the same version, are kept and written back. */
const storedProfile = tenantProfile.loose()

/** What `tenants.json` holds beside its version; `currentId` absent: the practice tenant. */
export const storedProfiles = z.looseObject({
  currentId: z.string().optional(),
  profiles: z
    .array(storedProfile)
    .refine((profiles) => new Set(profiles.map((profile) => profile.id)).size === profiles.length)
})

export type StoredProfiles = z.infer<typeof storedProfiles>

/** Keeps the good profiles of a file that the schema refuses, and names those that were lost. */
export function salvageProfiles(content: object): { value: StoredProfiles; reason: string } | undefined {
  const { profiles, currentId, ...others } = content as { profiles?: unknown; currentId?: unknown }
  if (!Array.isArray(profiles)) return undefined
  const kept = new Map<string, StoredProfiles['profiles'][number]>()
  const lost: unknown[] = []
  for (const entry of profiles as unknown[]) {
    const parsed = storedProfile.safeParse(entry)
    if (parsed.success && !kept.has(parsed.data.id)) kept.set(parsed.data.id, parsed.data)
    else lost.push(entry)
  }
  const known = typeof currentId === 'string' && kept.has(currentId)
  return {
    value: { ...others, ...(known ? { currentId } : {}), profiles: [...kept.values()] },
    reason: describeLoss(lost, profiles.length)
  }
}

/** Puts a profile in the place of the one with its id, or at the end. Unknown fields of the old one stay. */
export const withProfile = (stored: StoredProfiles, profile: TenantProfile): StoredProfiles =>
  withProfiles(stored, [profile])

/** The same of many, one after another. */
export function withProfiles(stored: StoredProfiles, profiles: readonly TenantProfile[]): StoredProfiles {
  // a map keeps the place of what it had already
  const byId = new Map(stored.profiles.map((entry) => [entry.id, entry]))
  for (const profile of profiles) {
    const unknown = Object.entries(byId.get(profile.id) ?? {}).filter(
      ([name]) => !(name in tenantProfile.shape)
    )
    byId.set(profile.id, { ...Object.fromEntries(unknown), ...profile })
  }
  return { ...stored, profiles: [...byId.values()] }
}

/** The profiles in that order; the very same value where it is theirs. Throws `invalid-input` for any other ids than theirs. */
export function inOrder(stored: StoredProfiles, ids: readonly string[]): StoredProfiles {
  const byId = new Map(stored.profiles.map((profile) => [profile.id, profile]))
  const profiles = [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
  if (ids.length !== byId.size || profiles.length !== byId.size) {
    const problem = 'The list of tenants is another one by now. Try again.'
    throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { tenantIds: problem } })
  }
  const isSame = profiles.every((profile, index) => profile === stored.profiles[index])
  return isSame ? stored : { ...stored, profiles }
}

/** Makes that one current, or the practice tenant. */
export function withCurrent(stored: StoredProfiles, id: string | undefined): StoredProfiles {
  if (stored.currentId === id) return stored
  const { currentId: _previous, ...others } = stored
  return id === undefined ? others : { ...others, currentId: id }
}

function describeLoss(lost: unknown[], total: number): string {
  if (lost.length === 0) return 'A part of it was damaged; all tenant profiles were kept.'
  const labels = lost.map((entry) => (entry as { label?: unknown } | null)?.label)
  const names = labels.filter((label) => typeof label === 'string').map((label) => `“${label.slice(0, 80)}”`)
  const which = names.length > 0 ? ` (${names.slice(0, 5).join(', ')})` : ''
  if (lost.length === total) return `None of its tenant profiles${which} could be read.`
  return `${lost.length} of its ${total} tenant profiles${which} could not be read; the others were kept.`
}
