import { z } from 'zod'
import { createOutcome, issueOutcome, newUser, signOutOutcome, statusOutcome, unlockOutcome } from './actions'
import { appState } from './app-state'
import { appOperations } from './contract-app'
import { bundleOperations } from './contract-bundles'
import { id, inTenant, nothing } from './contract-parts'
import { passwordSettingsOperations } from './contract-password-settings'
import { tenantOperations } from './contract-tenants'
import { appError } from './error-schema'
import type { AppError } from './errors'
import {
  accessCodeOutcome,
  inboxMessage,
  resetSent,
  resetWay,
  setPasswordOutcome,
  signInCheck,
  signInWay,
  trackedCredential
} from './credentials'
import { findAnswer, findQuestion, findResult } from './find'
import { journalCheck, journalFilter, journalPage } from './journal'
import { linkRequest } from './link'
import { lookUpAnswer, lookUpResult } from './lookup'
import { mostTenants } from './most-tenants'
import type { EventName, OperationName } from './operations'
import { policyView } from './policy'
import { networkView, proxySettings } from './settings'
import { updateView } from './updates'
import { authenticator, group, session, user } from './user'
import { callTakenBack, callView, codeCheck, linkCheck } from './verification'

/** A password on its way in, to be set or to be tried; it is never kept. */
const password = z.string().min(1).max(500)
const ofUser = z.strictObject({ ...inTenant, userId: id })
const username = z.string().trim().min(1, 'Enter a username.').max(254, 'Use at most 254 characters.')
const issued = z.strictObject({ issueId: id })

/** The single list of what the renderer may ask of main: operation → input and output. */
export const contract = {
  'app.state': { input: nothing, output: appState },
  /** the search box is usable; main prints the ready line */
  'app.ready': { input: nothing, output: z.null() },
  'app.dismissNotice': { input: z.strictObject({ noticeId: id }), output: appState },
  /** plain text to the clipboard: the renderer has no clipboard permission */
  'app.copy': { input: z.strictObject({ text: z.string().max(1_000_000) }), output: z.null() },

  ...appOperations,
  ...tenantOperations,
  ...passwordSettingsOperations,
  ...bundleOperations,

  /** `lookup.answer` events with the same `lookUpId` come as each tenant answers; the result holds all of them */
  'lookup.run': {
    input: z.strictObject({
      lookUpId: id,
      text: z.string().trim().min(1).max(500),
      tenantIds: z.array(id).min(1).max(mostTenants)
    }),
    output: lookUpResult
  },

  'settings.network': { input: nothing, output: networkView },
  'settings.saveProxy': { input: z.strictObject({ proxy: proxySettings }), output: networkView },
  /** opens the system's file dialog in main: no path ever comes from the renderer */
  'settings.chooseCa': { input: nothing, output: networkView },
  'settings.clearCa': { input: nothing, output: networkView },

  /** `find.asked` and `find.answer` events with the same `searchId` tell how it goes; the result holds all answers */
  find: {
    input: z.strictObject({ ...inTenant, searchId: id, text: z.string().trim().min(1).max(500) }),
    output: findResult
  },
  'user.read': { input: ofUser, output: user },
  'user.raw': { input: ofUser, output: z.object({ json: z.string() }) },
  'user.authenticators': { input: ofUser, output: z.array(authenticator) },
  /** each family on its own: one may fail while the other answers */
  'user.sessions': {
    input: ofUser,
    output: z.object({ sessions: z.array(session), errors: z.array(appError) })
  },
  'user.groups': { input: ofUser, output: z.array(group) },
  'user.create': { input: z.strictObject({ ...inTenant, form: newUser }), output: createOutcome },
  /** sends the identifiers although they exist: the documented way to add a person to this application (API.md §2.3) */
  'user.addToApp': { input: z.strictObject({ ...inTenant, userId: id }), output: createOutcome },
  'user.setStatus': {
    input: z.strictObject({ ...inTenant, userId: id, status: z.enum(['Active', 'Disabled', 'Pending']) }),
    output: statusOutcome
  },
  'user.signOut': { input: ofUser, output: signOutOutcome },
  /** `liftBlock`: also where an administrator blocked the password, which is otherwise answered and nothing sent */
  'password.unlock': { input: ofUser.extend({ liftBlock: z.boolean().optional() }), output: unlockOutcome },
  /** `username`: with a first password, the name to sign in by (API.md §4.1) */
  'password.issue': { input: ofUser.extend({ username: username.optional() }), output: issueOutcome },
  /** the one operation that carries an issued password, and only on request */
  'issued.reveal': { input: issued, output: z.object({ password: z.string(), hideAfterMs: z.number() }) },
  'issued.copy': { input: issued, output: z.object({ clearAfterMs: z.number() }) },
  'issued.done': { input: issued, output: z.null() },

  /** The card of a user was opened: a call begins, unless it is the one that is open. Verifications belong to it. */
  'call.open': { input: ofUser, output: callView },
  /** ends the call where it is this user's; everything that was verified ends with it */
  'call.close': { input: ofUser, output: z.null() },
  /** an empty text takes the number away; one that does not match the policy's pattern is `invalid-input` for `ticket` */
  'call.setTicket': { input: ofUser.extend({ ticket: z.string().trim().max(64) }), output: callView },
  /** records why, brakes resets of the user for 24 hours on this machine, and ends the call */
  'call.refuse': {
    input: ofUser.extend({ reason: z.string().trim().min(3, 'Say why, in a few words.').max(300) }),
    output: z.null()
  },
  /** puts the work note of the call on the clipboard and answers it; no secret is in it */
  'call.copyNote': { input: ofUser, output: z.object({ text: z.string() }) },
  /** to what is on file, never to an address that was said (API.md §6.1) */
  'verify.sendCode': { input: ofUser.extend({ channel: z.enum(['sms', 'email']) }), output: callView },
  'verify.checkCode': {
    input: ofUser.extend({
      code: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z -]{1,32}$/, 'Enter the code as it was read out.')
    }),
    output: codeCheck
  },
  'verify.sendLink': { input: ofUser, output: callView },
  /** asks Mosaic whether the link was opened since */
  'verify.checkLink': { input: ofUser, output: linkCheck },
  'verify.password': { input: ofUser.extend({ password }), output: callView },
  /** what the agent states; name and reason where the kind asks for them */
  'verify.attest': {
    input: ofUser.extend({
      kind: z.enum(['call-back', 'manager-approval', 'in-person']),
      name: z.string().trim().max(120).optional(),
      reason: z.string().trim().max(300).optional()
    }),
    output: callView
  },
  /** hands the number on file to the system's telephone */
  'verify.dial': { input: ofUser, output: z.null() },
  'reset.send': { input: ofUser.extend({ way: resetWay }), output: resetSent },
  /** a chosen password; `temporary: false` only where the policy allows permanent ones */
  'password.set': {
    input: ofUser.extend({ password, temporary: z.boolean(), username: username.optional() }),
    output: setPasswordOutcome
  },
  /** signs in with it and ends that again; a wrong one counts towards the lock */
  'password.check': { input: ofUser.extend({ by: signInWay, password }), output: signInCheck },
  /** revealed and copied like an issued password */
  'access.issue': { input: ofUser, output: accessCodeOutcome },
  'tracker.list': { input: z.strictObject(inTenant), output: z.array(trackedCredential) },
  'policy.view': { input: nothing, output: policyView },
  'journal.query': {
    input: z.strictObject({
      filter: journalFilter,
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(500)
    }),
    output: journalPage
  },
  'journal.verify': { input: nothing, output: journalCheck },
  /** asks for a file in main; `fileName` absent when the agent thought better of it */
  'journal.export': {
    input: z.strictObject({ format: z.enum(['csv', 'jsonl']), filter: journalFilter }),
    output: z.object({ fileName: z.string().optional(), lines: z.number().int() })
  },
  /** what the embedded practice tenant "sent", newest first */
  'practice.inbox': { input: nothing, output: z.array(inboxMessage) },
  /** opens the link in a message, as the caller would */
  'practice.openLink': { input: z.strictObject({ messageId: id }), output: z.array(inboxMessage) }
} as const satisfies Record<OperationName, { input: z.ZodType; output: z.ZodType }>

