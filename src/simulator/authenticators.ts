import type { Answer } from './http'
import { lockState, unlock, type UnlockType } from './lockout'
import { isExpired, passwordEnd } from './password-rules'
import { badRequest, problem } from './problems'
import type { Call } from './router'
import type { Authenticator, JsonObject, Lockable, Membership, UserRecord } from './types'
import { iso } from './user-view'
import { userOfPath } from './users'

/** What can be locked and unlocked; TOTP and codes cannot (API.md §3.3). */
const lockable = ['password', 'webauthn', 'mobile_biometric', 'pin_authenticator', 'face']

/** One of a user's authenticators, whichever way it is kept. */
type Found = { id: string; type: string; lock: Lockable; remove: () => void; view: () => JsonObject }

/** `GET /v1/users/{id}/authenticators`: `{result}` or, as in 2025, a bare array (API.md §3.3). */
export function listAuthenticators(call: Call): Answer {
  const views = authenticatorsOf(call, userOfPath(call)).map(({ view }) => view())
  const bare = call.tenant.settings.authenticatorsShape === 'array'
  return { status: 200, body: bare ? views : { result: views } }
}

/** `POST …/authenticators/types/{type}/unlock`. The answer to "nothing of this type" is not documented: 404 here. */
export function unlockByType(call: Call): Answer {
  requireEnabled(call, call.tenant.settings.unlockByType, `types/${call.params[1]}/unlock`)
  const user = userOfPath(call)
  const type = call.params[1] ?? ''
  const kind = call.body?.['unlock_type'] ?? 'any'
  if (!isUnlockType(kind)) {
    throw badRequest('unlock_type must be one of the following values: manual, automatic, any')
  }
  requireLockable(type)
  const found = authenticatorsOf(call, user).filter((it) => it.type === type)
  if (found.length === 0) throw authenticatorNotFound()
  for (const { lock } of found) unlock(lock, kind)
  return { status: 204 }
}

/** `POST …/authenticators/{id}/unlock`: lifts every lock and clears the attempts. */
export function unlockById(call: Call): Answer {
  requireEnabled(call, call.tenant.settings.unlockById, `${call.params[1]}/unlock`)
  const { type, lock } = find(call)
  requireLockable(type)
  unlock(lock, 'any')
  return { status: 204 }
}

/** `POST …/authenticators/{id}/lock`: an administrator's block. */
export function lockById(call: Call): Answer {
  requireEnabled(call, call.tenant.settings.unlockById, `${call.params[1]}/lock`)
  const { type, lock } = find(call)
  requireLockable(type)
  const reason = call.body?.['reason']
  if (reason !== undefined && typeof reason !== 'string') throw badRequest('reason must be a string')
  lock.blocked = true
  return { status: 204 }
}

export function deleteAuthenticator(call: Call): Answer {
  find(call).remove()
  return { status: 204 }
}

/** Passwords are seen only by the application they belong to, what is the tenant's by all (API.md §1.4, §3.3). */
function authenticatorsOf({ tenant, client }: Call, user: UserRecord): Found[] {
  const sees = (appId: string | undefined): boolean => client.admin || !appId || appId === client.appId
  const found: Found[] = []
  for (const membership of user.apps.values()) {
    const { password } = membership
    if (!password || !sees(membership.appId)) continue
    found.push({
      id: password.id,
      type: 'password',
      lock: password,
      remove: () => tenant.change(user, () => (membership.password = undefined)),
      view: () => passwordView(tenant, user, membership)
    })
  }
  for (const authenticator of user.authenticators) {
    if (!sees(authenticator.appId)) continue
    found.push({
      id: authenticator.id,
      type: authenticator.type,
      lock: authenticator,
      remove: () => (user.authenticators = user.authenticators.filter((it) => it !== authenticator)),
      view: () => otherView(tenant.now(), user, authenticator)
    })
  }
  return found
}

function passwordView(tenant: Call['tenant'], user: UserRecord, { appId, username, password }: Membership) {
  if (!password) return {}
  const app = tenant.apps.get(appId)
  const now = tenant.now()
  return {
    ...commonView(now, user, password),
    id: password.id,
    type: 'password',
    registered_at: iso(password.createdAt),
    last_accessed_app_id: password.lastSuccess === undefined ? undefined : appId,
    extra_data: {
      app_id: appId,
      app_name: app?.name,
      created_at: iso(password.createdAt),
      updated_at: iso(password.updatedAt),
      username,
      email: user.email?.value,
      phone_number: user.phone?.value,
      expired: isExpired(password, app?.policy, now),
      temporary: password.temporary,
      expires_in: iso(passwordEnd(password, app?.policy))
    }
  }
}

function otherView(now: number, user: UserRecord, it: Authenticator): JsonObject {
  return {
    ...commonView(now, user, it),
    id: it.id,
    type: it.type,
    name: it.name,
    registered_at: iso(it.registeredAt),
    last_accessed_app_id: it.lastSuccess === undefined ? undefined : it.appId,
    extra_data: it.extra
  }
}

/** Of a suspended user every authenticator is Deactivated (API.md §3.3). */
function commonView(now: number, user: UserRecord, it: Lockable): JsonObject {
  const state = lockState(it, now)
  const used = it.lastSuccess === undefined ? 'Registered' : 'Active'
  const open = state === 'locked' ? 'Locked' : used
  return {
    status: state === 'blocked' || user.status === 'Disabled' ? 'Deactivated' : open,
    user_id: user.userId,
    last_successful_authentication: iso(it.lastSuccess),
    last_failed_authentication: iso(it.lastFailed)
  }
}

function find(call: Call): Found {
  const found = authenticatorsOf(call, userOfPath(call)).find(({ id }) => id === call.params[1])
  if (!found) throw authenticatorNotFound()
  return found
}

function isUnlockType(value: unknown): value is UnlockType {
  return value === 'manual' || value === 'automatic' || value === 'any'
}

function requireLockable(type: string): void {
  if (!lockable.includes(type))
    throw badRequest(`Authenticators of type ${type} cannot be locked or unlocked`)
}

/** Where the feature is not rolled out yet, its route does not exist (API.md §3.3). */
function requireEnabled({ params }: Call, enabled: boolean, rest: string): void {
  if (!enabled) throw problem(404, `Cannot POST /cis/v1/users/${params[0]}/authenticators/${rest}`)
}

function authenticatorNotFound(): Error {
  return problem(404, 'Authenticator not found')
}
