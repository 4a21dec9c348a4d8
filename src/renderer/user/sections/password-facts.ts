import { passwordAuthenticators, passwordFacts, type PasswordSource } from '../../../shared/password-facts'

/** "Locked by policy, not temporary": the password's state in words. `now` in epoch ms. */
export function passwordState(known: PasswordSource, now: number): string {
  const { exists, temporary, expired: over, known: isKnown } = passwordFacts(known, now)
  if (!exists) return isKnown ? 'No password' : 'Not known'
  const kind = temporary ? (over ? 'temporary, run out' : 'temporary') : over ? 'expired' : 'not temporary'
  return `${lockWord(known, isKnown)}, ${kind}`
}

function lockWord({ user, authenticators = [], appId }: PasswordSource, isKnown: boolean): string {
  const statuses = passwordAuthenticators(authenticators, appId).map((one) => one.status)
  if (statuses.includes('Locked')) return 'Locked by policy'
  if (!statuses.includes('Deactivated')) return isKnown ? 'Not locked' : 'Locks not known'
  return user.status === 'Disabled' ? 'Off while suspended' : 'Blocked by an administrator'
}
