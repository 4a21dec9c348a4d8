import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import type { Verdict } from '../../shared/verdict'
import type { GatedAction } from '../call/gates'

interface Offer {
  user: User
  tenant: TenantSummary
  offers: (action: GatedAction) => boolean
}

/**
 * The one action that the verdict offers: a reset link before a temporary password, so that the agent never sees one, where there is a
 * password to reset and a link reaches the caller.
 */
export function offeredAction(
  verdict: Verdict | undefined,
  { user, tenant, offers }: Offer
): 'unlock' | 'issue' | 'activate' | 'send-reset' | undefined {
  if (verdict?.action === undefined) return undefined
  if (verdict.action !== 'issue') return offers(verdict.action) ? verdict.action : undefined
  const canReset = offers('send-reset')
  const linkReaches = user.email?.verified === true && tenant.redirectUri !== undefined
  if (canReset && linkReaches && user.password !== undefined) return 'send-reset'
  if (offers('issue')) return 'issue'
  // agents see no passwords here: a code reaches the caller too
  const codeReaches = user.email?.verified === true || user.phone?.verified === true
  return canReset && codeReaches ? 'send-reset' : undefined
}
