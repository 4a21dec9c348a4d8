import { maskContact } from '../../shared/mask'
import type { Contact, User } from '../../shared/user'
import type { ContactRisk } from '../../shared/verification'

/** Changes younger than this may be an intruder's. */
export const recentMs = 24 * 3_600_000
/** What Mosaic writes in one go may carry times that differ by so much. */
const slackMs = 5_000

/** When something of ours changed this user: from before it was sent until after it was answered; epoch ms. */
export interface OwnChange {
  from: number
  to: number
}

export interface RiskInput {
  user: User
  contact: Contact
  ownChanges: readonly OwnChange[]
  now: number
}

/**
 * What makes a contact on file unsafe to prove anything by. The user's `updated_at` (API.md §2.5) names no field, so any change
 * within a day counts, unless it was ours or only a sign-in. A contact that was verified within a day is as new as that.
 */
export function contactRisks({ user, contact, ownChanges, now }: RiskInput): ContactRisk[] {
  const risks: ContactRisk[] = []
  if (contact.verified !== true) risks.push('unverified')
  const isOwn = (time: number) =>
    ownChanges.some(({ from, to }) => time >= from - slackMs && time <= to + slackMs)
  const isRecent = (time: number | undefined) => time !== undefined && now - time < recentMs && !isOwn(time)
  const isSignIn =
    user.updatedAt !== undefined &&
    user.lastSignInAt !== undefined &&
    Math.abs(user.updatedAt - user.lastSignInAt) <= slackMs
  if (isRecent(contact.verifiedAt) || (isRecent(user.updatedAt) && !isSignIn)) risks.push('recently-changed')
  return risks
}

/** The primary contact that a code by that channel goes to; Mosaic sends to no other (API.md §6.1). */
export function contactFor(user: User, channel: 'sms' | 'email'): Contact | undefined {
  return channel === 'sms' ? user.phone : user.email
}

export const masked = (contact: Contact): string => maskContact(contact.value)
