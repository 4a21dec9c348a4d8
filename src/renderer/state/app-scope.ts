import { hashKey, type QueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import { showScope } from '../bridge/scope'
import { appStateKey } from './queries'

/**
 * Ties what calls go out for to what is known of the app: whatever is drawn or begun after main said which application is open is
 * for that one. Answers the function that unties.
 */
export function tieScope(client: QueryClient): () => void {
  const stateHash = hashKey(appStateKey())
  const untie = client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryHash !== stateHash) return
    const state = query.state.data as AppState | undefined
    const tenant = state?.tenants.find(({ id }) => id === state.currentTenantId)
    if (tenant !== undefined) showScope({ tenantId: tenant.id, applicationId: tenant.applicationId })
  })
  return () => {
    untie()
    showScope(undefined)
  }
}
