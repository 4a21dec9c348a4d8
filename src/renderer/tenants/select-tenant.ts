import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type { AppState } from '../../shared/app-state'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { dropCreateDraft, useCreateDesk } from '../create/create-store'
import { useDesk } from '../state/desk-store'
import { appStateKey } from '../state/queries'

/** Why the last switch did not happen. */
export const useSwitchFailure = create<{ error?: AppError | undefined }>()(() => ({}))

/** Makes a tenant current; true when it is. The open card and the search belong to the old one and end with it. */
export async function selectTenant(client: QueryClient, tenantId: string): Promise<boolean> {
  try {
    showTenant(client, await call('tenants.select', { tenantId }))
    return true
  } catch (thrown) {
    useSwitchFailure.setState({ error: toAppError(thrown) })
    return false
  }
}

/** The window goes over to the tenant that main has opened. */
export function showTenant(client: QueryClient, state: AppState): void {
  client.setQueryData(appStateKey(), state)
  useSwitchFailure.setState({ error: undefined })
  // a half-filled form never goes to another tenant
  if (useCreateDesk.getState().tenantId !== state.currentTenantId) dropCreateDraft()
  useDesk.getState().focusSearch()
}
