import { unknownType } from './not-reported'
import type { Authenticator, User } from './user'

export interface PasswordSource {
  user: User
  /** absent while they are read, or when that failed: locks are then unknown */
  authenticators?: Authenticator[] | undefined
  /** the application whose passwords this client governs (API.md §3.3 "Scope"); absent when not known */
  appId?: string | undefined
}

/** All that is known of a user's password; times in epoch ms. */
export interface PasswordFacts {
  /** those that this client's unlock and reset would touch */
  authenticators: Authenticator[]
  /** whether their locks are known */
  known: boolean
  exists: boolean
  temporary: boolean
  expired: boolean
  changedAt: number | undefined
  expiresAt: number | undefined
  appName: string | undefined
}

/** The password authenticators that this client's unlock and reset would touch. */
export function passwordAuthenticators(list: Authenticator[], appId?: string): Authenticator[] {
  const passwords = list.filter((one) => one.type === 'password' && one.status !== 'Deleted')
  if (appId === undefined) return passwords
  return passwords.filter((one) => one.appId === undefined || one.appId === appId)
}

/** True for a password that policy or an administrator keeps from being used (API.md §3.3). */
export function isLocked(one: Authenticator): boolean {
  return one.type === 'password' && (one.status === 'Locked' || one.status === 'Deactivated')
}

/** An administrator's block. A suspended user's authenticators are Deactivated too (API.md §3.3): that is none. */
export function isBlocked(one: Authenticator, userStatus: string | undefined): boolean {
  return one.type === 'password' && one.status === 'Deactivated' && userStatus !== 'Disabled'
}

/** Puts together what the user and their authenticator say, field by field: either may leave out what the other knows. */
export function passwordFacts({ user, authenticators, appId }: PasswordSource, now: number): PasswordFacts {
  const own = passwordAuthenticators(authenticators ?? [], appId)
  const [first, ...others] = own
  // of several, only one is the password that the user's own object tells of: which, is not known
  const one = user.password === undefined || others.length === 0 ? first : undefined
  const expiresAt = user.password?.expiresAt ?? one?.expiresAt
  const marked = user.password?.expired === true || one?.expired === true
  return {
    authenticators: own,
    // one of unknown type may be the password
    known: authenticators?.every(({ type }) => type !== unknownType) === true,
    exists: user.password !== undefined || own.length > 0,
    temporary: user.password?.temporary === true || one?.temporary === true,
    expired: marked || (expiresAt !== undefined && expiresAt <= now),
    changedAt: user.password?.updatedAt,
    expiresAt,
    appName: first?.appName ?? user.appName
  }
}

/** True where nothing tells of a sign-in, neither the user nor any of their ways (API.md §3.4). */
export function neverSignedIn(user: User, authenticators: Authenticator[] | undefined): boolean {
  return user.lastSignInAt === undefined && !authenticators?.some((one) => one.lastSuccessAt !== undefined)
}
