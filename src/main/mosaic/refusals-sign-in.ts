import { isAboutToken, type Explain, type ReadVerdict, type Refusal } from './answers'
import { lacksAll } from './token-claims'

export type CodeVerdict = 'wrong' | 'expired' | 'locked'
export type PasswordVerdict = 'wrong' | 'locked' | 'must-change' | 'run-out' | 'suspended'

const wrongCode =
  /\b(invalid|incorrect|wrong)\b.{0,20}\b(credentials|code|passcode|otp)\b|\b(code|passcode|otp) is (invalid|incorrect|wrong)\b/i
const wrongPassword =
  /\b(invalid|incorrect|wrong|bad)\b.{0,30}\b(credentials|password)\b|\b(credentials|password)\b.{0,30}\b(invalid|incorrect|wrong|(not|don.?t) match)\b/i
const expiredCode = /\b(code|passcode|otp)\b.{0,20}\bexpired\b/i
const locked = /\blocked\b|too many|multiple failed/i

/** How a one-time code was judged (API.md §6.1). What is not clear is no verdict: it must not count as a wrong code. */
export const codeVerdict: ReadVerdict<CodeVerdict> = (refusal) => {
  if (refusal.status === 404) return undefined
  switch (codeOf(refusal)) {
    case 'auth_invalid_credentials':
      return 'wrong'
    case 'auth_otp_passcode_expired':
      return 'expired'
    case 'auth_locked':
      return 'locked'
    case undefined:
      if (says(refusal, expiredCode, [400, 403])) return 'expired'
      if (says(refusal, locked, [403])) return 'locked'
      return says(refusal, wrongCode, [400, 401]) ? 'wrong' : undefined
    default:
      return undefined
  }
}

/**
 * How a password was judged. Nothing of it is documented (API.md §4.2, §10.23): these are the codes of its sibling for
 * one-time codes and the words of the front-channel sign-in. What is not clear is no verdict, never a false "wrong".
 */
export const passwordVerdict: ReadVerdict<PasswordVerdict> = (refusal) => {
  const { status } = refusal
  if (status === 404) return undefined
  if (status === 403 && says(refusal, /^temporary_password$/i, [403])) return 'must-change'
  if (status === 403 && says(refusal, /^password_expired$/i, [403])) return 'run-out'
  switch (codeOf(refusal)) {
    case 'auth_invalid_credentials':
      return 'wrong'
    case 'auth_locked':
      return 'locked'
    case 'temporary_password':
      return 'must-change'
    case 'password_expired':
      return 'run-out'
    case 'user_not_active':
    case 'auth_not_active':
      return 'suspended'
    case undefined:
      if (says(refusal, /not active|suspended/i, [400, 403])) return 'suspended'
      if (says(refusal, locked, [403])) return 'locked'
      return says(refusal, wrongPassword, [400, 401]) ? 'wrong' : undefined
    default:
      return undefined
  }
}

/** What a code or a password that could not be judged was refused for. */
export const explainSignIn: Explain = (refusal) => {
  const { status, problem, operation, technical, claims } = refusal
  const code = codeOf(refusal)
  if (code === 'user_not_active' || code === 'auth_not_active')
    return { kind: 'conflict', reason: 'user-not-active', ...technical }
  if (code === 'auth_login_preferences_missing' || code === 'auth_password_policy_disabled')
    return { kind: 'not-enabled-here', feature: operation.feature ?? 'This', ...technical }
  // of the ways to sign in, only the user id is in no list of Mosaic's (API.md §10.13)
  if (status !== 401 && problem?.messages.some((message) => /username_type/i.test(message)) === true)
    return { kind: 'not-enabled-here', feature: 'Signing in by user ID', ...technical }
  const unclear = status === 401 && refusal.body !== 'html' && !isAboutToken(problem)
  if (!unclear || lacksAll(claims, ['auth:execute', 'apps:execute', `${claims.appId ?? ''}:execute`])) {
    return undefined
  }
  const text = 'Mosaic does not say whether it refused what was checked, or this client.'
  return { kind: 'unexpected-answer', problem: text, ...technical }
}

function codeOf({ problem }: Refusal): string | undefined {
  return problem?.code ?? problem?.tsCode
}

/** Words about our access token, our client or the form of what was sent judge nothing. */
const otherThings = /\b(client|must|should|required|format|property)\b/i

function says({ problem, status }: Refusal, words: RegExp, statuses: readonly number[]): boolean {
  if (problem === undefined || problem.oauth?.includes('client') === true) return false
  if (!statuses.includes(status) || isAboutToken(problem)) return false
  return problem.messages.some((message) => words.test(message) && !otherThings.test(message))
}
