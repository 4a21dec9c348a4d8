import type { DeskAction } from '../../../shared/desk-action'
import { isBlocked, isLocked, passwordAuthenticators } from '../../../shared/password-facts'
import type { SignInRules } from '../../../shared/password-settings'
import type { TenantSummary } from '../../../shared/tenant'
import type { Authenticator, User } from '../../../shared/user'
import type { CallView } from '../../../shared/verification'
import { lifeWords } from '../actions/action-words'
import { blockWords } from '../actions/block-words'

/** One after the other in this order: whoever else is signed in goes first, the lock is lifted for the new password last. */
export const resolveSteps = ['sign-out', 'issue', 'unlock'] as const satisfies DeskAction[]
export type ResolveStep = (typeof resolveSteps)[number]

export const stepNames: Record<ResolveStep, string> = {
  'sign-out': 'End all sessions',
  issue: 'Set a temporary password',
  unlock: 'Unlock the password'
}

export interface StepOffer {
  step: ResolveStep
  /** what it does, or why it cannot be done */
  words: string
  /** it cannot be done in passing */
  off: boolean
  /** sensible for this caller */
  preselected: boolean
}

interface Known {
  user: User
  tenant: TenantSummary
  authenticators: Authenticator[] | undefined
  call: CallView | undefined
  /** of the application; absent while they are not known */
  rules?: SignInRules | undefined
}

export function stepOffers(known: Known): StepOffer[] {
  return resolveSteps.map((step) => {
    const why = whyOff(step, known)
    if (why !== undefined) return { step, words: why, off: true, preselected: false }
    return { step, off: false, ...does(step, known) }
  })
}

function whyOff(step: ResolveStep, { user, tenant, authenticators, call }: Known): string | undefined {
  const gate = call?.actions[step]
  if (gate && !gate.allowed) return gate.why ?? 'The policy does not allow it.'
  if (step === 'sign-out') return undefined
  if (user.status === 'Disabled') return 'The user is suspended: activate them first.'
  if (step === 'issue') return undefined
  const passwords = passwordAuthenticators(authenticators ?? [], tenant.appId)
  // an administrator had a reason: it is not lifted in passing
  if (passwords.some((one) => isBlocked(one, user.status))) return `${blockWords.title} ${blockWords.todo}`
  if (authenticators !== undefined && passwords.length === 0 && user.password === undefined) {
    return 'No password is registered yet.'
  }
  return undefined
}

function does(step: ResolveStep, { user, tenant, authenticators, rules }: Known) {
  if (step === 'sign-out') {
    return {
      words: 'Ends every session they have, in the application and on the hosted sign-in pages.',
      preselected: true
    }
  }
  if (step === 'issue') {
    const words =
      user.password === undefined
        ? 'A first one, which must be changed at the first sign-in.'
        : 'The present password stops working at once; the new one must be changed at the first sign-in.'
    return { words: [words, lifeWords(rules)].filter(Boolean).join(' '), preselected: true }
  }
  if (authenticators === undefined) return { words: 'Whether it is locked is not known.', preselected: false }
  const locked = passwordAuthenticators(authenticators, tenant.appId).some(isLocked)
  return { words: locked ? 'It is locked now.' : 'It is not locked now.', preselected: locked }
}
