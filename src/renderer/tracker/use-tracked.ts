import { skipToken, useQuery } from '@tanstack/react-query'
import type { TrackedCredential } from '../../shared/credentials'
import type { TenantSummary } from '../../shared/tenant'
import { call } from '../bridge/client'

const minute = 60_000

/** Every list of the tracker: each is of one application of a tenant. Invalidate it after another credential was issued. */
export const trackerKey = () => ['tracker'] as const

/** While the list is shown, and while only the number of open ones is. */
export const pollMs = { list: minute, count: 5 * minute }

interface TrackedOptions {
  every: keyof typeof pollMs
  enabled?: boolean
}

/** The temporary credentials that were issued from this machine in a tenant. Each reading asks Mosaic of those that wait. */
export function useTracked(
  tenant: Pick<TenantSummary, 'id' | 'applicationId'> | undefined,
  { every, enabled = true }: TrackedOptions
) {
  const of = tenant && { tenantId: tenant.id, applicationId: tenant.applicationId }
  return useQuery({
    queryKey: [...trackerKey(), of?.tenantId, of?.applicationId],
    queryFn: of === undefined ? skipToken : ({ signal }) => call('tracker.list', of, { signal }),
    enabled,
    refetchInterval: pollMs[every],
    // who opens the list wants to see how things stand now
    ...(every === 'list' && { staleTime: 0 })
  })
}

/** Temporary passwords that somebody has yet to use. */
export const openPasswords = (tracked: TrackedCredential[] | undefined): number =>
  tracked?.filter(({ kind, state }) => kind === 'temporary-password' && state === 'waiting').length ?? 0
