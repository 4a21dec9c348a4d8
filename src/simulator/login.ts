import type { Answer } from './http'
import { identifierTypes, userByIdentifier } from './identify'
import { lockState, recordFailure, recordSuccess } from './lockout'
import { isExpired, passwordMatches } from './password-rules'
import { badRequest, coded, Problem, problem } from './problems'
import { grantReset } from './reset-tokens'
import type { Call } from './router'
import { signIn } from './sign-in'
import type { Tenant } from './state'
import type { Client, UserRecord } from './types'

/**
 * `POST /v1/auth/password/authenticate`: signs a user in, or counts a wrong attempt. Its errors are not documented
 * (API.md §4.2): the codes are those of its sibling for one-time codes, and for a password that has to be replaced
 * the 403 with a reset token of the front-channel sign-in. `user_id` is in the guides alone (API.md §10.13).
 */
export function authenticate(call: Call): Answer {
  const { tenant, client } = call
  const { username, password, username_type: type = 'username' } = call.body ?? {}
  if (typeof username !== 'string' || typeof password !== 'string') {
    throw badRequest('username and password must be strings')
  }
  if (!identifierTypes.includes(type as string)) {
    throw badRequest(`username_type must be one of the following values: ${identifierTypes.join(', ')}`)
  }
  const user = userByIdentifier(call, type, username)
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
  return { status: 200, body: signIn(tenant, user, client, { type: 'password', identifier: username }) }
}

function replaceFirst(tenant: Tenant, user: UserRecord, client: Client, expired: boolean): Problem {
  const { token } = grantReset(tenant, user.userId, client.appId)
  const message = expired ? 'password_expired' : 'temporary_password'
  return new Problem(403, { message, error_code: 403, reset_token: token })
}

function wrong(): Problem {
  return coded(400, 'auth_invalid_credentials', 'Invalid username or password')
}
