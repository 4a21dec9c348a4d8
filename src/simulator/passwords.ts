import { tellOfPasswordChange } from './delivery'
import type { Answer } from './http'
import { isBreached, storePassword, usedRecently, weakness } from './password-rules'
import { coded } from './problems'
import type { Call } from './router'
import { canSee, membershipFor } from './state'
import type { Membership, PasswordPolicy, UserRecord } from './types'

/** `POST /v1/users/{id}/password`: the first password only (API.md §4.1). */
export function addPassword(call: Call): Answer {
  const { tenant } = call
  const { user, membership, policy } = subject(call)
  const { password, username, enforce_complexity: enforce } = call.body ?? {}
  if (username !== undefined && typeof username !== 'string') throw invalid('username must be a string')
  if (membership.password) {
    throw coded(409, 'auth_password_already_configured', 'Password already configured for this user')
  }
  const text = requirePassword(password)
  const owner = username === undefined ? undefined : tenant.byUsername(membership.appId, username)
  if (owner && owner !== user) throw invalid('username is already taken')
  // "If username is not provided and the user has verified their email, that email address will be used"
  const name = username ?? membership.username ?? (user.email?.verified ? user.email.value : undefined)
  if (name === undefined && !user.email && !user.phone) throw invalid('username is required')
  if (enforce !== false) requireStrength(text, policy, user, name)
  tenant.change(user, () => {
    membership.username = name
    storePassword(membership, text, isTemporary(call), policy, tenant.now())
  })
  return { status: 201, body: { result: { message: 'Password registered' } } }
}

/** `PUT /v1/users/{id}/password`: over an existing one. Whether it lifts a lock is not documented; here it does not. */
export function updatePassword(call: Call): Answer {
  const { tenant } = call
  const { user, membership, policy } = subject(call)
  if (user.status === 'Disabled') throw coded(400, 'auth_not_active', 'User is not active')
  const stored = membership.password
  // the vendor's text says "not configured", its code says the opposite (API.md §10.7)
  if (!stored) throw coded(409, 'auth_password_already_configured', 'Password not configured for this user')
  const text = requirePassword(call.body?.['password'])
  if (membership.username === undefined && !user.email && !user.phone) {
    throw coded(
      400,
      'auth_password_incomplete_credentials',
      'The credentials of this user have no identifier'
    )
  }
  requireStrength(text, policy, user, membership.username)
  if (usedRecently(text, stored, policy)) {
    throw coded(400, 'auth_password_recently_used', 'Password was used recently')
  }
  tenant.change(user, () => storePassword(membership, text, isTemporary(call), policy, tenant.now()))
  tellOfPasswordChange(tenant, tenant.apps.get(membership.appId), user)
  return { status: 200, body: { result: { message: 'Password updated' } } }
}

function subject({ tenant, client, params }: Call): {
  user: UserRecord
  membership: Membership
  policy: PasswordPolicy
} {
  const user = tenant.users.get(params[0] ?? '')
  const membership = user && canSee(client, user) ? membershipFor(client, user) : undefined
  if (!user || !membership) throw coded(404, 'user_not_found', 'User not found')
  const policy = tenant.apps.get(membership.appId)?.policy
  if (!policy) {
    throw coded(
      400,
      'auth_password_policy_disabled',
      'Password authentication is not enabled for this application'
    )
  }
  return { user, membership, policy }
}

function requirePassword(password: unknown): string {
  if (typeof password !== 'string' || password === '') throw invalid('password must be a non-empty string')
  return password
}

function requireStrength(
  password: string,
  policy: PasswordPolicy,
  user: UserRecord,
  username: string | undefined
): void {
  const weak = weakness(password, policy, user, username)
  if (weak) throw coded(400, 'auth_password_weak', weak)
  if (isBreached(password, policy)) {
    throw coded(400, 'auth_password_breached', 'Password was found in a data breach')
  }
}

/** Temporary unless `force_replace` is false: true is Mosaic's default. */
function isTemporary({ body }: Call): boolean {
  const value = body?.['force_replace']
  if (value !== undefined && typeof value !== 'boolean')
    throw invalid('force_replace must be a boolean value')
  return value !== false
}

function invalid(message: string): Error {
  return coded(400, 'system_invalid_input', message)
}
