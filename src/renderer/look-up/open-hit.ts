import type { QueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import type { User } from '../../shared/user'
import { openCard } from '../find/open-card'
import { useDesk } from '../state/desk-store'
import { appStateKey } from '../state/queries'
import { selectApplication } from '../tenants/applications/select-application'
import { selectTenant } from '../tenants/select-tenant'

/** Somebody whom a tenant knows, in the application that was asked. */
export interface Hit {
  tenantId: string
  applicationId: string
  user: User
}

let latest: Hit | undefined

/**
 * Opens the card in the tenant that answered, which becomes the open one, and in the application that was asked. Where that cannot be
 * opened, or the agent has gone on meanwhile, no card opens: it would stand under another tenant.
 */
export async function openHit(client: QueryClient, hit: Hit): Promise<void> {
  const { tenantId, applicationId, user } = hit
  latest = hit
  if (!isOpen(client, { tenantId }) && !(await selectTenant(client, tenantId))) return
  // the agent may have opened another application of it since it answered
  if (!isOpen(client, hit) && !(await selectApplication(client, { tenantId, applicationId }))) return
  if (latest !== hit || useDesk.getState().screen !== 'look-up' || !isOpen(client, hit)) return
  openCard(user, tenantId, applicationId)
}

function isOpen(
  client: QueryClient,
  { tenantId, applicationId }: { tenantId: string; applicationId?: string }
): boolean {
  const state = client.getQueryData<AppState>(appStateKey())
  const open = state?.tenants.find(({ id }) => id === state.currentTenantId)
  return open?.id === tenantId && (applicationId === undefined || open.applicationId === applicationId)
}
