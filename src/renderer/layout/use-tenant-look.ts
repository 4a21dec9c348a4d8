import { useLayoutEffect } from 'react'
import { useSearch } from '../find/search-store'
import { useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'

/** Puts the tenant's accent and environment on the root element, where the style sheets look for them. */
export function useTenantLook(): void {
  const tenant = useCurrentTenant()
  useLayoutEffect(() => {
    if (tenant === undefined) return
    const { dataset } = document.documentElement
    dataset['accent'] = tenant.colour
    dataset['environment'] = tenant.environment
  }, [tenant])
}

/** A card and a search belong to their tenant: both end when another one becomes current. */
export function useTenantSwitch(): void {
  const tenantId = useCurrentTenant()?.id
  useLayoutEffect(() => {
    if (tenantId === undefined) return
    const { open, closeUser } = useDesk.getState()
    const { run, reset } = useSearch.getState()
    if (open && open.tenantId !== tenantId) closeUser()
    if (run && run.tenantId !== tenantId) reset()
  }, [tenantId])
}
