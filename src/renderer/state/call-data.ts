import { hashKey, type QueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import { closeCall, refreshCall, tieCallState } from './call'
import { forgetCallNews } from './call-news'
import { type OpenUser, useDesk } from './desk-store'
import { appStateKey, callKey, cardKey, userKey } from './queries'

const isSame = (a: OpenUser, b: OpenUser) => a.tenantId === b.tenantId && a.userId === b.userId

/**
 * Ties the query cache to the call: opening a user puts what the search found into the cache, closing ends the call in main and
 * removes all that is known of them, so that no caller's data outlives the call. Another application of the tenant is read anew, and
 * nothing of the old one is kept. Answers the function that unties.
 */
export function tieCallData(client: QueryClient): () => void {
  const untieState = tieCallState(client)
  const untieApplication = tieApplication(client)
  const untieDesk = useDesk.subscribe((now, before) => {
    if (now.open === before.open) return
    const goesOn = now.open !== undefined && before.open !== undefined && isSame(now.open, before.open)
    if (!goesOn) forgetCallNews(now.open)
    if (before.open && !goesOn) {
      forget(client, callKey(before.open))
      closeCall(before.open)
    }
    if (!now.open) return
    const { tenantId, userId, user } = now.open
    if (goesOn) {
      // found again: what stands beside the profile is as old as the last search
      void client.invalidateQueries({ queryKey: callKey(now.open) })
    }
    const applicationId = now.open.applicationId ?? openApplicationId(client, tenantId)
    if (user && applicationId !== undefined) {
      client.setQueryData(userKey({ tenantId, applicationId, userId }), user)
    }
  })
  return () => {
    untieState()
    untieApplication()
    untieDesk()
  }
}

/** Once another application of the open caller's tenant is open: what the last one said of them is no fact of this one. */
function tieApplication(client: QueryClient): () => void {
  const stateHash = hashKey(appStateKey())
  let last: { tenantId: string; applicationId: string | undefined } | undefined
  return client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryHash !== stateHash) return
    const { open } = useDesk.getState()
    const tenantId = (query.state.data as AppState | undefined)?.currentTenantId
    if (tenantId === undefined) return
    const applicationId = openApplicationId(client, tenantId)
    const before = last
    last = { tenantId, applicationId }
    if (before?.applicationId === undefined || before.tenantId !== tenantId) return
    if (before.applicationId === applicationId || open?.tenantId !== tenantId) return
    forget(client, cardKey({ ...open, applicationId: before.applicationId }))
    // its gates and ways may rest on what this application says of the caller; asked once everybody knows which it is
    queueMicrotask(() => refreshCall(client, open))
  })
}

function forget(client: QueryClient, queryKey: readonly string[]): void {
  void client.cancelQueries({ queryKey })
  client.removeQueries({ queryKey })
}

/** undefined before main has answered. */
function openApplicationId(client: QueryClient, tenantId: string): string | undefined {
  const state = client.getQueryData<AppState>(appStateKey())
  return state?.tenants.find(({ id }) => id === tenantId)?.applicationId
}
