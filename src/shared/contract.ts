import { z } from 'zod'
import { createOutcome, issueOutcome, newUser, signOutOutcome, statusOutcome, unlockOutcome } from './actions'
import { appState } from './app-state'
import { applicationDraft } from './application'
import { bundleApplied, bundleExported, bundleOpened, managedBundle } from './bundle-view'
import { connectionReport } from './connection'
import { doctorReport } from './doctor'
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
import { lookUpAnswer, lookUpResult, mostTenants } from './lookup'
import type { EventName, OperationName } from './operations'
import {
  passwordAges,
  passwordSettingsChange,
  passwordSettingsView,
  settingsOutcome,
  signInRules
} from './password-settings'
import { policyView } from './policy'
import { networkView, proxySettings } from './settings'
import { secretProblem, secretStatus, tenantDraft } from './tenant'
import { authenticator, group, session, user } from './user'
import { callView, codeCheck, linkCheck } from './verification'

const nothing = z.undefined().or(z.null())
const id = z.string().min(1).max(500)
/** A password on its way in, to be set or to be tried; it is never kept. */
const password = z.string().min(1).max(500)
/** A client secret on its way in; no operation carries one out. */
const secret = z.string().min(1).max(4096)
/**
 * Every desk operation names its tenant, and the window the application that it shows: main refuses when another one is open by
 * now.
 */
const inTenant = { tenantId: id, applicationId: id.optional() }
const ofApplication = z.strictObject({ tenantId: id, applicationId: id })
const keep = z.enum(['keychain', 'session'])
/** A bundle with secrets may fall into anybody's hands. */
const newPassphrase = z.string().min(12, 'Use at least 12 characters.').max(500)
const passphrase = z.string().min(1, 'Enter the passphrase.').max(500)
/** in production the tenant's name is typed before its settings are changed */
const tenantName = z.string().max(200).optional()
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

  'tenants.select': { input: z.strictObject({ tenantId: id }), output: appState },
  /** `tenantId` absent: a new profile. `secretProblem`: the profile was saved all the same. */
  'tenants.save': {
    input: z.strictObject({
      tenantId: id.optional(),
      draft: tenantDraft,
      secret: secret.optional(),
      keep
    }),
    output: z.object({ tenantId: z.string(), state: appState, secretProblem: secretProblem.optional() })
  },
  'tenants.remove': {
    input: z.strictObject({ tenantId: id }),
    output: z.object({ state: appState, secretError: appError.optional() })
  },
  /** with `secret` absent the stored one is used, if host and client are those of the stored profile */
  'tenants.test': {
    input: z.strictObject({
      tenantId: id.optional(),
      applicationId: id.optional(),
      draft: tenantDraft.pick({ apiHost: true, clientId: true }),
      secret: secret.optional()
    }),
    output: connectionReport
  },
  'tenants.secretStatus': {
    input: z.strictObject({ tenantId: id, applicationId: id.optional() }),
    output: z.object({ status: secretStatus, error: appError.optional() })
  },
  'tenants.clearSecret': {
    input: z.strictObject({ tenantId: id, applicationId: id.optional() }),
    output: z.object({ state: appState })
  },
  /** a further application of the tenant; `applicationId` absent: a new one */
  'tenants.saveApplication': {
    input: z.strictObject({
      tenantId: id,
      applicationId: id.optional(),
      draft: applicationDraft,
      secret: secret.optional(),
      keep
    }),
    output: z.object({ applicationId: z.string(), state: appState, secretProblem: secretProblem.optional() })
  },
  'tenants.removeApplication': {
    input: ofApplication,
    output: z.object({ state: appState, secretError: appError.optional() })
  },
  /** the open call goes on: a verified caller is the same person in every application of the tenant */
  'tenants.selectApplication': { input: ofApplication, output: appState },
  /** a secret alone: managed profiles take one too */
  'tenants.setSecret': {
    input: ofApplication.extend({ secret, keep }),
    output: z.object({ state: appState, secretProblem: secretProblem.optional() })
  },
  /** tries the new secret first; anything but a good report leaves the old one where it is */
  'tenants.rotateSecret': {
    input: ofApplication.extend({ secret }),
    output: z.object({ report: connectionReport, state: appState, secretProblem: secretProblem.optional() })
  },
  /** every profile's id, in the new order */
  'tenants.reorder': { input: z.strictObject({ tenantIds: z.array(id).max(2_000) }), output: appState },
  /** the applications of the Mosaic tenant, as far as this client may list them (API.md §7) */
  'tenants.listApplications': {
    input: ofApplication,
    output: z.array(z.object({ appId: z.string(), name: z.string(), description: z.string().optional() }))
  },
  'doctor.examine': { input: ofApplication, output: doctorReport },

  'passwordSettings.read': { input: z.strictObject(inTenant), output: passwordSettingsView },
  /** built on that reading; refused as `moved` where somebody else changed them since */
  'passwordSettings.save': {
    input: z.strictObject({ ...inTenant, readId: id, change: passwordSettingsChange, tenantName }),
    output: settingsOutcome
  },
  'passwordSettings.undo': { input: z.strictObject({ ...inTenant, tenantName }), output: settingsOutcome },
  /** how many passwords were set more than so many days ago */
  'passwordSettings.ages': {
    input: z.strictObject({ ...inTenant, days: z.number().int().min(1).max(1_096) }),
    output: passwordAges
  },
  /** what the desk needs of the open application's settings; empty where they cannot be read */
  'tenant.rules': { input: z.strictObject(inTenant), output: signInRules },

  /** asks for a file in main: no path ever comes from the renderer */
  'bundle.open': { input: nothing, output: bundleOpened },
  /** all or nothing. A wrong passphrase is `invalid-input` for `passphrase`. */
  'bundle.apply': {
    input: z.strictObject({
      previewId: id,
      passphrase: passphrase.optional(),
      /** the user was told that it is older than one that was imported, and wants it */
      acceptOlder: z.boolean().optional()
    }),
    output: z.object({ state: appState, applied: bundleApplied })
  },
  'bundle.discard': { input: z.strictObject({ previewId: id }), output: z.null() },
  'bundle.export': {
    input: z.strictObject({
      tenantIds: z.array(id).max(1_000),
      issuer: z.string().trim().min(1, 'Say who makes this bundle.').max(80, 'Use at most 80 characters.'),
      withPolicy: z.boolean(),
      withDefaults: z.boolean(),
      /** with one, client secrets go along, encrypted to it; only where the policy allows it */
      passphrase: newPassphrase.optional()
    }),
    output: bundleExported
  },
  'bundle.managed': { input: nothing, output: managedBundle },
  /** the secrets of the machine-wide bundle, into the keychain */
  'bundle.takeSecrets': {
    input: z.strictObject({ passphrase }),
    output: z.object({ state: appState, applied: bundleApplied })
  },

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
  /** the open call as it is now; null when main ended it: the machine was locked or sleeps, or another tenant is open */
  'call.state': callView.nullable(),
  'app.menu': z.object({
    command: z.enum(['focus-search', 'practice-tenant', 'settings', 'close-user', 'look-up-tenants'])
  }),
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
  { ok: true; value: Output<Name> } | { ok: false; error: AppError }

/** What the preload puts on `window.tessera`. */
export interface TesseraBridge {
  invoke<Name extends OperationName>(name: Name, input: Input<Name>, callId?: string): Promise<Answer<Name>>
  /** stops a call that was given a `callId`, from the window down to the socket */
  cancel(callId: string): void
  /** answers the function that ends the subscription */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
