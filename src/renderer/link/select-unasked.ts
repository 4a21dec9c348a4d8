import type { QueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { collectFindings } from '../find/hits'
import { useSearch } from '../find/search-store'
import { useDesk } from '../state/desk-store'
import { appStateKey, callKey } from '../state/queries'
import { showTenant, useSwitchFailure } from '../tenants/select-tenant'
import { isInTheWay } from './in-the-way'

/**
 * Opens a tenant that the agent did not ask for. `in-the-way`: they began something before it was open, and it goes on in the tenant
 * where they began it, unless that cannot be opened again, which is then told. Main stays for a call that it knows of; what only the
 * window knows of is looked for before the window goes over.
 */
export async function selectUnasked(
  client: QueryClient,
  tenantId: string
): Promise<'open' | 'in-the-way' | 'failed'> {
  const left = client.getQueryData<AppState>(appStateKey())?.currentTenantId
  const ranBefore = useSearch.getState().run?.id
  try {
    const state = await call('tenants.select', { tenantId, unlessCall: true })
    if (left === undefined || !(isInTheWay(true) || isSearchedSince(ranBefore))) {
      showTenant(client, state)
      return 'open'
    }
    if (await isBack(client, left, state)) resume(client, ranBefore)
    return 'in-the-way'
  } catch (thrown) {
    const error = toAppError(thrown)
    if (!isCallOpen(error)) {
      useSwitchFailure.setState({ error })
      return 'failed'
    }
    resume(client, ranBefore)
    return 'in-the-way'
  }
}

/** Main opens the tenant again that the window never left; where it cannot, the window goes over to the one that main has opened. */
async function isBack(client: QueryClient, left: string, opened: AppState): Promise<boolean> {
  try {
    client.setQueryData(appStateKey(), await call('tenants.select', { tenantId: left }))
    return true
  } catch (thrown) {
    showTenant(client, opened)
    useSwitchFailure.setState({ error: toAppError(thrown) })
    return false
  }
}

/** What main refused or cut off while another tenant was open there is asked once more. */
function resume(client: QueryClient, ranBefore: string | undefined): void {
  void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' })
  const { open } = useDesk.getState()
  if (open !== undefined) void client.invalidateQueries({ queryKey: callKey(open) })
  else searchAgainIfCut(ranBefore)
}

/** The agent's search ended with the tenant that it looked through; unless they have gone on, it runs anew. */
function searchAgainIfCut(ranBefore: string | undefined): void {
  const { run, text, start } = useSearch.getState()
  if (run === undefined || !isSearchedSince(ranBefore) || text.trim() !== run.text) return
  const isWhole = run.state === 'done' && collectFindings(run.answers).failed.length === 0
  if (isWhole || run.state === 'stopped' || useDesk.getState().screen !== 'find') return
  void start(run.tenantId, run.text, run.applicationId)
}

/** Also where it has failed by now, for then it was most likely cut off with the tenant. */
function isSearchedSince(ranBefore: string | undefined): boolean {
  const { run } = useSearch.getState()
  return run !== undefined && run.id !== ranBefore
}

const isCallOpen = (error: AppError): boolean => error.kind === 'conflict' && error.reason === 'call-open'
