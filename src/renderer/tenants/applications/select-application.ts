import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type { AppState } from '../../../shared/app-state'
import { type AppError, toAppError } from '../../../shared/errors'
import type { User } from '../../../shared/user'
import { call } from '../../bridge/client'
import type { Scope } from '../../bridge/scope'
import { useDesk } from '../../state/desk-store'
import { appStateKey, type CardRef, userKey } from '../../state/queries'
import { forgetRuns } from '../../user/actions/action-store'

interface ApplicationSwitch {
  /** what is being opened now */
  to?: Scope | undefined
  /** why the last switch did not happen */
  error?: AppError | undefined
  /** where the open caller was found last: the way back, and who they are where another application does not know them */
  left?: { of: CardRef; user: User } | undefined
}

const none: ApplicationSwitch = { to: undefined, error: undefined, left: undefined }

/** The switch to another application of the tenant. What it knows of the caller goes with the call. */
export const useApplicationSwitch = create<ApplicationSwitch>()(() => none)

useDesk.subscribe(({ open }, before) => {
  const isSame = open?.tenantId === before.open?.tenantId && open?.userId === before.open?.userId
  if (!isSame) useApplicationSwitch.setState({ error: undefined, left: undefined })
})

/**
 * Opens another application of a tenant; true when it is open. The open call goes on: everything on the card is read anew
 * (state/call-data.ts), and what was told of the last application goes.
 */
export async function selectApplication(client: QueryClient, scope: Scope): Promise<boolean> {
  const { tenantId } = scope
  if (useApplicationSwitch.getState().to !== undefined) return false
  useApplicationSwitch.setState({ to: scope, error: undefined })
  try {
    const state = await call('tenants.selectApplication', scope)
    rememberCaller(client, tenantId)
    client.setQueryData(appStateKey(), state)
    await drawn()
    return true
  } catch (thrown) {
    useApplicationSwitch.setState({ error: toAppError(thrown) })
    return false
  } finally {
    useApplicationSwitch.setState({ to: undefined })
  }
}

/** Resolves when no switch is under way. */
export function applicationSwitched(): Promise<void> {
  return new Promise((resolve) => {
    const isOver = ({ to }: ApplicationSwitch) => to === undefined
    if (isOver(useApplicationSwitch.getState())) return resolve()
    const unsubscribe = useApplicationSwitch.subscribe((now) => {
      if (!isOver(now)) return
      unsubscribe()
      resolve()
    })
  })
}

/** Until the screen shows it: what is known is told to it in the next turn. */
const drawn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

function rememberCaller(client: QueryClient, tenantId: string): void {
  const { open } = useDesk.getState()
  const state = client.getQueryData<AppState>(appStateKey())
  const applicationId = state?.tenants.find(({ id }) => id === tenantId)?.applicationId
  if (open?.tenantId !== tenantId || applicationId === undefined) return
  forgetRuns(open)
  const of = { tenantId, applicationId, userId: open.userId }
  const user = client.getQueryData<User>(userKey(of))
  // where they were not found either, the application before stays the way back
  if (user !== undefined) useApplicationSwitch.setState({ left: { of, user } })
}
