import { type QueryKey, useIsFetching, useQueryClient } from '@tanstack/react-query'
import { authenticatorsKey, callKey, type CardRef, userKey } from '../state/queries'
import { dropDoubt } from './actions/action-store'

export interface Refresh {
  start: () => void
  busy: boolean
}

/** Reads everything on the card anew; what stands there stays until the answers are in, and so does what was in doubt. */
export function useRefresh(of: CardRef): Refresh {
  const client = useQueryClient()
  const queryKey = callKey(of)
  const busy = useIsFetching({ queryKey }) > 0
  const isFresh = (key: QueryKey) => {
    const state = client.getQueryState(key)
    return state?.status === 'success' && state.fetchStatus === 'idle' && !state.isInvalidated
  }
  const start = async () => {
    await client.invalidateQueries({ queryKey })
    const isRead = [userKey(of), authenticatorsKey(of)].every(isFresh)
    if (isRead) dropDoubt(of)
  }
  return { busy, start: () => void start() }
}
