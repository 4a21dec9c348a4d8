import type { TenantSummary } from '../../../shared/tenant'
import type { Authenticator, User } from '../../../shared/user'
import type { CallView } from '../../../shared/verification'
import type { ActionOutcome } from '../actions/outcome-words'

/** The actions that have a dialog of their own, because there is something to choose or to enter. */
export type CredentialAction = 'send-reset' | 'set-password' | 'access-code' | 'sign-in-check' | 'resolve'

export interface CredentialDialogProps {
  user: User
  tenant: TenantSummary
  /** what the gate says; undefined while it is not known */
  call: CallView | undefined
  authenticators: Authenticator[] | undefined
  /** closes it; an outcome stays on the card */
  onClose: (outcome?: ActionOutcome) => void
  /** main asks for a verification first: the caller is verified, then the same dialog opens again */
  onNeedsVerification: () => void
}
