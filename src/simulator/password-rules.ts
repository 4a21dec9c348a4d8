import { digestOf } from './digest'
import { newId } from './ids'
import { rulesOf } from './policy'
import type { Membership, Password, PasswordPolicy, UserRecord } from './types'

const hour = 3_600_000
const breached = new Set([
  'password1234!',
  'qwerty123456!',
  'welcome12345!',
  'letmein12345!',
  'summer2026!!!'
])
const words = /^(password|welcome|summer|winter|spring|autumn|dragon|monkey|football|sunshine)[\d\W_]*$/i

export function passwordMatches(stored: Password, password: string): boolean {
  return stored.hash === digestOf(password)
}

/**
 * Why a password is too weak, or undefined. What Mosaic's levels 1 to 5 ask is not public (API.md §5). Here level N
 * asks for N kinds of characters, and level 5 for all four kinds and no character three times running.
 */
export function weakness(
  password: string,
  policy: PasswordPolicy,
  user: UserRecord | undefined,
  username: string | undefined
): string | undefined {
  const { passwordMinLength, passwordComplexity, checkDictionary } = rulesOf(policy)
  if (password.length < passwordMinLength) {
    return `Password must have at least ${passwordMinLength} characters`
  }
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password)
  ).length
  if (kinds < Math.min(passwordComplexity, 4)) return 'Password does not meet the complexity requirements'
  if (passwordComplexity >= 5 && /(.)\1\1/u.test(password)) return 'Password repeats a character'
  const own = [username, user?.email?.value.split('@')[0]].filter(
    (part) => part !== undefined && part.length > 3
  )
  if (own.some((part) => password.toLowerCase().includes(part?.toLowerCase() ?? ''))) {
    return 'Password contains an identifier of the user'
  }
  if (checkDictionary && words.test(password)) return 'Password is a dictionary word'
  return undefined
}

export function isBreached(password: string, policy: PasswordPolicy): boolean {
  return policy.checkHibp === true && breached.has(password.toLowerCase())
}

export function usedRecently(password: string, stored: Password, policy: PasswordPolicy): boolean {
  const recent = [stored.hash, ...stored.history].slice(0, rulesOf(policy).blockPreviousPasswords)
  return recent.includes(digestOf(password))
}

/** Puts a password in place, as a new one or over the present one. It neither lifts a lock nor ends sessions. */
export function storePassword(
  membership: Membership,
  password: string,
  temporary: boolean,
  policy: PasswordPolicy,
  now: number
): void {
  const old = membership.password
  membership.password = {
    ...(old ?? { id: newId(), createdAt: now, blocked: false, failures: [] }),
    hash: digestOf(password),
    history: old ? [old.hash, ...old.history].slice(0, 20) : [],
    temporary,
    temporaryUntil: temporary ? now + rulesOf(policy).tempPasswordValidityHours * hour : undefined,
    updatedAt: now
  }
}

/** When a password stops working: a temporary one by its own end, any other by the policy of today (API.md §5). */
export function passwordEnd(password: Password, policy: PasswordPolicy | undefined): number | undefined {
  if (password.temporary) return password.temporaryUntil
  if (!policy || policy.ignoreExpiration) return undefined
  return password.updatedAt + rulesOf(policy).passwordExpiresIn * 24 * hour
}

export function isExpired(password: Password, policy: PasswordPolicy | undefined, now: number): boolean {
  const end = passwordEnd(password, policy)
  return end !== undefined && end <= now
}
