import { act, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import { CallCorner } from '../../src/renderer/call/CallCorner'
import { Endings } from '../../src/renderer/layout/Endings'
import { useDesk } from '../../src/renderer/state/desk-store'
import { useCurrentTenant } from '../../src/renderer/state/queries'
import { UserCard } from '../../src/renderer/user/UserCard'
import type { TenantSummary } from '../../src/shared/tenant'
import type { User } from '../../src/shared/user'
import type {
  CallView,
  PendingProof,
  Verification,
  VerificationKind,
  VerificationWay
} from '../../src/shared/verification'
import { heading } from './card-helpers'
import type { FakeHandlers } from './fake-bridge'
import { aCallView, anAppState, aPassword, aUser, contoso, gates, practice } from './fixtures'
import { appIsKnown, renderScreen } from './render'

export const ana = aUser()
export const ofAna = { tenantId: contoso.id, userId: ana.id }

export const way = (kind: VerificationKind, more: Partial<VerificationWay> = {}): VerificationWay => ({
  kind,
  state: 'ready',
  risks: [],
  ...more
})

export const someWays = [
  way('sms-code', { to: '•••0123' }),
  way('email-code', { to: 'a•••@example.com' }),
  way('call-back', { to: '•••0123' }),
  way('manager-approval'),
  way('in-person')
]

export const verification = (kind: VerificationKind, forMs = 600_000): Verification => ({
  kind,
  at: Date.now(),
  expires: Date.now() + forMs,
  evidence: '•••0123'
})

export const aCode = (more: Partial<PendingProof> = {}): PendingProof => ({
  kind: 'sms-code',
  to: '•••0123',
  sentAt: Date.now(),
  expires: Date.now() + 300_000,
  estimated: false,
  wrong: 0,
  ...more
})

/** A call in which `needed` verifications are asked for every action and none was made. */
export const unverified = (more: Partial<CallView> = {}, needed = 1): CallView =>
  aCallView(ofAna, { ways: someWays, actions: gates({}, { needed }), ...more })

/** Main with one open call: what is proved opens the gates, as main's does. */
export function callInMain(start: CallView = unverified()) {
  let call = start
  const set = (more: Partial<CallView>) => (call = { ...call, ...more })
  const prove = (kind: VerificationKind): CallView => {
    const verifications = [...call.verifications.filter((one) => one.kind !== kind), verification(kind)]
    const verifiedUntil = Date.now() + 600_000
    const proved = Object.fromEntries(
      Object.entries(call.actions).map(([action, gate]) => {
        const have = Math.min(gate.needed, verifications.length)
        return [action, { ...gate, have, ...(have === gate.needed && { verifiedUntil }) }]
      })
    ) as CallView['actions']
    return set({ verifications, pending: undefined, actions: proved })
  }
  const handlers: FakeHandlers = {
    'call.open': () => call,
    'verify.sendCode': ({ channel }) =>
      set({
        pending: channel === 'sms' ? aCode() : aCode({ kind: 'email-code', to: 'a•••@example.com' })
      }),
    'verify.checkCode': () => ({ outcome: 'verified', call: prove(call.pending?.kind ?? 'sms-code') }),
    'verify.sendLink': () => set({ pending: aCode({ kind: 'email-link', to: 'a•••@example.com' }) }),
    'verify.attest': ({ kind }) => prove(kind),
    'verify.password': () => prove('current-password'),
    'verify.dial': () => null
  }
  return { handlers, set, prove, now: () => call }
}

/** The card with the call's corner of the top bar. */
function Desk() {
  const tenant = useCurrentTenant()
  const open = useDesk((desk) => (desk.screen === 'find' ? desk.open : undefined))
  return (
    <>
      <CallCorner />
      <Endings />
      {open && tenant && <UserCard key={open.userId} userId={open.userId} tenant={tenant} matches={1} />}
    </>
  )
}

interface Setting {
  user?: User
  tenant?: TenantSummary
  handlers?: FakeHandlers
}

/** Opens Ana's card with all its readings done; main's answers to the call come from `handlers`. */
export async function openCall({ user = ana, tenant = contoso, handlers = {} }: Setting = {}) {
  const view = renderScreen(<Desk />, {
    'app.state': () => anAppState({ tenants: [tenant, practice], currentTenantId: tenant.id }),
    'user.read': () => user,
    'user.authenticators': () => [aPassword()],
    'user.sessions': () => ({ sessions: [], errors: [] }),
    'user.groups': () => [],
    ...handlers
  })
  await appIsKnown(view.client)
  act(() => useDesk.getState().openUser(user, tenant.id))
  await screen.findByRole('heading', { level: 1, name: user.displayName })
  await screen.findByRole('region', { name: 'Identity' })
  await waitFor(() =>
    expect(screen.getByRole('status', { name: 'Verdict' })).not.toHaveTextContent('Reading')
  )
  // whatever the call's answer changed is drawn
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
  return view
}

export const caller = () => screen.getByRole('status', { name: 'Caller' })
export const dialogOf = (name: string) => screen.findByRole('dialog', { name })
export const inDialog = (dialog: HTMLElement, name: string) => within(dialog).getByRole('button', { name })
export const isGone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

type View = Awaited<ReturnType<typeof openCall>>

/** Opens the dialog on the open card. */
export async function verifyCaller(view: View): Promise<HTMLElement> {
  await waitFor(() => expect(heading()).toHaveFocus())
  await view.user.keyboard('v')
  return dialogOf('Verify caller')
}

export const codeBox = (dialog: HTMLElement) => within(dialog).getByRole('textbox', { name: 'Code' })

/** The dialog with a code on its way. */
export async function codeSent(view: View): Promise<HTMLElement> {
  const dialog = await verifyCaller(view)
  await waitFor(() => expect(inDialog(dialog, 'Send code by SMS')).toHaveFocus())
  await view.user.keyboard('{Enter}')
  await waitFor(() => expect(codeBox(dialog)).toHaveFocus())
  return dialog
}
