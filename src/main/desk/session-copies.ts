import type { SecretRef, SecretStore } from '../keychain/secret-store'

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
        held.delete(nameOf(ref))
      },
      delete: (ref) => {
        held.delete(nameOf(ref))
        return store.delete(ref)
      },
      status: (ref) => store.status(ref),
      keepForSession: (ref, secret) => {
        store.keepForSession(ref, secret)
        held.add(nameOf(ref))
      },
      forgetSession: (ref) => {
        held.delete(nameOf(ref))
        store.forgetSession(ref)
      },
      stop: () => {
        held.clear()
        store.stop()
      }
    },
    has: (ref) => held.has(nameOf(ref))
  }
}

const nameOf = ({ profileId, origin, secretId }: SecretRef): string =>
  JSON.stringify([profileId, origin, secretId])
