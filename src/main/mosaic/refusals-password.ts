import type { AppError } from '../../shared/errors'
import type { Explain, Refusal } from './answers'
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
  [/breach|pwned|compromised|leaked/i, 'breached'],
  [/recent|previous|history|already used|re-?used/i, 'recent'],
  [/not active|suspended|user is (disabled|inactive)/i, 'suspended'],
  [/polic(y|ies) (is )?disabled|not enabled|method (is )?not configured|authentication is disabled/i, 'off'],
  [/weak|complex|strength|strong|too short|at least \d+|minimum length|longer than|dictionary/i, 'weak']
]

/** What a refused password means. POST sets the first one, PUT replaces one: each has its own 409. */
export const explainPassword: Explain = (refusal) => {
  const { status, problem, body, operation, technical } = refusal
  // its status alone tells enough (API.md §9: some answers have no body)
  if (status === 409 && (problem !== undefined || body === 'empty')) {
    const reason = operation.method === 'POST' ? 'password-exists' : 'no-password'
    return { kind: 'conflict', reason, ...technical }
  }
  if (problem === undefined || (status !== 400 && status !== 403 && status !== 422)) return undefined
  const meaning = byCode[problem.code ?? ''] ?? (status === 403 ? undefined : meaningOf(problem.messages))
  return meaning === undefined ? undefined : describe(meaning, refusal)
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
