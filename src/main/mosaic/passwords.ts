import type { SignInWay } from '../../shared/credentials'
import { isKind } from '../../shared/errors'
import type { CallOptions, Calls } from './calls'
import { unwrap } from './envelope'
import { fieldsOf, flagOf, listOf, textOf } from './fields'
import { operations } from './operations'
import { textsWithin, withoutValues } from './redact'
import { explainPassword, validationVerdict } from './refusals-password'
import { explainSignIn, passwordVerdict, type PasswordVerdict } from './refusals-sign-in'
import { readSignedIn, type SignedIn } from './signed-in'
import { unreadable } from './unreadable'

/** `temporary` where absent: it must be changed at the first sign-in. */
export interface NewPassword {
  password: string
  temporary?: boolean | undefined
}

/** Whose history counts too is named by one identifier (API.md §4.3). */
export interface PasswordToValidate {
  password: string
  username?: string | undefined
  email?: string | undefined
  phone?: string | undefined
}

export type Validation =
  | { result: 'passed' }
  /** Mosaic's own words, harmless and without what was sent; may be none */
  | { result: 'refused'; problems: string[] }
  | { result: 'unavailable' }

export type PasswordCheckResult = ({ outcome: 'right' } & SignedIn) | { outcome: PasswordVerdict }

export interface Passwords {
  /**
   * the first password; `conflict`/`password-exists` when there is one, `username-taken` when another user of the
   * application has that name
   */
  add(
    userId: string,
    input: NewPassword & { username?: string | undefined },
    options?: CallOptions
  ): Promise<void>
  /** another password in place of one; `conflict`/`no-password` when there is none */
  replace(userId: string, input: NewPassword, options?: CallOptions): Promise<void>
  /** asks and changes nothing; `unavailable` where the application has no password sign-in or the tenant lacks the call */
  validate(input: PasswordToValidate, options?: CallOptions): Promise<Validation>
  /** a right password signs the user in (API.md §4.2): the caller ends that session at once. A wrong one counts. */
  authenticate(
    input: { by: SignInWay; identifier: string; password: string },
    options?: CallOptions
  ): Promise<PasswordCheckResult>
}

/** `user_id` is in no list of Mosaic's, though its guides say that it works (API.md §10.13). */
const usernameTypes: Record<SignInWay, string> = {
  username: 'username',
  email: 'email',
  phone: 'phone_number',
  'user-id': 'user_id'
}

/**
 * Passwords (API.md §4): always sent with `force_replace`, and never with complexity checks switched off. Refusals say why:
 * weak, breached, recently used, sign-in off, suspended.
 */
export function passwordsOf(calls: Calls): Passwords {
  const explain = explainPassword
  return {
    async add(userId, { password, username, temporary = true }, options) {
      const body = { password, username, force_replace: temporary }
      await calls.write(
        { operation: operations.passwordAdd, values: { user_id: userId }, body, explain },
        options
      )
    },
    async replace(userId, { password, temporary = true }, options) {
      const body = { password, force_replace: temporary }
      await calls.write(
        { operation: operations.passwordReplace, values: { user_id: userId }, body, explain },
        options
      )
    },
    async validate({ password, username, email, phone }, options) {
      const operation = operations.passwordValidate
      const body = { password, username, email, phone_number: phone }
      try {
        const reply = await calls.read({ operation, body, verdict: validationVerdict }, options)
        if (reply.verdict !== undefined) return { result: reply.verdict }
        return readValidation(reply.body, textsWithin(body)) ?? unreadable(operation, reply)
      } catch (error) {
        // a client that may set a password and not ask about it (API.md §1.3): Mosaic decides when it is set
        if (isKind(error, 'not-permitted') || isKind(error, 'not-enabled-here'))
          return { result: 'unavailable' }
        throw error
      }
    },
    async authenticate({ by, identifier, password }, options) {
      const operation = operations.passwordCheck
      const fixed = { username_type: usernameTypes[by] }
      const body = { username: identifier, password }
      const request = { operation, fixed, body, verdict: passwordVerdict, explain: explainSignIn }
      const reply = await calls.write(request, options)
      if (reply.verdict !== undefined) return { outcome: reply.verdict }
      return { outcome: 'right', ...readSignedIn(operation, reply) }
    }
  }
}

function readValidation(body: unknown, sent: readonly string[]): Validation | undefined {
  const fields = fieldsOf(unwrap(body))
  const valid = flagOf(fields?.['valid_password'])
  if (valid === undefined) return undefined
  if (valid) return { result: 'passed' }
  const problems = listOf(fields?.['errors'])
    .slice(0, mostProblems)
    .map((entry) => textOf(fieldsOf(entry)?.['message'] ?? entry))
    .filter((text) => text !== undefined)
    .map((text) => withoutValues(text, sent))
  return { result: 'refused', problems }
}

const mostProblems = 10
