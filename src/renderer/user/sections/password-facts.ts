import type { Authenticator, User } from '../../../shared/user'
import { passwordAuthenticators } from '../../../shared/verdict'

export interface PasswordSource {
  user: User
  /** undefined while they are not known */
  authenticators: Authenticator[] | undefined
  /** the application whose password is meant; undefined when not known */
  appId: string | undefined
}

export interface PasswordView {
  exists: boolean
  temporary: boolean
  expired: boolean
  /** epoch ms */
  changedAt?: number | undefined
  expiresAt?: number | undefined
  appName?: string | undefined
}

/** What is known of the password, from the user or, where that says nothing, from the authenticators. */
export function passwordView({ user, authenticators, appId }: PasswordSource): PasswordView {
  const [own] = passwordAuthenticators(authenticators ?? [], appId)
  const source = user.password ?? own
  return {
    exists: source !== undefined,
    temporary: source?.temporary === true,
    expired: source?.expired === true,
    changedAt: user.password?.updatedAt,
    expiresAt: source?.expiresAt,
    appName: own?.appName ?? user.appName
  }
}

/** "Locked by policy, not temporary": the password's state in words. `now` in epoch ms. */
export function passwordState(known: PasswordSource, now: number): string {
  const { exists, temporary, expired, expiresAt } = passwordView(known)
  if (!exists) return known.authenticators === undefined ? 'Not known' : 'No password'
  const over = expired || (expiresAt !== undefined && expiresAt <= now)
  const kind = temporary ? (over ? 'temporary, run out' : 'temporary') : over ? 'expired' : 'not temporary'
  return `${lockWord(known)}, ${kind}`
}

function lockWord({ user, authenticators, appId }: PasswordSource): string {
  if (authenticators === undefined) return 'Locks not known'
  const statuses = passwordAuthenticators(authenticators, appId).map((one) => one.status)
  if (statuses.includes('Locked')) return 'Locked by policy'
  if (!statuses.includes('Deactivated')) return 'Not locked'
  return user.status === 'Disabled' ? 'Off while suspended' : 'Blocked by an administrator'
}
