import type { TenantSession, TenantSessions } from '../desk/tenant-session'
import type { CallContext } from './handlers'

/**
 * A handler for what belongs to a tenant: it gets the open session, or is refused when another tenant, or another application of it
 * than the window showed, is open by now.
 */
export function inTenant(sessions: TenantSessions) {
  return <Input extends { tenantId: string; applicationId?: string | undefined }, Value>(
    act: (session: TenantSession, input: Input, signal: AbortSignal, context: CallContext) => Promise<Value>
  ) =>
    async (input: Input, context: CallContext): Promise<Value> => {
      const session = await sessions.for(input.tenantId, input.applicationId)
      return act(session, input, AbortSignal.any([context.signal, session.closed]), context)
    }
}
