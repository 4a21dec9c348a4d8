import { useSearch } from '../find/search-store'
import { type Intent, useDesk } from '../state/desk-store'

/** Opens the card of somebody who got a credential: what was searched for before must not stand beside it. */
export function openAgain(tenantId: string, userId: string, intent?: Intent): void {
  useSearch.getState().reset()
  useDesk.getState().openById({ tenantId, userId }, intent)
}
