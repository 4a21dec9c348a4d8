import { practiceTenantId } from '../../../shared/practice-tenant'
import type { TenantSummary } from '../../../shared/tenant'

/** The profiles in their order: what `tenants.reorder` takes. The practice tenant is none. */
export const profileIds = (tenants: readonly TenantSummary[]): string[] =>
  tenants.map(({ id }) => id).filter((id) => id !== practiceTenantId)

/** The ids with one of them a place up (-1) or down (1); undefined where it is at that end, or not among them. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] | undefined {
  const from = ids.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= ids.length) return undefined
  const others = ids.filter((one) => one !== id)
  return [...others.slice(0, to), id, ...others.slice(to)]
}

/** The tenants in the order of `ids`; those that are not named come after them, the practice tenant last. */
export function inOrder(tenants: readonly TenantSummary[], ids: readonly string[]): TenantSummary[] {
  const places = new Map(ids.map((id, place) => [id, place]))
  const placeOf = ({ id }: TenantSummary) =>
    id === practiceTenantId ? ids.length + 1 : (places.get(id) ?? ids.length)
  return [...tenants].sort((one, other) => placeOf(one) - placeOf(other))
}
