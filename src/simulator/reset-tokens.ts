import { tellOfPasswordChange } from './delivery'
import type { Answer } from './http'
import { newId } from './ids'
import type { SentLink } from './inbox'
import { isBreached, storePassword, usedRecently, weakness } from './password-rules'
import { badRequest, problem } from './problems'
import type { Tenant } from './state'
import type { App, JsonObject, Membership, PasswordPolicy, UserRecord } from './types'

const minute = 60_000

export interface ResetToken {
  token: string
  userId: string
  appId: string
  expiresAt: number
  /** The link that it was sent in. */
  link?: SentLink
}

/** How long a reset link, code or token lives (API.md §4.4). */
export function resetMinutes(app: App | undefined): number {
  return app?.policy?.resetValidityMinutes ?? 5
}

/** Lets a user replace the password once, by the call below. */
export function grantReset(tenant: Tenant, userId: string, appId: string): ResetToken {
  const expiresAt = tenant.now() + resetMinutes(tenant.apps.get(appId)) * minute
  const reset: ResetToken = { token: newId(32), userId, appId, expiresAt }
  tenant.resetTokens.set(reset.token, reset)
  return reset
}

/** `POST /v1/auth/password/reset`: the user chooses a new password (API.md §4.4). */
export function resetPassword(tenant: Tenant, body: JsonObject | undefined): Answer {
  const { reset_token: token, new_password: password } = body ?? {}
  if (typeof token !== 'string' || typeof password !== 'string') {
    throw badRequest('reset_token and new_password must be strings')
  }
  const reset = tenant.resetTokens.get(token)
  const user = reset && tenant.users.get(reset.userId)
  const membership = reset && user?.apps.get(reset.appId)
  const app = reset && tenant.apps.get(reset.appId)
  if (!user || !membership?.password || !app?.policy || reset.expiresAt <= tenant.now()) {
    throw problem(403, 'Reset token is invalid or has expired')
  }
  const { policy } = app
  const reason = refusal(password, user, membership, policy)
  if (reason) throw badRequest(reason)
  tenant.resetTokens.delete(token)
  if (reset.link) reset.link.opened = true
  tenant.change(user, () => storePassword(membership, password, false, policy, tenant.now()))
  tellOfPasswordChange(tenant, app, user)
  const message = 'Password changed successfully'
  return { status: 200, body: { message, url: '', email: user.email?.value ?? '' } }
}

function refusal(
  password: string,
  user: UserRecord,
  { username, password: stored }: Membership,
  policy: PasswordPolicy
): string | undefined {
  const weak = weakness(password, policy, user, username)
  if (weak) return weak
  if (isBreached(password, policy)) return 'Password was found in a data breach'
  return stored && usedRecently(password, stored, policy) ? 'Password was used recently' : undefined
}
