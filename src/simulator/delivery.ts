import type { SentLink } from './inbox'
import { passwordChanged } from './messages'
import { coded } from './problems'
import type { Tenant } from './state'
import type { App, UserRecord } from './types'

/** Refuses to send where a test has made the provider of SMS or e-mail fail. */
export function requireProvider({ settings }: Tenant, channel: 'sms' | 'email'): void {
  if (settings.providerFails !== channel) return
  throw coded(400, 'external_provider_configuration_error', `The ${channel} provider refused the message`)
}

/** Tells the user by e-mail that the password changed, where the application wants that and there is an address. */
export function tellOfPasswordChange(tenant: Tenant, app: App | undefined, user: UserRecord): void {
  if (!app?.policy?.notifyOnPasswordUpdate || !user.email || tenant.settings.providerFails === 'email') return
  const message = passwordChanged(app, user)
  tenant.inbox.put({ channel: 'email', to: user.email.value, userId: user.userId, ...message }, tenant.now())
}

/** Where a link leads: the application's page with the token as `code`, and `state` as it was given. */
export function addressOf({ token }: SentLink, redirectUri: string, state?: string): string {
  const address = new URL(redirectUri)
  address.searchParams.set('code', token)
  if (state !== undefined) address.searchParams.set('state', state)
  return address.href
}
