import { checkCode, issueCode } from './codes'
import { addressOf, requireProvider } from './delivery'
import type { Answer } from './http'
import { userByIdentifier } from './identify'
import type { SentLink } from './inbox'
import { resetCodeByEmail, resetCodeBySms, resetLink } from './messages'
import { badRequest, problem } from './problems'
import { grantReset, resetMinutes } from './reset-tokens'
import type { Call } from './router'
import type { App, Contact, JsonObject, UserRecord } from './types'

/** How often a reset code may be entered wrongly before it is void. Mosaic does not document it. */
const attempts = 5

/**
 * `POST /v1/auth/password/reset/email/link` (API.md §4.4). The call next to it that answers with the link instead of
 * sending it is not here: the console does not use it.
 */
export function sendResetLink(call: Call): Answer {
  const { tenant, client, body } = call
  const { redirect_uri: redirectUri, email, username } = body ?? {}
  if (typeof redirectUri !== 'string') throw badRequest('redirect_uri must be a string')
  if ((email === undefined) === (username === undefined)) {
    throw badRequest('Pass either username or email, but not both')
  }
  const app = appOf(call)
  // what is answered here is not documented: the words are those of the sign-in link
  if (!app.redirectUris.includes(redirectUri)) {
    throw problem(400, 'redirect_uri is not one of the allowed redirect URIs configured for this app')
  }
  const field = email === undefined ? 'username' : 'email'
  const user = subject(call, field, textIn(body, field))
  const contact = verified(user.email, 'Email is not verified')
  requireProvider(tenant, 'email')

  const minutes = resetMinutes(app)
  const reset = grantReset(tenant, user.userId, app.appId)
  const link: SentLink = {
    leadsTo: 'password-reset',
    token: reset.token,
    userId: user.userId,
    client,
    email: contact.value,
    expiresAt: reset.expiresAt,
    opened: false
  }
  reset.link = link
  const words = resetLink(app, user, addressOf(link, redirectUri), minutes)
  tenant.inbox.put({ channel: 'email', to: contact.value, userId: user.userId, link, ...words }, tenant.now())
  return { status: 200, body: { message: 'Reset password email sent' } }
}

/** `POST …/reset/email/otp`. */
export function sendResetCodeByEmail(call: Call): Answer {
  const app = appOf(call)
  const user = subject(call, 'email', textIn(call.body, 'email'))
  const { value } = verified(user.email, 'Email is not verified')
  requireProvider(call.tenant, 'email')
  const code = newCode(call, app, user, 'email', value)
  const words = resetCodeByEmail(app, user, code, resetMinutes(app))
  const { tenant } = call
  tenant.inbox.put({ channel: 'email', to: value, userId: user.userId, code, ...words }, tenant.now())
  return { status: 200, body: { message: 'Email Sent' } }
}

/** `POST …/reset/sms/otp`. */
export function sendResetCodeBySms(call: Call): Answer {
  const app = appOf(call)
  const user = subject(call, 'phone_number', textIn(call.body, 'phone_number'))
  const { value } = verified(user.phone, 'Phone number is not verified')
  requireProvider(call.tenant, 'sms')
  const code = newCode(call, app, user, 'sms', value)
  const text = resetCodeBySms(app, code, resetMinutes(app))
  const { tenant } = call
  tenant.inbox.put({ channel: 'sms', to: value, userId: user.userId, code, text }, tenant.now())
  return { status: 200, body: { message: 'SMS Sent' } }
}

export const validateResetCodeByEmail = (call: Call): Answer => validate(call, 'email')
export const validateResetCodeBySms = (call: Call): Answer => validate(call, 'phone_number')

/** `POST …/otp/validate`: a right code is worth a reset token. */
function validate(call: Call, field: 'email' | 'phone_number'): Answer {
  const { tenant, client, body } = call
  const passcode = textIn(body, 'passcode')
  const user = userByIdentifier(call, field, textIn(body, field))
  if (!user) throw problem(404, 'User not found')
  const check = checkCode(tenant.resetCodes, user.userId, client.appId, passcode, tenant.now())
  if (check.outcome !== 'right') throw problem(403, 'Passcode is invalid or has expired')
  return { status: 200, body: { result: grantReset(tenant, user.userId, client.appId).token } }
}

function newCode({ tenant }: Call, app: App, user: UserRecord, channel: 'sms' | 'email', to: string): string {
  const codeLength = app.policy?.codeLength ?? 6
  const rules = { expiresIn: resetMinutes(app), maxFailures: attempts, lockoutDuration: 0, codeLength }
  return issueCode(tenant.resetCodes, user.userId, tenant.now(), { appId: app.appId, channel, to, rules })
}

/** The application, if it has passwords; what is answered where it has none is not documented. */
function appOf({ tenant, client }: Call): App {
  const app = tenant.apps.get(client.appId)
  if (!app?.policy) throw problem(403, 'Password authentication is not configured for this application')
  return app
}

/** Whose password it is. That a suspended user gets nothing is inferred from sign-in codes and links. */
function subject(call: Call, field: 'email' | 'phone_number' | 'username', value: string): UserRecord {
  const user = userByIdentifier(call, field, value)
  if (!user) throw problem(404, 'User not found')
  if (user.status === 'Disabled') throw problem(403, 'User is not active')
  return user
}

function verified(contact: Contact | undefined, message: string): Contact {
  if (!contact) throw problem(404, 'User not found')
  if (!contact.verified) throw problem(403, message)
  return contact
}

function textIn(body: JsonObject | undefined, field: string): string {
  const value = body?.[field]
  if (typeof value !== 'string' || value === '') throw badRequest(`${field} must be a string`)
  return value
}
