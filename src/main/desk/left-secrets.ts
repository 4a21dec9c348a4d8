import type { SecretRef } from '../keychain/secret-store'
import { type BundleStore, type EntryName, withMoreOrphans, withoutOrphans } from '../tenants/bundle-store'

/** Entries of the keychain that belong to nothing any more: noted for as long as they could not be deleted. */
export interface LeftSecrets {
  /** before what named them is gone: a note of one that is still named does no harm */
  note(refs: readonly SecretRef[]): Promise<void>
  /** these are deleted */
  settle(refs: readonly SecretRef[]): Promise<void>
}

/**
 * Among the orphans of `bundles.json`, whose entries are tried again at each start (`deleteOrphans`). Never fails: where it cannot
 * be written, the user is told of the secret all the same.
 */
export function leftSecretsIn(store: BundleStore): LeftSecrets {
  const change = async (refs: readonly SecretRef[], to: typeof withMoreOrphans) => {
    // an entry that was never made needs no note
    const names = refs.filter(({ expected }) => expected).map(nameOf)
    if (names.length > 0) await store.update((stored) => to(stored, names)).catch(() => undefined)
  }
  return {
    note: (refs) => change(refs, withMoreOrphans),
    settle: (refs) => change(refs, withoutOrphans)
  }
}

export const nameOf = ({ profileId, origin, secretId }: SecretRef): EntryName => ({
  profileId,
  origin,
  ...(secretId !== undefined && { secretId })
})
