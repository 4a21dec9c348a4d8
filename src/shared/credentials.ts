import { z } from 'zod'
import { partOutcome } from './actions'
import { appError } from './error-schema'
import { authenticator, user } from './user'

export const resetWay = z.enum(['email-link', 'email-code', 'sms-code'])

/** Mosaic took it; whether it arrived is not known (API.md §4.4). */
export const resetSent = z.object({
  way: resetWay,
  /** masked */
  to: z.string().max(200),
  /** how long it lives, minutes; absent where the application's settings could not be read */
  livesMinutes: z.number().optional()
})

export const setPasswordOutcome = z.object({
  how: z.enum(['first', 'replaced']),
  temporary: z.boolean(),
  /** the application's own check before: `passed`, or `unavailable` where it has none */
  check: z.enum(['passed', 'unavailable']),
  user: user.optional(),
  authenticators: z.array(authenticator).optional(),
  rereadError: appError.optional()
})

/** A one-time code for the user's own app (API.md §6.1); held in main like an issued password. */
export const accessCodeOutcome = z.object({
  issueId: z.string(),
  length: z.number().int(),
  /** epoch ms; `estimated` where only the documented default is known */
  expiresAt: z.number().optional(),
  estimated: z.boolean()
})

export const signInWay = z.enum(['username', 'email', 'phone', 'user-id'])

/** Whether a password works; nothing of it is kept (API.md §4.2). */
export const signInCheck = z.object({
  result: z.enum(['works', 'wrong', 'locked', 'must-change', 'run-out', 'suspended']),
  /** the sign-in that a right password opens was ended again */
  session: partOutcome.optional()
})

/** A credential that was issued on this machine and that the caller has to replace. */
export const trackedCredential = z.object({
  /** the journal's number of its outcome */
  id: z.number().int(),
  kind: z.enum(['temporary-password', 'access-code']),
  at: z.number(),
  userId: z.string(),
  displayName: z.string().optional(),
  agent: z.string(),
  expiresAt: z.number().optional(),
  /** `replaced`: another one was issued or set since */
  state: z.enum(['waiting', 'used', 'run-out', 'replaced', 'unknown']),
  error: appError.optional()
})

/** What the practice tenant "sent". */
export const inboxMessage = z.object({
  id: z.string(),
  at: z.number(),
  channel: z.enum(['sms', 'email']),
  to: z.string(),
  userId: z.string(),
  subject: z.string().optional(),
  text: z.string(),
  /** the code in it, so that it can be copied or told from the words */
  code: z.string().optional(),
  /** `fresh`: a link in it can be opened, as the caller would */
  link: z.enum(['fresh', 'opened', 'over']).optional()
})

export type ResetWay = z.infer<typeof resetWay>
export type ResetSent = z.infer<typeof resetSent>
export type SetPasswordOutcome = z.infer<typeof setPasswordOutcome>
export type AccessCodeOutcome = z.infer<typeof accessCodeOutcome>
export type SignInWay = z.infer<typeof signInWay>
export type SignInCheck = z.infer<typeof signInCheck>
export type TrackedCredential = z.infer<typeof trackedCredential>
export type InboxMessage = z.infer<typeof inboxMessage>
