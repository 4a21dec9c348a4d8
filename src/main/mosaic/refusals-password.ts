import type { AppError } from '../../shared/errors'
import { type Explain, type ReadVerdict, type Refusal } from './answers'
import { withoutValues } from './redact'

type Meaning = 'weak' | 'breached' | 'recent' | 'off' | 'suspended' | 'incomplete'

const byCode: Record<string, Meaning> = {
  auth_password_weak: 'weak',
  auth_password_breached: 'breached',
  auth_password_recently_used: 'recent',
  auth_password_policy_disabled: 'off',
  auth_not_active: 'suspended',
  user_not_active: 'suspended',
  auth_password_incomplete_credentials: 'incomplete'
}

/** Older tenants answer with a number for a code (API.md §4.1), so the words have to say it; first match wins. */
const byWords: readonly [RegExp, Meaning][] = [
  [/\buser[_ ]?name\b.{0,20}\b(required|missing|must be (given|provided))\b/i, 'incomplete'],
  [/breach|pwned|compromised|leaked/i, 'breached'],
  [/recent|previous|history|already used|re-?used/i, 'recent'],
  [/not active|suspended|user is (disabled|inactive)/i, 'suspended'],
  [/polic(y|ies) (is )?disabled|not enabled|method (is )?not configured|authentication is disabled/i, 'off'],
  [/weak|complex|strength|strong|too short|at least \d+|minimum length|longer than|dictionary/i, 'weak']
]

/** What a refused password means. POST sets the first one, PUT replaces one: each has its own 409. */
export const explainPassword: Explain = (refusal) => {
  const { status, problem, body, operation, technical } = refusal
  if (isUsernameTaken(refusal)) return { kind: 'conflict', reason: 'username-taken', ...technical }
  // its status alone tells enough (API.md §9: some answers have no body)
  if (status === 409 && (problem !== undefined || body === 'empty')) {
    const reason = operation.method === 'POST' ? 'password-exists' : 'no-password'
    return { kind: 'conflict', reason, ...technical }
  }
  if (problem === undefined || (status !== 400 && status !== 403 && status !== 422)) return undefined
  const meaning = byCode[problem.code ?? ''] ?? (status === 403 ? undefined : meaningOf(problem.messages))
  return meaning === undefined ? undefined : describe(meaning, refusal)
}

/** A username comes with a first password only and is unique in the application (API.md §4.1). */
function isUsernameTaken({ status, problem, operation }: Refusal): boolean {
  if (problem === undefined || operation.method !== 'POST' || (status !== 400 && status !== 409)) return false
  const { code, tsCode, messages } = problem
  if ([code, tsCode].some((word) => /username.*(taken|exist|use|conflict|duplicate)/i.test(word ?? '')))
    return true
  if (code === 'auth_password_already_configured') return false
  // "the user name … already has a password" is about something else
  return messages.some((message) => isTaken.test(message) && !/password/i.test(message))
}

const isTaken = /user[_ ]?name\b.*\b(taken|exists?|already|in use|used|unique|duplicate|not available)\b/i

/** 403 means that the application has no password sign-in (API.md §4.3). A 404 without a body tells of no user: it is the call. */
export const validationVerdict: ReadVerdict<'unavailable'> = ({ status, problem, body }) => {
  const isMosaics = problem !== undefined || body === 'empty'
  return (status === 403 && isMosaics) || (status === 404 && body === 'empty') ? 'unavailable' : undefined
}

function meaningOf(messages: readonly string[]): Meaning | undefined {
  return byWords.find(([words]) => messages.some((message) => words.test(message)))?.[1]
}

function describe(meaning: Meaning, { technical, problem, sent }: Refusal): AppError {
  switch (meaning) {
    case 'weak':
    case 'breached':
      return { kind: 'invalid-input', reason: `password-${meaning}`, fields: {}, ...technical }
    case 'recent':
      return { kind: 'invalid-input', reason: 'password-recently-used', fields: {}, ...technical }
    case 'off':
      return { kind: 'not-enabled-here', feature: 'Password sign-in', ...technical }
    case 'suspended':
      return { kind: 'conflict', reason: 'user-suspended', ...technical }
    case 'incomplete': {
      const said = problem?.messages[0]
      const message = said === undefined ? undefined : `Mosaic says: “${withoutValues(said, sent)}”`
      return { kind: 'conflict', reason: 'incomplete-credentials', message, ...technical }
    }
  }
}
