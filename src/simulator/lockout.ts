import type { Lockable, PasswordPolicy } from './types'

const minute = 60_000

/** Whether sign-in is shut: by an administrator, by the lockout policy, or not at all. */
export function lockState(it: Lockable, now: number): 'blocked' | 'locked' | 'open' {
  if (it.blocked) return 'blocked'
  return it.lockedUntil !== undefined && it.lockedUntil > now ? 'locked' : 'open'
}

/** Counts one wrong attempt by the simple model (API.md §3.2): failures outside the window do not count. */
export function recordFailure(it: Lockable, policy: PasswordPolicy, now: number): void {
  const since = now - policy.failuresExpireIn * minute
  it.failures = [...it.failures.filter((at) => at > since), now]
  it.lastFailed = now
  if (it.failures.length < policy.maxPasswordFailures) return
  it.lockedUntil = now + policy.passwordSuspensionDuration * minute
  it.failures = []
}

export function recordSuccess(it: Lockable, now: number): void {
  it.failures = []
  it.lockedUntil = undefined
  it.lastSuccess = now
}

export type UnlockType = 'manual' | 'automatic' | 'any'

/** Lifts the kind of lock that is named, and clears the attempts (API.md §3.3). Harmless where nothing is locked. */
export function unlock(it: Lockable, kind: UnlockType): void {
  if (kind !== 'automatic') it.blocked = false
  if (kind !== 'manual') {
    it.lockedUntil = undefined
    it.failures = []
  }
}
