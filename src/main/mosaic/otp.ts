import { AppFailure } from '../../shared/errors'
import type { CallOptions, Calls } from './calls'
import { unwrap } from './envelope'
import { fieldsOf } from './fields'
import { readMoment } from './dates'
import { operations } from './operations'
import { explainOtp } from './refusals-sending'
import { codeVerdict, explainSignIn, type CodeVerdict } from './refusals-sign-in'
import { readSignedIn, type SignedIn } from './signed-in'
import { isPlainId } from './text'
import { writtenUnreadable } from './unreadable'

export type CodeCheckResult = ({ outcome: 'right' } & SignedIn) | { outcome: CodeVerdict }

export interface Otp {
  /** to the user's primary contact on file; `conflict` where there is none, or their account or the provider is at fault */
  send(userId: string, channel: 'sms' | 'email', options?: CallOptions): Promise<void>
  /** not sent but answered, for the agent to pass on; `expiresAt` in epoch ms where the answer names a moment */
  issue(userId: string, options?: CallOptions): Promise<{ code: string; expiresAt?: number | undefined }>
  /** a right code signs the user in (API.md §6.1): the caller ends that session at once */
  check(userId: string, code: string, options?: CallOptions): Promise<CodeCheckResult>
}

/** How the user is named in all of them. */
const byId = { identifier_type: 'user_id' } as const

const sending = {
  sms: { operation: operations.otpSendSms, fixed: { channel: 'sms', ...byId } },
  email: { operation: operations.otpSendEmail, fixed: { channel: 'email', ...byId } }
} as const

/**
 * One-time codes (API.md §6.1). The user is named by id, so that a code goes to the contact on file; Mosaic's fields for an address
 * or number of another's choice do not exist here. No call is repeated: each code takes the place of the last one, and wrong
 * ones count.
 */
export function otpOf(calls: Calls): Otp {
  return {
    async send(userId, channel, options) {
      // types end at run time, and this decides where a code goes
      if (!Object.hasOwn(sending, channel))
        throw new AppFailure({ kind: 'internal', detail: 'no such channel' })
      const request = { ...sending[channel], body: { identifier: userId }, explain: explainOtp }
      await calls.write(request, options)
    },
    async issue(userId, options) {
      const operation = operations.otpIssue
      const request = { operation, fixed: { channel: 'direct', ...byId }, body: { identifier: userId } }
      const reply = await calls.write({ ...request, explain: explainOtp }, options)
      const fields = fieldsOf(unwrap(reply.body)) ?? {}
      const code = fields['code']
      if (!isPlainId(code)) return writtenUnreadable(operation, reply, 'the code')
      // a bare number may be minutes or seconds (API.md §10.12): only a moment is taken
      return { code, expiresAt: readMoment(fields['expires_at']) ?? readMoment(fields['expires_in']) }
    },
    async check(userId, code, options) {
      const operation = operations.otpCheck
      const body = { passcode: code, identifier: userId }
      const request = { operation, fixed: byId, body, verdict: codeVerdict, explain: explainSignIn }
      const reply = await calls.write(request, options)
      if (reply.verdict !== undefined) return { outcome: reply.verdict }
      return { outcome: 'right', ...readSignedIn(operation, reply) }
    }
  }
}
