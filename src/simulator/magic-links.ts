import { addressOf } from './delivery'
import type { Answer } from './http'
import { newId } from './ids'
import { identifierTypes, userByIdentifier } from './identify'
import type { SentLink } from './inbox'
import { signInLink } from './messages'
import { textCoded } from './problems'
import type { Call } from './router'
import { signIn } from './sign-in'
import type { Tenant } from './state'
import type { App, Client, JsonObject, UserRecord } from './types'

const minute = 60_000

/**
 * `POST /v1/auth/link/email/send` (API.md §6.2). Its channel `direct` is documented without a field of the answer that
 * would carry the link, so it is refused.
 */
export function sendMagicLink(call: Call): Answer {
  const { tenant, client, body = {} } = call
  const { redirect_uri: redirectUri, channel = 'email', email_expiration: expiration, state } = body
  if (typeof redirectUri !== 'string') throw textCoded(400, 'redirect_uri must be a string')
  if (channel !== 'email') throw textCoded(400, 'channel must be email')
  if (state !== undefined && typeof state !== 'string') throw textCoded(400, 'state must be a string')
  if (expiration !== undefined && !(typeof expiration === 'number' && expiration > 0)) {
    throw textCoded(400, 'email_expiration must be a positive number')
  }
  const app = appOf(call)
  requireRedirect(app, redirectUri)
  const user = addressee(call, body)
  if (user.status === 'Disabled') throw textCoded(403, 'User is not active')
  if (tenant.settings.providerFails === 'email')
    throw textCoded(400, 'The email provider refused the message')
  const email = user.email?.value
  if (email === undefined) throw textCoded(404, 'User has no email address')

  const now = tenant.now()
  const minutes = expiration ?? app.otherMethods.email?.expiresIn ?? 15
  const link: SentLink = {
    leadsTo: 'sign-in',
    token: newId(43),
    userId: user.userId,
    client,
    email,
    expiresAt: now + minutes * minute,
    opened: false
  }
  forgetExpired(tenant, now)
  tenant.magicLinks.set(link.token, link)
  const words = signInLink(app, user, addressOf(link, redirectUri, state), minutes)
  tenant.inbox.put({ channel: 'email', to: email, userId: user.userId, link, ...words }, now)
  return { status: 200, body: { message: 'Email sent successfully' } }
}

/** `POST /v1/auth/link/email/authenticate`: the application hands over the code that its page was given. */
export function authenticateMagicLink({ tenant, client, body }: Call): Answer {
  const code = body?.['code']
  if (typeof code !== 'string') throw textCoded(400, 'code must be a string')
  return { status: 200, body: redeem(tenant, client, code) }
}

/** Signs in who opened a link, once. Throws a `Problem` where the link is over or the user is not active any more. */
export function redeem(tenant: Tenant, client: Client, token: string): JsonObject {
  const link = tenant.magicLinks.get(token)
  if (!link || link.client.appId !== client.appId || link.expiresAt <= tenant.now()) {
    throw textCoded(400, 'Invalid magic link code')
  }
  const user = tenant.users.get(link.userId)
  if (!user?.apps.has(client.appId)) throw textCoded(400, 'User not found')
  if (user.status === 'Disabled') throw textCoded(403, 'User is not active')
  tenant.magicLinks.delete(token)
  link.opened = true
  return signIn(tenant, user, client, { type: 'email_magic_link', identifier: link.email, to: link.email })
}

function appOf({ tenant, client }: Call): App {
  const app = tenant.apps.get(client.appId)
  if (!app) throw textCoded(404, 'App not found')
  if (!app.otherMethods.email) throw textCoded(403, 'This application has no login by magic link')
  return app
}

function requireRedirect({ redirectUris }: App, redirectUri: string): void {
  if (redirectUris.includes(redirectUri)) return
  throw textCoded(400, 'redirect_uri is not one of the allowed redirect URIs configured for this app')
}

/** Named by `identifier` and its type, or by the deprecated `email`. */
function addressee(call: Call, { identifier, identifier_type: type, email }: JsonObject): UserRecord {
  if (identifier === undefined && typeof email !== 'string') {
    throw textCoded(400, 'identifier and identifier_type are required')
  }
  if (identifier !== undefined && typeof identifier !== 'string') {
    throw textCoded(400, 'identifier must be a string')
  }
  if (identifier !== undefined && !identifierTypes.includes(type as string)) {
    throw textCoded(400, `identifier_type must be one of the following values: ${identifierTypes.join(', ')}`)
  }
  const user =
    identifier === undefined
      ? userByIdentifier(call, 'email', email as string)
      : userByIdentifier(call, type, identifier)
  if (!user) throw textCoded(404, 'User not found')
  return user
}

function forgetExpired({ magicLinks }: Tenant, now: number): void {
  for (const [token, { expiresAt }] of magicLinks) if (expiresAt <= now) magicLinks.delete(token)
}
