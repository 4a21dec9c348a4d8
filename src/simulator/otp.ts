import { checkCode, issueCode, type SentCode } from './codes'
import { requireProvider } from './delivery'
import type { Answer } from './http'
import { userByIdentifier } from './identify'
import type { NewMessage } from './inbox'
import { codeByEmail, codeBySms } from './messages'
import { checkInput, sendInput } from './otp-input'
import { coded } from './problems'
import type { Call } from './router'
import { signIn } from './sign-in'
import type { App, CodeRules, UserRecord } from './types'

type Channel = SentCode['channel']

const authenticatorTypes = { sms: 'sms_otp', email: 'email_otp', direct: 'direct_otp' } as const
const refusals = {
  wrong: () => coded(400, 'auth_invalid_credentials', 'Invalid passcode'),
  expired: () => coded(400, 'auth_otp_passcode_expired', 'Passcode has expired'),
  locked: () => coded(403, 'auth_locked', 'One time code invalid due to multiple failed attempts')
}

/** `POST /v1/auth/otp/send` (API.md §6.1): a code by SMS or e-mail to the contact on file, or in the answer. */
export function sendOtp(call: Call): Answer {
  const { tenant, client } = call
  const { channel, identifier, rules: wanted, template, approval } = sendInput(call.body)
  const app = tenant.apps.get(client.appId)
  const method = app && rulesFor(app, channel)
  if (!app || !method) {
    throw coded(403, 'auth_login_preferences_missing', 'This application has no login by one-time code')
  }
  const user = userByIdentifier(call, identifier.type, identifier.value)
  if (!user) throw coded(404, 'user_not_found', 'User not found')
  if (user.status === 'Disabled') throw coded(403, 'user_not_active', 'User is not active')
  const to = contactFor(user, channel)
  if (channel !== 'direct') requireProvider(tenant, channel)

  const rules = { ...method, ...wanted }
  const about = { appId: app.appId, channel, to, rules }
  const code = issueCode(tenant.codes, user.userId, tenant.now(), about)
  if (channel !== 'direct' && to !== undefined) {
    const words: Pick<NewMessage, 'subject' | 'text'> =
      channel === 'sms'
        ? { text: codeBySms(app, code, rules.expiresIn, template) }
        : codeByEmail(app, user, code, rules.expiresIn)
    tenant.inbox.put({ channel, to, userId: user.userId, code, ...words }, tenant.now())
  }
  return {
    status: 200,
    body: { message: 'OTP sent', approval_data: approval, ...(channel === 'direct' && { code }) }
  }
}

/**
 * `POST /v1/auth/otp/authenticate`: the code signs the user in. That somebody who was suspended in between is told
 * apart is inferred from the sending; the reference has `auth_locked` alone for the 403.
 */
export function authenticateOtp(call: Call): Answer {
  const { tenant, client } = call
  const { passcode, identifier } = checkInput(call.body)
  const { type, value } = identifier
  const user = userByIdentifier(call, type, value)
  if (!user) throw refusals.wrong()
  if (user.status === 'Disabled') throw coded(403, 'user_not_active', 'User is not active')
  const now = tenant.now()
  const before = tenant.codes.get(user.userId)?.code
  const check = checkCode(tenant.codes, user.userId, client.appId, passcode, now)
  if (check.outcome !== 'right') {
    if (check.outcome === 'wrong') noteFailure(user, before, now)
    throw refusals[check.outcome]()
  }
  const { channel, to } = check.code
  const proof = { type: authenticatorTypes[channel], identifier: to ?? value, to }
  return { status: 200, body: signIn(tenant, user, client, proof) }
}

/** A temporary access code shares the settings of the codes that are sent (API.md §5). */
function rulesFor({ otherMethods }: App, channel: Channel): CodeRules | undefined {
  const { sms, email_otp: email } = otherMethods
  if (channel === 'sms') return sms
  return channel === 'email' ? email : (email ?? sms)
}

function contactFor(user: UserRecord, channel: Channel): string | undefined {
  if (channel === 'direct') return undefined
  const contact = channel === 'sms' ? user.phone : user.email
  if (contact) return contact.value
  throw channel === 'sms'
    ? coded(404, 'user_phone_number_missing', 'User has no phone number')
    : coded(404, 'user_email_address_missing', 'User has no email address')
}

function noteFailure(user: UserRecord, code: SentCode | undefined, now: number): void {
  const type = code && authenticatorTypes[code.channel]
  const authenticator = user.authenticators.find((it) => it.type === type)
  if (authenticator) authenticator.lastFailed = now
}
