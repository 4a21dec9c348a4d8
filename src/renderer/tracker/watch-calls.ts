import type { QueryClient } from '@tanstack/react-query'
import type { CallView } from '../../shared/verification'

/**
 * Tells of every state of a call that becomes known, whoever asked for it: their keys end with "call" (state/call.ts). Only
 * watches: asking main for a call would open one. Answers the function that stops.
 */
export function watchCalls(client: QueryClient, listener: (view: CallView) => void): () => void {
  return client.getQueryCache().subscribe(({ type, query }) => {
    const key = query.queryKey as readonly unknown[]
    if (type !== 'updated' || key[0] !== 'user' || key.at(-1) !== 'call') return
    const view = query.state.data as CallView | null | undefined
    if (view) listener(view)
  })
}
