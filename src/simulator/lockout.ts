import { rulesOf } from './policy'
import type { Lockable, LockoutTier, PasswordPolicy } from './types'

const minute = 60_000

/** Whether sign-in is shut: by an administrator, by the lockout policy, or not at all. */
export function lockState(it: Lockable, now: number): 'blocked' | 'locked' | 'open' {
  if (it.blocked) return 'blocked'
  return it.lockedUntil !== undefined && it.lockedUntil > now ? 'locked' : 'open'
}

/** Counts one wrong attempt by the application's model (API.md §3.2): failures outside the window do not count. */
export function recordFailure(it: Lockable, policy: PasswordPolicy, now: number): void {
  const rules = rulesOf(policy)
  const since = now - rules.failuresExpireIn * minute
  const counting = it.failures.filter((at) => at > since)
  if (counting.length === 0) it.tiersReached = 0
  it.failures = [...counting, now]
  it.lastFailed = now
  if (rules.lockoutTiers.length > 0) {
    climb(it, rules.lockoutTiers, now)
    return
  }
  if (it.failures.length < rules.maxPasswordFailures) return
  it.lockedUntil = now + rules.passwordSuspensionDuration * minute
  it.failures = []
}

/** The count runs on from tier to tier; a failure after the last tier's lock locks for good. */
function climb(it: Lockable, tiers: LockoutTier[], now: number): void {
  const reached = it.tiersReached ?? 0
  const tier = tiers[reached]
  if (tier === undefined) {
    it.lockedUntil = Infinity
  } else if (it.failures.length >= tier.attempts) {
    it.lockedUntil = now + tier.duration * minute
    it.tiersReached = reached + 1
  }
}

export function recordSuccess(it: Lockable, now: number): void {
  clear(it)
  it.lastSuccess = now
}

function clear(it: Lockable): void {
  it.failures = []
  it.tiersReached = 0
  it.lockedUntil = undefined
}

export type UnlockType = 'manual' | 'automatic' | 'any'

/** Lifts the kind of lock that is named, and clears the attempts (API.md §3.3). Harmless where nothing is locked. */
export function unlock(it: Lockable, kind: UnlockType): void {
  if (kind !== 'automatic') it.blocked = false
  if (kind !== 'manual') clear(it)
}
