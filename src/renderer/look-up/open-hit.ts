import type { QueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import type { TenantSummary } from '../../shared/tenant'
import { openCard } from '../find/open-card'
import { useDesk } from '../state/desk-store'
import { appStateKey } from '../state/queries'
import { applicationSwitched, selectApplication } from '../tenants/applications/select-application'
import { selectTenant } from '../tenants/select-tenant'
import { type Hit, isStillOf } from './look-up-run'
import { useLookUp } from './look-up-store'

/**
 * Opens the card in the tenant that answered, which becomes the open one, and in the application that was asked. Where that cannot be
 * opened, or the agent has gone on meanwhile, no card opens: it would stand under another tenant, or over another caller's look-up.
 */
export async function openHit(client: QueryClient, hit: Hit): Promise<void> {
  const { tenantId, applicationId, user } = hit
  useLookUp.setState({ opening: hit })
  const isWanted = () => useLookUp.getState().opening === hit && useDesk.getState().screen === 'look-up'
  if (openTenant(client)?.id !== tenantId && !(await selectTenant(client, tenantId))) return
  // an earlier hit's, or the agent's own: only one runs at a time
  await applicationSwitched()
  if (!isWanted()) return
  // the agent may have opened another application of it since it answered
  if (!isOpen(client, hit) && !(await selectApplication(client, { tenantId, applicationId }))) return
  if (!isWanted() || !isOpen(client, hit)) return
  useLookUp.setState({ opening: undefined })
  openCard(user, tenantId, applicationId)
}

function openTenant(client: QueryClient): TenantSummary | undefined {
  const state = client.getQueryData<AppState>(appStateKey())
  return state?.tenants.find(({ id }) => id === state.currentTenantId)
}

/** Whether its tenant is open, and in it the application that was asked, with the client that found it. */
function isOpen(client: QueryClient, hit: Hit): boolean {
  const open = openTenant(client)
  return open?.id === hit.tenantId && open.applicationId === hit.applicationId && isStillOf(hit, open)
}
