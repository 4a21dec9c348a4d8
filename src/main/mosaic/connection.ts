/** How to reach one origin. `extraCa` is PEM text, trusted besides Node's own roots. */
export interface NetworkRoute {
  proxy: { kind: 'direct' } | { kind: 'http'; url: string }
  extraCa?: string
}

/** Finds the way to an origin; injected, because the system's proxy settings are the shell's to read. */
export type ResolveRoute = (origin: string) => Promise<NetworkRoute>

export const directRoute: ResolveRoute = () => Promise.resolve({ proxy: { kind: 'direct' } })
