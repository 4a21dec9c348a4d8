import { AppFailure } from '../../shared/errors'
import type { SecretRef, SecretStore } from '../keychain/secret-store'
import type { OwnPolicy } from '../policy/own-policy'
import {
  type BundleChange,
  type BundleStore,
  type EntryName,
  keyOfEntry,
  withManaged,
  withoutOrphans,
  withoutPending,
  withSeen
} from '../tenants/bundle-store'
import type { AppliedToCurrent, ProfileStore } from '../tenants/profile-store'
import type { SettingsStore } from '../tenants/settings-store'
import { nameOf } from './left-secrets'
import { refsOf } from './profile-secrets'

/** Where a bundle's change is written. */
export interface ApplyPorts {
  store: BundleStore
  profiles: ProfileStore
  settings: SettingsStore
  ownPolicy: OwnPolicy
  secrets: SecretStore
  /** epoch ms */
  now: () => number
}

/** A secret on its way into the keychain, under a name that nothing had before. */
export interface NewEntry {
  ref: SecretRef
  secret: string
}

/** `current`: what became of the profile that was open when the profiles were written; absent where none was, or none changed. */
export type OnWritten = (current: AppliedToCurrent | undefined) => Promise<void>

/** Changes whose files are all written, although that could not be noted: they are not written again over what came since. */
const written = new WeakSet<BundleChange>()

/**
 * All or nothing, also where the app is killed in between. The secrets come first, under new names, each of them noted before; then
 * the whole change is noted in `bundles.json`, and from there on it counts: whatever is left of it is done at the next start. Answers
 * what needs a look all the same, as sentences. Throws `not-saved` or `keychain-unavailable`, and then nothing was changed, but for
 * one case that says so: a disk that neither lets the change be finished nor taken back. `onWritten` runs when the files are written,
 * with what became of the profile that is open by then. What is left of the old in the keychain is then among the orphans (`deleteOrphans`).
 *
 * The caller has the turns of all profiles in it; no other change is under way, and no earlier one is left (`settleEarlier`).
 */
export async function applyChange(
  ports: ApplyPorts,
  wanted: Omit<BundleChange, 'entries'>,
  entries: readonly NewEntry[],
  onWritten: OnWritten
): Promise<string[]> {
  const { store } = ports
  const change: BundleChange = { ...wanted, entries: entries.map(({ ref }) => nameOf(ref)) }
  try {
    await storeSecrets(ports, entries)
    await store.update((stored) => ({ ...stored, pending: { stage: 'committed', change } }))
  } catch (thrown) {
    await abandon(ports, change.entries)
    throw thrown
  }
  const { problems, current } = await writeOrTakeBack(ports, change)
  await onWritten(current)
  return [...problems, ...(await finish(ports, change))]
}

/**
 * What a crash left: secrets of an import that never came to count are put among those to be deleted, one that counts is finished.
 * Throws `not-saved` where that cannot be done now; nothing is lost by then. The caller has the turns of the profiles in it.
 */
export async function settleEarlier(ports: ApplyPorts, onWritten: OnWritten): Promise<void> {
  const { pending } = ports.store.value()
  if (pending === undefined) return
  if (pending.stage === 'secrets') {
    await ports.store.update((stored) => withoutPending(stored, pending.entries))
    return
  }
  if (!written.has(pending.change)) {
    const { current } = await writeFiles(ports, pending.change, [])
    written.add(pending.change)
    await onWritten(current)
  }
  await ports.store.update((stored) => finished(stored, pending.change))
}

/** The profiles that an earlier change still has to do with. */
export function profilesOfEarlier({ store }: ApplyPorts): string[] {
  const { pending } = store.value()
  if (pending?.stage !== 'committed') return []
  const { saved, removed } = pending.change
  return [...saved.map(({ id }) => id), ...removed]
}

/**
 * Deletes what belongs to nothing from the keychain, as far as it can be reached; true when nothing is left. An entry that a profile
 * names is never deleted. Never throws.
 */
