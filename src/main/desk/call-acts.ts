import { AppFailure } from '../../shared/errors'
import { ticketProblem } from '../../shared/ticket'
import type { CallView } from '../../shared/verification'
import type { CallDesk } from './call-desk'
import type { ClipboardPort } from './issued-passwords'
import { noteOfCall, type NoteTenant } from './note'
import { readyWay } from './proofs'
import type { TenantSession } from './tenant-session'

/** Keeps the call's ticket number; an empty text takes it away. Throws `invalid-input` for what the policy's pattern refuses. */
export async function setTicket(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  ticket: string
): Promise<CallView> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { policy } = await desk.policy()
  const problem = ticket === '' ? undefined : ticketProblem(policy, ticket)
  if (problem !== undefined) {
    throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { ticket: problem } })
  }
  call.ticket = ticket === '' ? undefined : ticket
  return desk.view(session, call)
}

/** Puts the work note of the call on the clipboard and answers it; also of the call that was just ended by refusing the caller. */
export async function copyWorkNote(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  { clipboard, tenant }: { clipboard: ClipboardPort; tenant: NoteTenant }
): Promise<string> {
  const caller = { tenantId: session.tenantId, userId }
  const text = desk.refused.noteOf(caller) ?? (await noteOfCall(desk, session, userId, tenant))
  await clipboard.writeText(text)
  return text
}

/** Hands the verified number on file to the system's telephone. */
export async function dialCaller(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  dial: (e164: string) => Promise<void>
): Promise<void> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const to = await readyWay(desk, session, call, 'call-back')
  const { user } = await desk.facts.of(session, userId)
  const number = user.phone?.value
  if (number === undefined) throw new AppFailure({ kind: 'conflict', reason: 'no-contact' })
  await desk.event(call, 'dial', `called ${to}`)
  await dial(number)
}
