import type { Policy } from '../../shared/policy'
import type { User } from '../../shared/user'
import type { ContactRisk, VerificationKind, VerificationWay } from '../../shared/verification'
import { accessCodeWords } from './access-code-open'
import { contactFor, contactRisks, masked, type OwnChange } from './contacts'

export interface WaysInput {
  user: User
  policy: Pick<Policy, 'kinds' | 'allowUnverifiedContact' | 'allowRecentlyChanged'>
  /** the tenant profile's; links lead there */
  redirectUri: string | undefined
  ownChanges: readonly OwnChange[]
  /** an access code of this user may work now */
  accessCode?: boolean | undefined
  now: number
}

const channelOf: Partial<Record<VerificationKind, 'sms' | 'email'>> = {
  'sms-code': 'sms',
  'email-code': 'email',
  'email-link': 'email',
  'call-back': 'sms'
}

/** How this caller can be verified now, in the policy's order; what cannot be used says why. */
export function verificationWays(input: WaysInput): VerificationWay[] {
  return input.policy.kinds.map((kind) => wayOf(kind, input))
}

function wayOf(kind: VerificationKind, input: WaysInput): VerificationWay {
  const { user, policy, redirectUri, ownChanges, now } = input
  if (user.status === 'Disabled' && !isAttested(kind)) {
    return { kind, state: 'off', risks: [], why: 'The account is suspended, so Mosaic sends nothing to it.' }
  }
  if (kind === 'current-password' && user.password === undefined) {
    return { kind, state: 'off', risks: [], why: 'No password is registered.' }
  }
  const channel = channelOf[kind]
  if (channel === undefined) return { kind, state: 'ready', risks: [] }
  const contact = contactFor(user, channel)
  if (contact === undefined) {
    const what = channel === 'sms' ? 'phone number' : 'e-mail address'
    return { kind, state: 'off', risks: [], why: `There is no ${what} on file.` }
  }
  const to = masked(contact)
  if (input.accessCode === true && (kind === 'sms-code' || kind === 'email-code')) {
    return { kind, to, state: 'off', risks: [], why: accessCodeWords }
  }
  if (kind === 'email-link' && redirectUri === undefined) {
    return { kind, to, state: 'off', risks: [], why: 'The tenant profile has no redirect URI for links.' }
  }
  const risks = contactRisks({ user, contact, ownChanges, now })
  if (risks.length === 0) return { kind, to, state: 'ready', risks }
  const refused = risks.filter((risk) => !isConsented(risk, policy))
  return {
    kind,
    to,
    state: refused.length === 0 ? 'ready' : 'risky',
    risks,
    why: (refused.length === 0 ? risks : refused).map((risk) => riskWords[risk]).join(' ')
  }
}

const isAttested = (kind: VerificationKind) =>
  kind === 'call-back' || kind === 'manager-approval' || kind === 'in-person'

const isConsented = (risk: ContactRisk, policy: WaysInput['policy']) =>
  risk === 'unverified' ? policy.allowUnverifiedContact : policy.allowRecentlyChanged

const riskWords: Record<ContactRisk, string> = {
  unverified: 'It is not verified, so it may be anybody’s.',
  'recently-changed': 'The profile or this contact changed within the last 24 hours.'
}