export async function deleteOrphans({
  store,
  profiles,
  secrets
}: Pick<ApplyPorts, 'store' | 'profiles' | 'secrets'>): Promise<boolean> {
  const { orphans = [] } = store.value()
  if (orphans.length === 0) return true
  const alive = new Set(profiles.list().flatMap(refsOf).map(keyOfEntry))
  const settled = orphans.filter((name) => alive.has(keyOfEntry(name)))
  try {
    // the first that cannot be deleted ends it: a keychain that does not answer takes its time for each
    for (const name of orphans) {
      if (alive.has(keyOfEntry(name))) continue
      await secrets.delete({ ...name, expected: true })
      settled.push(name)
    }
  } catch {
    // they stay noted
  }
  if (settled.length > 0) {
    // others may have come meanwhile
    await store.update((stored) => withoutOrphans(stored, settled)).catch(() => undefined)
  }
  return settled.length === orphans.length
}

async function storeSecrets({ store, secrets }: ApplyPorts, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  await store.update((stored) => ({
    ...stored,
    pending: { stage: 'secrets', entries: entries.map(({ ref }) => nameOf(ref)) }
  }))
  for (const { ref, secret } of entries) await secrets.set(ref, secret)
}

/** It does not count: what is in the keychain of it goes again, now or as soon as it can be reached. */
async function abandon(ports: ApplyPorts, names: readonly EntryName[]): Promise<void> {
  // where not even this can be written, the note of the entries is on the disk already
  await ports.store.update((stored) => withoutPending(stored, names)).catch(() => undefined)
  if (ports.store.value().pending === undefined) await deleteOrphans(ports)
}

type Undo = () => Promise<void>

interface WrittenFiles {
  /** sentences */
  problems: string[]
  current: AppliedToCurrent | undefined
}

/** Writes the files. Where one cannot be written, those before it are put back, and the change does not count any more. */
async function writeOrTakeBack(ports: ApplyPorts, change: BundleChange): Promise<WrittenFiles> {
  const undo: Undo[] = []
  try {
    const files = await writeFiles(ports, change, undo)
    written.add(change)
    return files
  } catch (thrown) {
    try {
      for (const putBack of undo.toReversed()) await putBack()
      await ports.store.update((stored) => withoutPending(stored, change.entries))
    } catch {
      throw unfinished(thrown)
    }
    await deleteOrphans(ports)
    throw thrown
  }
}

/** The profiles last: they alone could not be put back as they were, and nothing comes behind them that can fail. */
async function writeFiles(
  { profiles, settings, ownPolicy, now }: ApplyPorts,
  { saved, removed, policy, defaults, proxy }: BundleChange,
  undo: Undo[]
): Promise<WrittenFiles> {
  const problems: string[] = []
  if (defaults !== undefined || proxy !== undefined) {
    const before = settings.sections()
    await settings.take({ defaults, proxy })
    undo.push(() => settings.restore(before))
  }
  if (policy !== undefined) {
    const before = await ownPolicy.bytes()
    const copy = await ownPolicy.setAside(new Date(now()))
    if (copy !== undefined) {
      problems.push(`Your own policy file could not be used. It was kept as ${copy} before it was replaced.`)
    }
    await ownPolicy.write(policy)
    undo.push(() => ownPolicy.restore(before))
  }
  const isAny = saved.length > 0 || removed.length > 0
  return { problems, current: isAny ? await profiles.apply({ saved, removed }) : undefined }
}

async function finish({ store }: ApplyPorts, change: BundleChange): Promise<string[]> {
  try {
    await store.update((stored) => finished(stored, change))
    return []
  } catch {
    // all of it is done; the note of that is made as soon as the disk lets it
    return ['The import is done, but that could not be noted in bundles.json. Tessera tries again.']
  }
}

type Stored = ReturnType<BundleStore['value']>

const finished = (stored: Stored, { seen, managed, old }: BundleChange): Stored =>
  withManaged(withSeen(withoutPending(stored, old), seen), managed)

/** Neither there nor back: it goes on as soon as the disk lets it. */
function unfinished(thrown: unknown): unknown {
  if (!(thrown instanceof AppFailure)) return thrown
  const step =
    'The import has begun and could not be finished or taken back. Tessera finishes it as soon as it can.'
  return new AppFailure({ ...thrown.error, step }, { cause: thrown })
}
