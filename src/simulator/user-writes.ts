import type { Answer } from './http'
import { newId } from './ids'
import { isBreached, storePassword, weakness } from './password-rules'
import { badRequest, identifierTaken } from './problems'
import type { Call } from './router'
import { membershipFor } from './state'
import type { Contact, JsonObject, Membership, UserRecord, UserStatus } from './types'
import { checkCreateInput, checkUpdateInput, stringOf } from './user-input'
import { answerUser, userOfPath } from './users'

/**
 * `POST /v1/users` (API.md §2.3). Somebody who is in the tenant but not in the application is only added to it,
 * with nothing else changed, and the answer is the same 201. Somebody who is in the application: 409.
 */
export function createUser(call: Call): Answer {
  const { tenant, client } = call
  const input = checkCreateInput(call.body)
  const { appId } = client
  const username = stringOf(input, 'username')
  const known = knownUsers(call, input)
  // also taken: identifiers of two different people, or anybody's where the client belongs to no application
  const taken =
    known.find(({ user }) => client.admin || user.apps.has(appId)) ??
    known.find(({ user }) => user !== known[0]?.user)
  if (taken) throw identifierTaken(taken.identifier)
  if (username !== undefined && tenant.byUsername(appId, username)) throw identifierTaken('username')

  const existing = known[0]?.user
  if (existing) {
    tenant.change(existing, () => existing.apps.set(appId, { appId }))
    return answerUser(call, existing, 201)
  }
  const now = tenant.now()
  const user: UserRecord = {
    userId: newId(),
    status: 'Pending',
    statusChangedAt: now,
    createdAt: now,
    updatedAt: now,
    secondaryEmails: [],
    secondaryPhones: [],
    customData: {},
    groupIds: [],
    apps: new Map(),
    authenticators: [],
    sessions: [],
    identities: []
  }
  const membership: Membership = { appId }
  // a management client creates users of the tenant that are in no application yet
  if (!client.admin) user.apps.set(appId, membership)
  merge(user, membership, input)
  setCredentials(call, user, membership, input['credentials'] as JsonObject | undefined)
  tenant.add(user)
  return answerUser(call, user, 201)
}

/** `PUT /v1/users/{id}` (API.md §2.4): merges at top level. The only errors documented are 400 and 404. */
export function updateUser(call: Call): Answer {
  const { tenant, client } = call
  const user = userOfPath(call)
  const input = checkUpdateInput(call.body)
  const other = knownUsers(call, input).find((it) => it.user !== user)
  if (other) throw badRequest(`${other.identifier} is already taken`)
  const membership = membershipFor(client, user)
  const username = stringOf(input, 'username')
  if (username !== undefined && membership) {
    const owner = tenant.byUsername(membership.appId, username)
    if (owner && owner !== user) throw badRequest('username is already taken')
  }
  tenant.change(user, () => {
    merge(user, membership, input)
    const status = input['status'] as UserStatus | undefined
    if (status !== undefined && status !== user.status) {
      user.status = status
      user.statusChangedAt = tenant.now()
    }
  })
  return answerUser(call, user)
}

/** `DELETE /v1/users/{id}/apps`: out of the calling application, with all that is kept there. */
export function removeFromApp(call: Call): Answer {
  const { tenant, client } = call
  const user = userOfPath(call)
  if (!user.apps.has(client.appId)) throw badRequest('The user is not in the requesting application')
  tenant.change(user, () => {
    user.apps.delete(client.appId)
    user.authenticators = user.authenticators.filter(({ appId }) => appId !== client.appId)
    user.sessions = user.sessions.filter(({ appId }) => appId !== client.appId)
  })
  return { status: 204 }
}

/** `DELETE /v1/manage/users/{id}`, for management clients only: out of the whole tenant. */
export function deleteUser(call: Call): Answer {
  call.tenant.remove(userOfPath(call))
  return { status: 204 }
}

/** Who already has one of the tenant-wide identifiers of a body (API.md §1.4). */
function knownUsers({ tenant }: Call, input: JsonObject): { identifier: string; user: UserRecord }[] {
  const found: [string, UserRecord | undefined][] = [
    ['email', tenant.byEmail(stringOf(input, 'email') ?? '')],
    ['phone_number', tenant.byPhone(stringOf(input, 'phone_number') ?? '')],
    ['external_user_id', tenant.byExternalUserId(stringOf(input, 'external_user_id') ?? '')]
  ]
  return found.flatMap(([identifier, user]) => (user ? [{ identifier, user }] : []))
}

function merge(user: UserRecord, membership: Membership | undefined, input: JsonObject): void {
  const email = stringOf(input, 'email')
  if (email !== undefined && email !== user.email?.value) user.email = { value: email, verified: false }
  const phone = stringOf(input, 'phone_number')
  if (phone !== undefined && phone !== user.phone?.value) user.phone = { value: phone, verified: false }
  user.secondaryEmails = contacts(input['secondary_emails'], user.secondaryEmails)
  user.secondaryPhones = contacts(input['secondary_phone_numbers'], user.secondaryPhones)
  user.externalUserId = stringOf(input, 'external_user_id') ?? user.externalUserId
  user.picture = stringOf(input, 'picture') ?? user.picture
  user.language = stringOf(input, 'language') ?? user.language
  const birthday = stringOf(input, 'birthday')
  if (birthday !== undefined) user.birthday = new Date(birthday).toISOString()
  // objects are replaced whole, but for `custom_data`
  user.name = (input['name'] as JsonObject | undefined) ?? user.name
  user.address = (input['address'] as JsonObject | undefined) ?? user.address
  user.customData = { ...user.customData, ...(input['custom_data'] as JsonObject | undefined) }
  if (!membership) return
  membership.username = stringOf(input, 'username') ?? membership.username
  membership.externalAccountId = stringOf(input, 'external_account_id') ?? membership.externalAccountId
  membership.customAppData = (input['custom_app_data'] as JsonObject | undefined) ?? membership.customAppData
}

/** Arrays are replaced (API.md §2.4, §10.15); a contact that stays keeps its mark of being verified. */
function contacts(values: unknown, present: Contact[]): Contact[] {
  if (!Array.isArray(values)) return present
  return (values as string[]).map(
    (value) => present.find((contact) => contact.value === value) ?? { value, verified: false }
  )
}

function setCredentials(
  { tenant }: Call,
  user: UserRecord,
  membership: Membership,
  credentials: JsonObject | undefined
): void {
  const password = credentials?.['password']
  if (typeof password !== 'string') return
  const policy = tenant.apps.get(membership.appId)?.policy
  if (!policy) throw badRequest('Password authentication is not enabled for this application')
  const weak = weakness(password, policy, user, membership.username)
  if (weak) throw badRequest(weak)
  if (isBreached(password, policy)) throw badRequest('Password was found in a data breach')
  storePassword(membership, password, credentials?.['force_replace'] !== false, policy, tenant.now())
}
