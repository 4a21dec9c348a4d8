import type { QueryClient } from '@tanstack/react-query'
import { closeCall, tieCallState } from './call'
import { forgetCallNews } from './call-news'
import { type OpenUser, useDesk } from './desk-store'
import { callKey, userKey } from './queries'

const isSame = (a: OpenUser, b: OpenUser) => a.tenantId === b.tenantId && a.userId === b.userId

/**
 * Ties the query cache to the call: opening a user puts what the search found into the cache, closing ends the call in main and
 * removes all that is known of them, so that no caller's data outlives the call. Answers the function that unties.
 */
export function tieCallData(client: QueryClient): () => void {
  const untieState = tieCallState(client)
  const untieDesk = useDesk.subscribe((now, before) => {
    if (now.open === before.open) return
    const goesOn = now.open !== undefined && before.open !== undefined && isSame(now.open, before.open)
    if (!goesOn) forgetCallNews(now.open)
    if (before.open && !goesOn) {
      const key = callKey(before.open.tenantId, before.open.userId)
      void client.cancelQueries({ queryKey: key })
      client.removeQueries({ queryKey: key })
      closeCall(before.open)
    }
    if (!now.open) return
    const { tenantId, userId, user } = now.open
    if (goesOn) {
      // found again: what stands beside the profile is as old as the last search
      void client.invalidateQueries({ queryKey: callKey(tenantId, userId) })
    }
    if (user) client.setQueryData(userKey(tenantId, userId), user)
  })
  return () => {
    untieState()
    untieDesk()
  }
}