/** What main says unasked. */
export const events = {
  /** something in it changed without the renderer asking, e.g. the application's name became known */
  'app.state': appState,
  /** comes before the answers to these, and again when a search asks more */
  'find.asked': z.object({ searchId: z.string(), questions: z.array(findQuestion) }),
  'find.answer': z.object({ searchId: z.string(), answer: findAnswer }),
  'lookup.answer': z.object({ lookUpId: z.string(), answer: lookUpAnswer }),
  /** the open call as it is now, or why what was proved in it is no more */
  'call.state': z.union([callView, callTakenBack]),
  'app.menu': z.object({
    command: z.enum([
      'focus-search',
      'practice-tenant',
      'settings',
      'close-user',
      'look-up-tenants',
      'check-updates',
      'licences'
    ])
  }),
  /** a link was opened elsewhere on this machine; comes after `app.ready` at the earliest */
  'app.link': linkRequest,
  'updates.state': updateView,
  'issued.clipboardCleared': z.object({ issueId: z.string() })
} as const satisfies Record<EventName, z.ZodType>

export type Contract = typeof contract
/** What the renderer sends, before the schema's transforms. */
export type Input<Name extends OperationName> = z.input<Contract[Name]['input']>
/** What a handler receives, after validation. */
export type ParsedInput<Name extends OperationName> = z.output<Contract[Name]['input']>
export type Output<Name extends OperationName> = z.output<Contract[Name]['output']>
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

export type Answer<Name extends OperationName> =
  | { ok: true; value: Output<Name> }
  | { ok: false; error: AppError }

/** What the preload puts on `window.tessera`. */
export interface TesseraBridge {
  invoke<Name extends OperationName>(name: Name, input: Input<Name>, callId?: string): Promise<Answer<Name>>
  /** stops a call that was given a `callId`, from the window down to the socket */
  cancel(callId: string): void
  /** answers the function that ends the subscription */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
