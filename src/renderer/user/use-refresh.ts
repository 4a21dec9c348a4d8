import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { callKey, type UserRef } from '../state/queries'

export interface Refresh {
  start: () => void
  busy: boolean
}

/** Reads everything on the card anew; what stands there stays until the answers are in. */
export function useRefresh({ tenantId, userId }: UserRef): Refresh {
  const client = useQueryClient()
  const queryKey = callKey(tenantId, userId)
  const busy = useIsFetching({ queryKey }) > 0
  return { busy, start: () => void client.invalidateQueries({ queryKey }) }
}
