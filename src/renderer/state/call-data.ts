import type { QueryClient } from '@tanstack/react-query'
import { type OpenUser, useDesk } from './desk-store'
import { callKey, userKey } from './queries'

const isSame = (a: OpenUser, b: OpenUser) => a.tenantId === b.tenantId && a.userId === b.userId

/**
 * Ties the query cache to the call: opening a user puts what the search found into the cache, closing removes all
 * that is known of them, so that no caller's data outlives the call. Answers the function that unties.
 */
export function tieCallData(client: QueryClient): () => void {
  return useDesk.subscribe((now, before) => {
    if (now.open === before.open) return
    if (before.open && !(now.open && isSame(now.open, before.open))) {
      const key = callKey(before.open.tenantId, before.open.userId)
      void client.cancelQueries({ queryKey: key })
      client.removeQueries({ queryKey: key })
    }
    if (!now.open) return
    const { tenantId, userId, user } = now.open
    if (before.open && isSame(now.open, before.open)) {
      // found again: what stands beside the profile is as old as the last search
      void client.invalidateQueries({ queryKey: callKey(tenantId, userId) })
    }
    if (user) client.setQueryData(userKey(tenantId, userId), user)
  })
}
