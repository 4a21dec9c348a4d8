import type { CallOptions, Calls } from './calls'
import { operations } from './operations'
import { explainReset } from './refusals-sending'

export interface Resets {
  /** the link leads to `redirectUri`, which the application must allow */
  sendEmailLink(input: { email: string; redirectUri: string }, options?: CallOptions): Promise<void>
  sendEmailCode(email: string, options?: CallOptions): Promise<void>
  /** `phone` in E.164 */
  sendSmsCode(phone: string, options?: CallOptions): Promise<void>
}

/**
 * Resets that Mosaic sends to a user's own primary contact (API.md §4.4), so that no agent sees a password. The call that
 * answers the link in place of sending it does not exist here, and a second factor is never waived.
 */
export function resetsOf(calls: Calls): Resets {
  const explain = explainReset
  return {
    async sendEmailLink({ email, redirectUri }, options) {
      const body = { email, redirect_uri: redirectUri }
      await calls.write({ operation: operations.resetEmailLink, body, explain }, options)
    },
    async sendEmailCode(email, options) {
      await calls.write({ operation: operations.resetEmailCode, body: { email }, explain }, options)
    },
    async sendSmsCode(phone, options) {
      const body = { phone_number: phone }
      await calls.write({ operation: operations.resetSmsCode, body, explain }, options)
    }
  }
}
