import { useLayoutEffect } from 'react'
import { dropAnswers } from '../create/create-store'
import { isOf, useSearch } from '../find/search-store'
import { openSettings } from '../password-settings/settings-desk'
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

/**
 * A card and a search belong to their tenant: both end when another one becomes current. A card stays when another application of
 * the tenant is opened, for it is the same person; a search looked through the users of the last one and ends.
 */
export function useTenantSwitch(): void {
  const tenant = useCurrentTenant()
  const tenantId = tenant?.id
  const applicationId = tenant?.applicationId
  useLayoutEffect(() => {
    if (tenantId === undefined || applicationId === undefined) return
    openSettings({ tenantId, applicationId })
    const { open, closeUser } = useDesk.getState()
    const { run, reset } = useSearch.getState()
    if (open && open.tenantId !== tenantId) closeUser()
    if (run && !isOf(run, { id: tenantId, applicationId })) reset()
    return () => dropAnswers(tenantId)
  }, [tenantId, applicationId])
}
