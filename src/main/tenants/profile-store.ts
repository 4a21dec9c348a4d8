import { AppFailure } from '../../shared/errors'
import { practiceTenantId } from '../../shared/practice-tenant'
import { tenantProfile, type TenantProfile } from '../../shared/tenant'
import { openJsonFile } from '../storage/json-file'
import type { SetAside } from '../storage/set-aside'
import { keepLatest } from './keep-latest'
import {
  inOrder,
  salvageProfiles,
  storedProfiles,
  withCurrent,
  withProfile,
  withProfiles,
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
  /** `patch` of many in one write, in that order; those that are gone are passed over. */
  patchAll(changes: readonly { id: string; change: ProfileChange }[]): Promise<void>
  /** Removes it; where it was current, the practice tenant is then. Throws `not-found`. */
  remove(id: string): Promise<void>
  /**
   * Saves many and removes many in one write; ids that no profile has are no mistake. What was learnt of a saved one since it was made
   * out stays (`keepLatest`). Answers what became of the current one; undefined where the practice tenant is current.
   */
  apply(change: ProfilesChange): Promise<AppliedToCurrent | undefined>
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

export interface AppliedToCurrent {
  before: TenantProfile
  /** absent: it was removed */
  after?: TenantProfile | undefined
}

export type ProfileChange = (latest: TenantProfile) => TenantProfile

export interface ChangedProfile {
  before: TenantProfile
  /** the same object as `before` where nothing was changed */
  after: TenantProfile
}

/** How `tenants.json` is read. */
export const profilesFile = {
  name: 'tenants.json',
  version: 1,
  schema: storedProfiles,
  repair: salvageProfiles
}

/** Opens `tenants.json` in the user-data folder; never fails. */
export async function openProfileStore(
  dir: string,
  options: { now?: () => Date } = {}
): Promise<ProfileStore> {
  const file = await openJsonFile<StoredProfiles>({
    dir,
    ...profilesFile,
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
      let changed: ChangedProfile | undefined
      await file.update((stored) => {
        changed = changedProfile(stored, id, change)
        if (changed === undefined) return stored
        const patched = withChanged(stored, changed)
        return select ? withCurrent(patched, id) : patched
      })
      return changed
    },
    patchAll: (changes) =>
      file.update((stored) =>
        changes.reduce((latest, { id, change }) => {
          const changed = changedProfile(latest, id, change)
          return changed === undefined ? latest : withChanged(latest, changed)
        }, stored)
      ),
    remove: (id) =>
      file.update((stored) => {
        requireProfile(stored, id)
        const profiles = stored.profiles.filter((profile) => profile.id !== id)
        const { currentId, ...others } = stored
        return { ...others, ...(currentId === undefined || currentId === id ? {} : { currentId }), profiles }
      }),
    apply: async ({ saved, removed }) => {
      const clean = saved.map((profile) => tenantProfile.parse(profile))
      const gone = new Set(removed)
      let current: AppliedToCurrent | undefined
      await file.update((stored) => {
        const before = new Map(stored.profiles.map((profile) => [profile.id, profile]))
        const left = stored.profiles.filter(({ id }) => !gone.has(id))
        const changed = withProfiles(
          { ...stored, profiles: left },
          clean.map((wanted) => {
            const latest = gone.has(wanted.id) ? undefined : before.get(wanted.id)
            return latest === undefined ? wanted : keepLatest(wanted, tenantProfile.parse(latest))
          })
        )
        current = ofCurrent(stored, changed)
        return current !== undefined && current.after === undefined
          ? withCurrent(changed, undefined)
          : changed
      })
      return current
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

function ofCurrent(stored: StoredProfiles, changed: StoredProfiles): AppliedToCurrent | undefined {
  const currentIn = ({ profiles }: StoredProfiles) => profiles.find(({ id }) => id === stored.currentId)
  const before = currentIn(stored)
  const after = currentIn(changed)
  return before && { before: tenantProfile.parse(before), after: after && tenantProfile.parse(after) }
}

function changedProfile(
  stored: StoredProfiles,
  id: string,
  change: ProfileChange
): ChangedProfile | undefined {
  const entry = stored.profiles.find((profile) => profile.id === id)
  if (entry === undefined) return undefined
  const before = tenantProfile.parse(entry)
  const wanted = change(before)
  return { before, after: wanted === before ? before : tenantProfile.parse({ ...wanted, id }) }
}

/** The very same value where nothing was changed. */
const withChanged = (stored: StoredProfiles, { before, after }: ChangedProfile): StoredProfiles =>
  after === before ? stored : withProfile(stored, after)

function requireProfile(stored: StoredProfiles, id: string): void {
  if (stored.profiles.some((profile) => profile.id === id)) return
  throw new AppFailure({ kind: 'not-found', what: 'The tenant profile' })
}
