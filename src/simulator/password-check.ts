import type { Answer } from './http'
import { userByIdentifier } from './identify'
import { isBreached, usedRecently, weakness } from './password-rules'
import { badRequest, problem } from './problems'
import type { Call } from './router'
import type { UserRecord } from './types'

/**
 * `POST /v1/auth/password/validate` (API.md §4.3): what the policy says to a password. Its codes are not public
 * (API.md §10.21): these are those of setting one.
 */
export function validatePassword(call: Call): Answer {
  const { tenant, client, body } = call
  const password = body?.['password']
  const policy = tenant.apps.get(client.appId)?.policy
  if (!policy) throw problem(403, 'Password authentication is not configured for this application')
  if (typeof password !== 'string') throw badRequest('password must be a string')
  const user = userIn(call)
  const membership = user?.apps.get(client.appId)
  const weak = weakness(password, policy, user, membership?.username)
  const errors: { code: string; message: string }[] = []
  if (weak) errors.push({ code: 'auth_password_weak', message: weak })
  if (isBreached(password, policy)) {
    errors.push({ code: 'auth_password_breached', message: 'Password was found in a data breach' })
  }
  if (membership?.password && usedRecently(password, membership.password, policy)) {
    errors.push({ code: 'auth_password_recently_used', message: 'Password was used recently' })
  }
  return { status: 200, body: { result: { valid_password: errors.length === 0, errors } } }
}

/** Whose password it would be. Nobody, named or not, is no error: it tells nobody who exists. */
function userIn(call: Call): UserRecord | undefined {
  for (const field of ['email', 'phone_number', 'username']) {
    const value = call.body?.[field]
    if (typeof value === 'string') return userByIdentifier(call, field, value)
    if (value !== undefined) throw badRequest(`${field} must be a string`)
  }
  return undefined
}
