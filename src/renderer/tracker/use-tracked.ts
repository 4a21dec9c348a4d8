import { useQuery } from '@tanstack/react-query'
import type { TrackedCredential } from '../../shared/credentials'
import { call } from '../bridge/client'

const minute = 60_000

/** Without a tenant: those of all. Invalidate it after another credential was issued. */
export const trackerKey = (tenantId?: string) =>
  tenantId === undefined ? (['tracker'] as const) : (['tracker', tenantId] as const)

/** While the list is shown, and while only the number of open ones is. */
export const pollMs = { list: minute, count: 5 * minute }

interface TrackedOptions {
  every: keyof typeof pollMs
  enabled?: boolean
}

/** The temporary credentials that were issued from this machine in a tenant. Each reading asks Mosaic of those that wait. */
export function useTracked(tenantId: string | undefined, { every, enabled = true }: TrackedOptions) {
  return useQuery({
    queryKey: trackerKey(tenantId),
    queryFn: ({ signal }) => call('tracker.list', { tenantId: tenantId ?? '' }, { signal }),
    enabled: enabled && tenantId !== undefined,
    refetchInterval: pollMs[every],
    // who opens the list wants to see how things stand now
    ...(every === 'list' && { staleTime: 0 })
  })
}

/** Temporary passwords that somebody has yet to use. */
export const openPasswords = (tracked: TrackedCredential[] | undefined): number =>
  tracked?.filter(({ kind, state }) => kind === 'temporary-password' && state === 'waiting').length ?? 0
