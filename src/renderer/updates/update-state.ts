import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { UpdateView } from '../../shared/updates'
import { call, onEvent } from '../bridge/client'

export const updatesKey = () => ['updates'] as const

/** How the updates of this installation stand. `anew`: asked again at each showing, because the policy may have changed since. */
export function useUpdates({ enabled = true, anew = false } = {}) {
  return useQuery({
    queryKey: updatesKey(),
    queryFn: ({ signal }) => call('updates.view', undefined, { signal }),
    enabled,
    gcTime: Infinity,
    ...(anew && { refetchOnMount: 'always' as const })
  })
}

/** Shows what main says; an answer that was asked for before must not arrive after it. */
export function showUpdates(client: QueryClient, view: UpdateView): void {
  void client.cancelQueries({ queryKey: updatesKey() }).then(() => client.setQueryData(updatesKey(), view))
}

/** Takes over what main says of updates unasked. Answers the function that ends it. */
export function tieUpdates(client: QueryClient): () => void {
  return onEvent('updates.state', (view) => showUpdates(client, view))
}
