import { kindNames } from '../../shared/desk-words'
import type { PendingProof, Verification, VerificationKind } from '../../shared/verification'

/** "SMS code", "SMS code and call-back", "SMS code, call-back and photo ID in person" */
export function kindWords(kinds: readonly VerificationKind[]): string {
  const names = [...new Set(kinds)].map((kind) => kindNames[kind])
  const last = names.pop() ?? ''
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`
}

export type CallerState =
  | { is: 'refused' | 'not-verified' }
  | { is: 'sent'; what: 'Code sent' | 'Link sent'; until: number; to: string }
  | { is: 'verified'; by: string; until: number }

export interface CallFacts {
  verifications: readonly Verification[]
  pending?: PendingProof | undefined
}

/** What the top bar says of the call. What is on its way comes first: it is what the agent waits for. */
export function callerState(call: CallFacts | undefined, now: number): CallerState {
  const { pending, verifications = [] } = call ?? {}
  if (pending !== undefined && pending.expires > now) {
    const what = pending.kind === 'email-link' ? 'Link sent' : 'Code sent'
    return { is: 'sent', what, until: pending.expires, to: pending.to }
  }
  const fresh = verifications.filter(({ expires }) => expires > now)
  if (fresh.length === 0) return { is: 'not-verified' }
  return {
    is: 'verified',
    by: kindWords(fresh.map(({ kind }) => kind)),
    until: Math.min(...fresh.map(({ expires }) => expires))
  }
}

interface WayWords {
  /** the name of its button; they are part of the interface */
  button: string
  /** what it is, before the contact */
  what: string
}

export const wayWords: Record<VerificationKind, WayWords> = {
  'sms-code': { button: 'Send code by SMS', what: 'A code to' },
  'email-code': { button: 'Send code by e-mail', what: 'A code to' },
  'email-link': { button: 'Send link by e-mail', what: 'A link to' },
  'current-password': { button: 'Check current password', what: 'The password that they use now' },
  'call-back': { button: 'Caller was called back', what: 'A call to the number on file,' },
  'manager-approval': { button: 'Manager approved', what: 'Somebody who may vouch for the caller' },
  'in-person': { button: 'Seen in person', what: 'The caller stands here with a photo ID' }
}

export type CodeKind = 'sms-code' | 'email-code'
export const isCodeKind = (kind: VerificationKind): kind is CodeKind =>
  kind === 'sms-code' || kind === 'email-code'

/** Outcomes of a code that was not right. */
export function codeWords(outcome: 'wrong' | 'expired' | 'locked', attemptsLeft: number | undefined): string {
  if (outcome === 'expired') return 'This code has run out. Send another one.'
  if (outcome === 'locked') {
    return 'Mosaic takes no more codes for this user now: too many were wrong. Verify them in another way, or refuse the caller.'
  }
  if (attemptsLeft === undefined) return 'This is not the code. Have it read out again.'
  if (attemptsLeft === 0) return 'This is not the code, and that was the last attempt. Send another one.'
  return `This is not the code. ${attemptsLeft} ${attemptsLeft === 1 ? 'attempt is' : 'attempts are'} left.`
}
