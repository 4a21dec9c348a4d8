import type { ResetSent, ResetWay } from '../../../shared/credentials'
import { maskContact } from '../../../shared/mask'
import type { TenantSummary } from '../../../shared/tenant'
import type { Contact, User } from '../../../shared/user'
import { counted } from '../../format/count'

export interface ResetChoice {
  way: ResetWay
  /** the button's name */
  name: string
  /** where it goes, masked; absent where there is no such contact */
  to?: string
  /** why it cannot be used */
  why?: string
  /** what to mind when it is used */
  risk?: string
}

export const resetNames: Record<ResetWay, string> = {
  'email-link': 'Send reset link',
  'email-code': 'Send code by e-mail',
  'sms-code': 'Send code by SMS'
}

/** The ways to send a reset, the best one first (API.md §4.4); `allowUnverified` is the policy's consent. */
export function resetChoices(user: User, tenant: TenantSummary, allowUnverified: boolean): ResetChoice[] {
  const email = reach(user.email, 'There is no e-mail address on file.', allowUnverified)
  const phone = reach(user.phone, 'There is no phone number on file.', allowUnverified)
  const noPage =
    email.why === undefined && tenant.redirectUri === undefined
      ? { why: 'The tenant’s profile has no redirect URI, so no link can be sent.' }
      : {}
  return [
    { way: 'email-link', name: resetNames['email-link'], ...email, ...noPage },
    { way: 'email-code', name: resetNames['email-code'], ...email },
    { way: 'sms-code', name: resetNames['sms-code'], ...phone }
  ]
}

function reach(contact: Contact | undefined, none: string, allowUnverified: boolean) {
  if (contact === undefined) return { why: none }
  const to = maskContact(contact.value)
  if (contact.verified === true) return { to }
  const known = contact.verified === false ? 'is not verified' : 'is not known to be verified'
  if (allowUnverified) return { to, risk: `It ${known}: make sure that it is theirs.` }
  return { to, why: `It ${known}, and resets only go to verified contacts.` }
}

const sentNames: Record<ResetWay, string> = {
  'email-link': 'Reset link',
  'email-code': 'Reset code',
  'sms-code': 'Reset code'
}

/** How long what is sent lives, by the application's settings; undefined where they are not known. */
export const resetLife = (minutes: number | undefined): string | undefined =>
  minutes === undefined ? undefined : `A link or code lives ${counted(minutes, 'minute')}.`

/** Mosaic took it; whether it arrived is not known (API.md §4.4). */
export function resetWords({ way, to, livesMinutes }: ResetSent): { title: string; lines: string[] } {
  const lives =
    livesMinutes === undefined
      ? 'How long it lives is not known.'
      : `It lives ${counted(livesMinutes, 'minute')}.`
  return {
    title: `${sentNames[way]} sent to ${to}.`,
    lines: [lives, 'Mosaic took it; whether it has arrived, only the caller can say.']
  }
}
