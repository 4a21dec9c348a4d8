import { practiceTenantId } from '../../shared/practice-tenant'
import type { TenantSummary } from '../../shared/tenant'

/** Which tenants the agent left out; undefined before anything was chosen. */
export type LeftOut = ReadonlySet<string> | undefined

/** Tenants that are added later are asked, too. At first all are but the practice tenant, whose people are made up. */
export function leftOut(tenants: readonly TenantSummary[], chosen: LeftOut): ReadonlySet<string> {
  return chosen ?? new Set(tenants.length > 1 ? [practiceTenantId] : [])
}

export function chosenIds(tenants: readonly TenantSummary[], chosen: LeftOut): string[] {
  const out = leftOut(tenants, chosen)
  return tenants.filter(({ id }) => !out.has(id)).map(({ id }) => id)
}

/** Whether there is anything to look through beside that tenant. */
export function hasOthers(tenants: readonly TenantSummary[], tenantId: string): boolean {
  return chosenIds(tenants, undefined).some((id) => id !== tenantId)
}
