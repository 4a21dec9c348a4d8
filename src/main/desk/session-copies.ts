import type { SecretRef, SecretStore } from '../keychain/secret-store'
import { keyOfEntry } from '../tenants/bundle-store'

/** The same store, and whether it holds a secret in memory: that one needs no keychain. */
export interface SessionCopies {
  store: SecretStore
  has(ref: SecretRef): boolean
}

/** Follows what is kept for this session and what takes its place. */
export function followSessionCopies(store: SecretStore): SessionCopies {
  const held = new Set<string>()
  return {
    store: {
      get: (ref) => store.get(ref),
      set: async (ref, secret) => {
        await store.set(ref, secret)
        held.delete(keyOfEntry(ref))
      },
      delete: (ref) => {
        held.delete(keyOfEntry(ref))
        return store.delete(ref)
      },
      status: (ref) => store.status(ref),
      keepForSession: (ref, secret) => {
        store.keepForSession(ref, secret)
        held.add(keyOfEntry(ref))
      },
      forgetSession: (ref) => {
        held.delete(keyOfEntry(ref))
        store.forgetSession(ref)
      },
      stop: () => {
        held.clear()
        store.stop()
      }
    },
    has: (ref) => held.has(keyOfEntry(ref))
  }
}
