/** One way to an origin: straight, or through a proxy. */
export type Way = { kind: 'direct' } | { kind: 'http'; url: string }

/** At least one; each is for when the one before it leads nowhere. */
export type Ways = readonly [Way, ...Way[]]

/** How to reach one origin. `extraCa` is PEM text, trusted besides Node's own roots. */
export interface NetworkRoute {
  ways: Ways
  extraCa?: string
}

/** Finds the way to an origin; injected, because the system's proxy settings are the shell's to read. */
export type ResolveRoute = (origin: string) => Promise<NetworkRoute>

export const directRoute: ResolveRoute = () => Promise.resolve({ ways: [{ kind: 'direct' }] })
