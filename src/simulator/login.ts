import type { Answer } from './http'
import { newId } from './ids'
import { lockState, recordFailure, recordSuccess } from './lockout'
import {
  isBreached,
  isExpired,
  passwordMatches,
  storePassword,
  usedRecently,
  weakness
} from './password-rules'
import { badRequest, coded, Problem, problem } from './problems'
import type { Call } from './router'
import { startSession } from './sessions'
import type { Tenant } from './state'
import { fakeJwt } from './token'
import type { Client, Membership, UserRecord } from './types'

const usernameTypes = ['username', 'email', 'phone_number']
const minute = 60_000

/**
 * `POST /v1/auth/password/authenticate`: signs a user in, or counts a wrong attempt. Its errors are not documented
 * (API.md §4.2): the codes are those of its sibling for one-time codes, and for a password that has to be replaced
 * the 403 with a reset token of the front-channel sign-in.
 */
export function authenticate(call: Call): Answer {
  const { tenant, client } = call
  const { username, password, username_type: type = 'username' } = call.body ?? {}
  if (typeof username !== 'string' || typeof password !== 'string') {
    throw badRequest('username and password must be strings')
  }
  if (!usernameTypes.includes(type as string)) {
    throw badRequest(`username_type must be one of the following values: ${usernameTypes.join(', ')}`)
  }
  const user = userByLogin(tenant, client, type as string, username)
  const membership = user?.apps.get(client.appId)
  const stored = membership?.password
  const policy = tenant.apps.get(client.appId)?.policy
  if (!user || !membership || !stored || !policy) throw wrong()
  if (user.status === 'Disabled') throw coded(403, 'user_not_active', 'User is not active')
  const now = tenant.now()
  if (lockState(stored, now) !== 'open') throw coded(403, 'auth_locked', 'Password is locked')
  if (!passwordMatches(stored, password)) {
    recordFailure(stored, policy, now)
    throw wrong()
  }
  const expired = isExpired(stored, policy, now)
  // a temporary password that ran out opens no way to a new one: it needs the helpdesk
  if (expired && stored.temporary) throw problem(403, 'password_expired')
  if (expired || stored.temporary) throw replaceFirst(tenant, user, client, expired)
  recordSuccess(stored, now)
  return { status: 200, body: signIn(tenant, user, client, username) }
}

/** `POST /v1/auth/password/reset`: the user replaces a temporary or expired password (API.md §4.4). */
export function resetPassword(tenant: Tenant, body: Record<string, unknown> | undefined): Answer {
  const { reset_token: token, new_password: password } = body ?? {}
  if (typeof token !== 'string' || typeof password !== 'string') {
    throw badRequest('reset_token and new_password must be strings')
  }
  const reset = tenant.resetTokens.get(token)
  const user = reset && tenant.users.get(reset.userId)
  const membership = reset && user?.apps.get(reset.appId)
  const policy = reset && tenant.apps.get(reset.appId)?.policy
  if (!user || !membership?.password || !policy || reset.expiresAt <= tenant.now()) {
    throw problem(403, 'Reset token is invalid or has expired')
  }
  const reason = refusal(password, user, membership, policy)
  if (reason) throw badRequest(reason)
  tenant.resetTokens.delete(token)
  tenant.change(user, () => storePassword(membership, password, false, policy, tenant.now()))
  const message = 'Password changed successfully'
  return { status: 200, body: { message, url: '', email: user.email?.value ?? '' } }
}

function refusal(
  password: string,
  user: UserRecord,
  { username, password: stored }: Membership,
  policy: Parameters<typeof weakness>[1]
): string | undefined {
  const weak = weakness(password, policy, user, username)
  if (weak) return weak
  if (isBreached(password, policy)) return 'Password was found in a data breach'
  return stored && usedRecently(password, stored, policy) ? 'Password was used recently' : undefined
}

function signIn(tenant: Tenant, user: UserRecord, client: Client, identifier: string) {
  const now = tenant.now()
  const session = startSession(user, client, now)
  const ttl = tenant.settings.tokenTtlSeconds
  tenant.change(user, () => {
    user.lastAuth = now
    if (user.status === 'Pending') {
      user.status = 'Active'
      user.statusChangedAt = now
    }
    const identity = user.identities.find(({ authType }) => authType === 'password')
    if (identity) identity.lastAuth = now
    else user.identities.push({ authType: 'password', identifier, firstAuth: now, lastAuth: now })
  })
  const iat = Math.floor(now / 1000)
  const claims = { sub: user.userId, tid: tenant.id, sid: session.sessionId, iat, exp: iat + ttl }
  return {
    access_token: fakeJwt(claims),
    id_token: fakeJwt({ ...claims, aud: client.clientId }),
    refresh_token: newId(43),
    token_type: 'Bearer',
    expires_in: ttl,
    session_id: session.sessionId
  }
}

function userByLogin(tenant: Tenant, client: Client, type: string, login: string): UserRecord | undefined {
  if (type === 'email') return tenant.byEmail(login)
  return type === 'phone_number' ? tenant.byPhone(login) : tenant.byUsername(client.appId, login)
}

function replaceFirst(tenant: Tenant, user: UserRecord, client: Client, expired: boolean): Problem {
  const token = newId(32)
  const policy = tenant.apps.get(client.appId)?.policy
  const expiresAt = tenant.now() + (policy?.resetValidityMinutes ?? 5) * minute
  tenant.resetTokens.set(token, { userId: user.userId, appId: client.appId, expiresAt })
  const message = expired ? 'password_expired' : 'temporary_password'
  return new Problem(403, { message, error_code: 403, reset_token: token })
}

function wrong(): Problem {
  return coded(400, 'auth_invalid_credentials', 'Invalid username or password')
}
