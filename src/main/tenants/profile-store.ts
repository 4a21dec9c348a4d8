import { AppFailure } from '../../shared/errors'
import { practiceTenantId } from '../../shared/practice-tenant'
import { tenantProfile, type TenantProfile } from '../../shared/tenant'
import { openJsonFile } from '../storage/json-file'
import type { SetAside } from '../storage/set-aside'
import {
  inOrder,
  salvageProfiles,
  storedProfiles,
  withCurrent,
  withProfile,
  type StoredProfiles
} from './stored-profiles'

/** `select`: the profile is made current in the same write. */
export interface SaveOptions {
  select?: boolean
}

/** The tenant profiles of this user. Changes are on the disk when they resolve; see JsonFile for how they fail. */
export interface ProfileStore {
  list(): TenantProfile[]
  /** one of them; of hundreds, the others are not looked at */
  find(id: string): TenantProfile | undefined
  /** id of the tenant to open; undefined: the practice tenant */
  currentId(): string | undefined
  /** Adds the profile, or replaces the one with its id. One that the schema refuses is our own mistake. */
  save(profile: TenantProfile, options?: SaveOptions): Promise<void>
  /**
   * Changes the profile as it is when the change's turn comes, and answers both; undefined, and nothing done, when it is gone.
   * Where `change` answers the very profile that it was given, nothing is written for it.
   */
  patch(id: string, change: ProfileChange, options?: SaveOptions): Promise<ChangedProfile | undefined>
  /** Removes it; where it was current, the practice tenant is then. Throws `not-found`. */
  remove(id: string): Promise<void>
  /** Saves many and removes many in one write, as if one by one; ids that no profile has are no mistake. */
  apply(change: ProfilesChange): Promise<void>
  /** Every profile's id in the new order. Throws `invalid-input` where they are not exactly those that there are. */
  reorder(ids: readonly string[]): Promise<void>
  /** Throws `not-found` for an id that no profile has. */
  select(id: string | undefined): Promise<void>
  /** files that were found unusable on opening, for a notice */
  setAside(): SetAside[]
}

export interface ProfilesChange {
  saved: readonly TenantProfile[]
  /** ids */
  removed: readonly string[]
}

export type ProfileChange = (latest: TenantProfile) => TenantProfile

export interface ChangedProfile {
  before: TenantProfile
  /** the same object as `before` where nothing was changed */
  after: TenantProfile
}

/** Opens `tenants.json` in the user-data folder; never fails. */
export async function openProfileStore(
  dir: string,
  options: { now?: () => Date } = {}
): Promise<ProfileStore> {
  const file = await openJsonFile<StoredProfiles>({
    dir,
    name: 'tenants.json',
    version: 1,
    schema: storedProfiles,
    repair: salvageProfiles,
    empty: { profiles: [] },
    now: options.now
  })
  return {
    list: () => file.value().profiles.map((entry) => tenantProfile.parse(entry)),
    find: (id) => {
      const entry = file.value().profiles.find((profile) => profile.id === id)
      return entry && tenantProfile.parse(entry)
    },
    currentId: () => {
      const { currentId, profiles } = file.value()
      return profiles.some((profile) => profile.id === currentId) ? currentId : undefined
    },
    save: async (profile, { select = false } = {}) => {
      // parsing also drops whatever else a caller's object carries: a secret must never get here
      const clean = tenantProfile.parse(profile)
      await file.update((stored) => {
        const saved = withProfile(stored, clean)
        return select ? withCurrent(saved, clean.id) : saved
      })
    },
    patch: async (id, change, { select = false } = {}) => {
      const changed: ChangedProfile[] = []
      await file.update((stored) => {
        const entry = stored.profiles.find((profile) => profile.id === id)
        if (entry === undefined) return stored
        const before = tenantProfile.parse(entry)
        const wanted = change(before)
        const after = wanted === before ? before : tenantProfile.parse({ ...wanted, id })
        changed.push({ before, after })
        const patched = after === before ? stored : withProfile(stored, after)
        return select ? withCurrent(patched, id) : patched
      })
      return changed[0]
    },
    remove: (id) =>
      file.update((stored) => {
        requireProfile(stored, id)
        const profiles = stored.profiles.filter((profile) => profile.id !== id)
        const { currentId, ...others } = stored
        return { ...others, ...(currentId === undefined || currentId === id ? {} : { currentId }), profiles }
      }),
    apply: async ({ saved, removed }) => {
      const clean = saved.map((profile) => tenantProfile.parse(profile))
      await file.update((stored) => {
        const { currentId } = stored
        const gone = currentId !== undefined && removed.includes(currentId)
        const left = stored.profiles.filter(({ id }) => !removed.includes(id))
        const changed = clean.reduce(withProfile, { ...stored, profiles: left })
        return gone ? withCurrent(changed, undefined) : changed
      })
    },
    reorder: (ids) => file.update((stored) => inOrder(stored, ids)),
    select: (id) =>
      file.update((stored) => {
        if (id === undefined || id === practiceTenantId) return withCurrent(stored, undefined)
        requireProfile(stored, id)
        return withCurrent(stored, id)
      }),
    setAside: () => file.setAside()
  }
}

function requireProfile(stored: StoredProfiles, id: string): void {
  if (stored.profiles.some((profile) => profile.id === id)) return
  throw new AppFailure({ kind: 'not-found', what: 'The tenant profile' })
}
