import { useQuery } from '@tanstack/react-query'
import type { PolicyView } from '../../shared/policy'
import { call } from '../bridge/client'

/** What agents on this machine may do; undefined while it is not known. */
export function usePolicy(): PolicyView | undefined {
  return useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => call('policy.view', undefined, { signal }),
    // its file may have been replaced since the last card
    staleTime: 0,
    gcTime: Infinity
  }).data
}
