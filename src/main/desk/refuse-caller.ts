import { AppFailure } from '../../shared/errors'
import type { CallDesk } from './call-desk'
import { noteOfCall, type NoteTenant } from './note'
import type { TenantSession } from './tenant-session'

/**
 * The caller is not the owner, or may not be: recorded with the reason, from which on resets of this user are braked on this
 * machine for a day; and the call is over. Throws `not-saved`, and the call goes on, where it cannot be written down.
 */
export async function refuseCaller(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  reason: string,
  tenant: NoteTenant
): Promise<void> {
  const caller = { tenantId: session.tenantId, userId }
  if (desk.calls.of(caller) === undefined) throw new AppFailure({ kind: 'not-found', what: 'The call' })
  await desk.event(caller, 'refuse-caller', reason)
  // the refusal stands, whether or not its note can be made
  const note = await noteOfCall(desk, session, userId, tenant, reason).catch(() => undefined)
  desk.close(caller)
  if (note !== undefined) desk.refused.keep(caller, note)
}
