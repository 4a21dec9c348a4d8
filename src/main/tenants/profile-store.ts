import { AppFailure } from '../../shared/errors'
import { practiceTenantId } from '../../shared/practice-tenant'
import { tenantProfile, type TenantProfile } from '../../shared/tenant'
import { openJsonFile } from '../storage/json-file'
import type { SetAside } from '../storage/set-aside'
import { salvageProfiles, storedProfiles, withProfile, type StoredProfiles } from './stored-profiles'

/** The tenant profiles of this user. Changes are on the disk when they resolve; see JsonFile for how they fail. */
export interface ProfileStore {
  list(): TenantProfile[]
  /** id of the tenant to open; undefined: the practice tenant */
  currentId(): string | undefined
  /** Adds the profile, or replaces the one with its id; does not select it. One that the schema refuses is our own mistake. */
  save(profile: TenantProfile): Promise<void>
  /** Removes it; where it was current, the practice tenant is then. Throws `not-found`. */
  remove(id: string): Promise<void>
  /** Throws `not-found` for an id that no profile has. */
  select(id: string | undefined): Promise<void>
  /** files that were found unusable on opening, for a notice */
  setAside(): SetAside[]
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
    currentId: () => {
      const { currentId, profiles } = file.value()
      return profiles.some((profile) => profile.id === currentId) ? currentId : undefined
    },
    save: async (profile) => {
      // parsing also drops whatever else a caller's object carries: a secret must never get here
      const clean = tenantProfile.parse(profile)
      await file.update((stored) => withProfile(stored, clean))
    },
    remove: (id) =>
      file.update((stored) => {
        requireProfile(stored, id)
        const profiles = stored.profiles.filter((profile) => profile.id !== id)
        const { currentId, ...others } = stored
        return { ...others, ...(currentId === undefined || currentId === id ? {} : { currentId }), profiles }
      }),
    select: (id) =>
      file.update((stored) => {
        const { currentId: _previous, ...others } = stored
        if (id === undefined || id === practiceTenantId) return others
        requireProfile(stored, id)
        return { ...others, currentId: id }
      }),
    setAside: () => file.setAside()
  }
}

function requireProfile(stored: StoredProfiles, id: string): void {
  if (stored.profiles.some((profile) => profile.id === id)) return
  throw new AppFailure({ kind: 'not-found', what: 'The tenant profile' })
}
