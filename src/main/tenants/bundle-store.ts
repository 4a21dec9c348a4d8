import { z } from 'zod'
import { policyFile } from '../../shared/policy'
import { proxySettings } from '../../shared/settings'
import { tenantDefaults, tenantProfile } from '../../shared/tenant'
import { openJsonFile, type JsonFile } from '../storage/json-file'

/** Names an entry of the keychain; never its secret. */
const entryName = z.object({
  profileId: z.string(),
  origin: z.string(),
  secretId: z.string().optional()
})

/** The newest bundle of a series that was taken over here; one for each trust. */
const seenBundle = z.object({
  bundleId: z.string(),
  serial: z.number(),
  /** of what it says, without its signature; hex */
  digest: z.string(),
  /** epoch ms */
  at: z.number(),
  issuer: z.string(),
  /** the id of the trusted key that signed it, or `untrusted`; absent where an earlier Tessera noted it */
  trust: z.string().optional()
})

/** What is known of the machine-wide bundle that was taken over last: it stays in force while a later one is refused. */
const managedRecord = z.object({
  bundleId: z.string(),
  serial: z.number(),
  digest: z.string(),
  issuer: z.string(),
  policy: policyFile.optional(),
  defaults: tenantDefaults.optional(),
  proxy: proxySettings.optional(),
  /** the secrets that were stored from it: of which encrypted text (SHA-256, hex), and for which applications */
  taken: z
    .object({
      payload: z.string(),
      of: z.array(z.object({ tenantId: z.string(), applicationId: z.string() }))
    })
    .optional()
})

/** All that a bundle changes on this computer, ready to be written; what is said of profiles is their state afterwards. */
const bundleChange = z.object({
  saved: z.array(tenantProfile),
  removed: z.array(z.string()),
  /** the keychain's new entries, which `saved` names */
  entries: z.array(entryName),
  /** entries that belong to nothing afterwards */
  old: z.array(entryName),
  policy: policyFile.optional(),
  defaults: tenantDefaults.optional(),
  proxy: proxySettings.optional(),
  seen: seenBundle.optional(),
  /** null: there is no machine-wide bundle any more */
  managed: managedRecord.nullable().optional()
})

/** An import under way. Up to `committed` it never happened; from there on it is finished, also after a crash. */
const pendingChange = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('secrets'), entries: z.array(entryName) }),
  z.object({ stage: z.literal('committed'), change: bundleChange })
])

const storedBundles = z.looseObject({
  series: z.array(seenBundle).optional(),
  /** the series of the bundles that are exported here */
  exports: z.object({ bundleId: z.string(), serial: z.number() }).optional(),
  managed: managedRecord.optional(),
  pending: pendingChange.optional(),
  /** entries of the keychain that belong to nothing and are still to be deleted */
  orphans: z.array(entryName).optional()
})

/** How `bundles.json` is read. */
export const bundlesFile = { name: 'bundles.json', version: 1, schema: storedBundles }

export type EntryName = z.infer<typeof entryName>
export type SeenBundle = z.infer<typeof seenBundle>
export type ManagedRecord = z.infer<typeof managedRecord>
export type BundleChange = z.infer<typeof bundleChange>
export type StoredBundles = z.infer<typeof storedBundles>

/** What this user's Tessera knows of bundles. Changes are on the disk when they resolve; see JsonFile for how they fail. */
export type BundleStore = JsonFile<StoredBundles>

/** Opens `bundles.json` in the user-data folder; never fails. */
export function openBundleStore(dir: string, options: { now?: () => Date } = {}): Promise<BundleStore> {
  return openJsonFile<StoredBundles>({
    dir,
    ...bundlesFile,
    empty: {},
    now: options.now
  })
}

/** With that bundle as the newest of its series and trust, unless a newer one was there: which ones were seen is never forgotten. */
export function withSeen(stored: StoredBundles, seen: SeenBundle | undefined): StoredBundles {
  if (seen === undefined) return stored
  const series = stored.series ?? []
  const before = series.find(({ bundleId, trust }) => bundleId === seen.bundleId && trust === seen.trust)
  if (before !== undefined && before.serial > seen.serial) return stored
  return { ...stored, series: [...series.filter((one) => one !== before), seen] }
}

/** Without a pending change, and with its old entries among those that are to be deleted. */
export function withoutPending(stored: StoredBundles, left: readonly EntryName[]): StoredBundles {
  const { pending: _pending, ...others } = stored
  return withMoreOrphans(others, left)
}

/** With these among the entries that are to be deleted, each once; the very same where all of them are there. */
export function withMoreOrphans(stored: StoredBundles, more: readonly EntryName[]): StoredBundles {
  const known = new Set(stored.orphans?.map(keyOfEntry))
  if (more.every((one) => known.has(keyOfEntry(one)))) return stored
  return { ...stored, ...orphansOf([...orphansBut(stored, more), ...more]) }
}

/** Without these: they are deleted, or belong to something. */
export function withoutOrphans(stored: StoredBundles, settled: readonly EntryName[]): StoredBundles {
  const { orphans: _orphans, ...others } = stored
  return { ...others, ...orphansOf(orphansBut(stored, settled)) }
}

const orphansOf = (orphans: EntryName[]) => (orphans.length === 0 ? {} : { orphans })

function orphansBut({ orphans = [] }: StoredBundles, names: readonly EntryName[]): EntryName[] {
  const keys = new Set(names.map(keyOfEntry))
  return orphans.filter((one) => !keys.has(keyOfEntry(one)))
}

/** Tells entries of the keychain apart. */
export const keyOfEntry = ({ profileId, origin, secretId = '' }: EntryName): string =>
  JSON.stringify([profileId, origin, secretId])

export function withManaged(stored: StoredBundles, managed: ManagedRecord | null | undefined): StoredBundles {
  if (managed === undefined) return stored
  const { managed: _managed, ...others } = stored
  return managed === null ? others : { ...others, managed }
}
