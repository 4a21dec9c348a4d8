import type { User } from '../../shared/user'
import { useDesk } from '../state/desk-store'
import { useSearch } from './search-store'

/** Opens a card that no search led to: what was searched for before must not stand beside it. */
export function openCard(user: User, tenantId: string, applicationId?: string): void {
  useSearch.getState().reset()
  useDesk.getState().openUser(user, tenantId, applicationId)
}
