import type { CallOptions, Calls } from './calls'
import { operations } from './operations'
import { explainPassword } from './refusals-password'

export interface Passwords {
  /** the first password; `conflict`/`password-exists` when there is one */
  add(
    userId: string,
    input: { password: string; username?: string | undefined },
    options?: CallOptions
  ): Promise<void>
  /** another password in place of one; `conflict`/`no-password` when there is none */
  replace(userId: string, input: { password: string }, options?: CallOptions): Promise<void>
}

/**
 * Passwords set by an agent (API.md §4.1): always with `force_replace`, so that they are temporary, and never with
 * complexity checks switched off. Refusals say why: weak, breached, recently used, sign-in off, suspended.
 */
export function passwordsOf(calls: Calls): Passwords {
  const explain = explainPassword
  return {
    async add(userId, { password, username }, options) {
      const body = { password, username, force_replace: true }
      await calls.write(
        { operation: operations.passwordAdd, values: { user_id: userId }, body, explain },
        options
      )
    },
    async replace(userId, { password }, options) {
      const body = { password, force_replace: true }
      await calls.write(
        { operation: operations.passwordReplace, values: { user_id: userId }, body, explain },
        options
      )
    }
  }
}
