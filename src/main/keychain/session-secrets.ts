/** Secrets that are kept for this session only: never on a disk, overwritten in memory when dropped. */
export interface SessionSecrets {
  get(account: string): string | undefined
  keep(account: string, secret: string): void
  /** True when there was one. */
  drop(account: string): boolean
  dropAll(): void
}

/** Buffers, because a string cannot be overwritten. */
export function createSessionSecrets(): SessionSecrets {
  const held = new Map<string, Buffer>()
  const drop = (account: string) => {
    held.get(account)?.fill(0)
    return held.delete(account)
  }
  return {
    get: (account) => held.get(account)?.toString('utf8'),
    keep: (account, secret) => {
      drop(account)
      held.set(account, Buffer.from(secret, 'utf8'))
    },
    drop,
    dropAll: () => {
      for (const account of held.keys()) drop(account)
    }
  }
}
