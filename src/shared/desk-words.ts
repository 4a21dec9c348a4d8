import type { DeskAction } from './desk-action'
import type { VerificationKind } from './verification'

/** The words for actions on screens, in work notes and in what a policy refuses. Without schemas: the first screen has them too. */
export const actionNames: Record<DeskAction, string> = {
  unlock: 'Unlock password',
  issue: 'Issue temporary password',
  'set-password': 'Set a password',
  'send-reset': 'Send a password reset',
  'access-code': 'Issue access code',
  'sign-in-check': 'Check a password',
  'sign-out': 'Sign out everywhere',
  suspend: 'Suspend user',
  activate: 'Activate user',
  create: 'Create user',
  'add-to-app': 'Add to this application'
}

/** As in "Verified by …". */
export const kindNames: Record<VerificationKind, string> = {
  'sms-code': 'SMS code',
  'email-code': 'e-mail code',
  'email-link': 'e-mail link',
  'current-password': 'current password',
  'call-back': 'call-back',
  'manager-approval': 'manager approval',
  'in-person': 'photo ID in person'
}
