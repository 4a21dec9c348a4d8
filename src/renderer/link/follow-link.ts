import type { QueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import type { LinkRequest } from '../../shared/link'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import { onEvent } from '../bridge/client'
import { collectFindings } from '../find/hits'
import { useSearch } from '../find/search-store'
import { type OpenUser, useDesk } from '../state/desk-store'
import { appStateKey, cardOf, currentTenant, userKey } from '../state/queries'
import { applicationSwitched } from '../tenants/applications/select-application'
import { selectTenant } from '../tenants/select-tenant'
import { isAtSomething, isInTheWay } from './in-the-way'
import { type LinkSearch, useLinks } from './link-store'
import { selectUnasked } from './select-unasked'
import { watchTyping } from './typing'

/** Listens to the links that other programs open. Answers the function that ends it. */
export function tieLinks(client: QueryClient): () => void {
  const unlisten = onEvent('app.link', (request) => takeLink(client, request))
  const unwatch = watchTyping()
  return () => {
    unlisten()
    unwatch()
  }
}

/**
 * A link searches, and does nothing else. It never interrupts: in the middle of a call, a search, a dialog or a form it waits for the
 * agent. What is on the screen already stays as it is; main has brought the window to the front.
 */
function takeLink(client: QueryClient, request: LinkRequest): void {
  if ('problem' in request) return useLinks.setState({ problem: request.problem })
  const state = client.getQueryData<AppState>(appStateKey())
  if (state?.tenants.every(({ id }) => id !== request.tenantId) !== false)
    return useLinks.setState({ problem: 'unknown-tenant' })
  const elsewhere = request.tenantId !== state.currentTenantId
  if (!elsewhere && isOnTheDesk(client, request)) {
    useLinks.setState({ waiting: undefined, problem: undefined })
    // it may stand behind another screen
    if (!isAtSomething(false)) useDesk.getState().setScreen('find')
  } else if (isInTheWay(elsewhere)) {
    useLinks.setState({ waiting: waiting(request), problem: undefined })
  } else follow(client, request, 'unasked')
}

const waiting = (search: LinkSearch) => ({ ...search, id: crypto.randomUUID() })

/** `agreed`: the agent was told what ends and wants it. */
type Leave = 'agreed' | 'unasked'

let latest: LinkSearch | undefined
let turn: Promise<unknown> = Promise.resolve()

/** Searches as the agent has agreed to. */
export const followLink = (client: QueryClient, search: LinkSearch): void => follow(client, search, 'agreed')

/** Searches as if it had been typed in that tenant. One at a time, for each may open another tenant; only the latest still searches. */
function follow(client: QueryClient, search: LinkSearch, leave: Leave): void {
  latest = search
  useLinks.setState({ waiting: undefined, problem: undefined })
  const go = () => searchFor(client, search, leave)
  turn = turn.then(go, go)
}

async function searchFor(client: QueryClient, search: LinkSearch, leave: Leave): Promise<void> {
  const { tenantId, identifier } = search
  if (!mayGoOn(client, search, leave) || !(await isOpened(client, search, leave))) return
  await applicationSwitched()
  const tenant = openTenant(client)
  // the agent may have opened another one meanwhile
  if (tenant?.id !== tenantId || !mayGoOn(client, search, leave)) return
  useDesk.getState().focusSearch()
  void useSearch.getState().start(tenantId, identifier, tenant.applicationId)
}

/** Asked before each step that ends something: what the agent began since the last one is not interrupted either. */
function mayGoOn(client: QueryClient, search: LinkSearch, leave: Leave): boolean {
  if (search !== latest) return false
  if (leave === 'agreed' || !isInTheWay(openTenant(client)?.id !== search.tenantId)) return true
  ask(search)
  return false
}

/** Whether its tenant is open by now; what keeps it from opening is told below its button. */
async function isOpened(client: QueryClient, search: LinkSearch, leave: Leave): Promise<boolean> {
  const { tenantId } = search
  if (openTenant(client)?.id === tenantId) return true
  if (leave === 'agreed') return selectTenant(client, tenantId)
  const opened = await selectUnasked(client, tenantId)
  if (opened === 'in-the-way' && search === latest) ask(search)
  return opened === 'open'
}

/** It has become a question on its way; one that came later stays. */
function ask(search: LinkSearch): void {
  if (useLinks.getState().waiting === undefined) useLinks.setState({ waiting: waiting(search) })
}

/** Whether that very user or search is open: the search led there, or the card is of whoever has that id or address. */
function isOnTheDesk(client: QueryClient, { tenantId, identifier }: LinkSearch): boolean {
  const { open } = useDesk.getState()
  const { run } = useSearch.getState()
  const isSearched = run?.tenantId === tenantId && run.text === identifier
  if (open === undefined) return isSearched && (run.state === 'running' || run.state === 'done')
  if (open.tenantId !== tenantId) return false
  const isHit = () => collectFindings(run?.answers ?? []).hits.some(({ user }) => user.id === open.userId)
  if (open.userId === identifier || (isSearched && isHit())) return true
  const email = userOn(client, open)?.email?.value
  return email !== undefined && email.toLowerCase() === identifier.toLowerCase()
}

/** The user of the open card, as far as they are known. */
export function userOn(client: QueryClient, { tenantId, userId, user }: OpenUser): User | undefined {
  const tenant = openTenant(client)
  const read =
    tenant?.id === tenantId ? client.getQueryData<User>(userKey(cardOf(tenant, userId))) : undefined
  return read ?? user
}

const openTenant = (client: QueryClient): TenantSummary | undefined =>
  currentTenant(client.getQueryData<AppState>(appStateKey()))
