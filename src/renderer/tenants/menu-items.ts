import { practiceTenantId } from '../../shared/practice-tenant'
import type { TenantSummary } from '../../shared/tenant'

/** With more tenants than this the menu has a search box. */
const searchedFrom = 9

/** No more items than this are drawn: hundreds would take longer than an agent waits. */
const mostItems = 60

export const isMenuSearched = (tenants: readonly TenantSummary[]): boolean => tenants.length >= searchedFrom

/** The first of the tenants, and the practice tenant at the end, if it is among them. */
export function shownInMenu(tenants: readonly TenantSummary[]): readonly TenantSummary[] {
  if (tenants.length <= mostItems) return tenants
  const last = tenants.at(-1)
  if (last?.id !== practiceTenantId) return tenants.slice(0, mostItems)
  return [...tenants.slice(0, mostItems - 1), last]
}
