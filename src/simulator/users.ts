import type { Answer } from './http'
import { badRequest, userNotFound } from './problems'
import type { Call } from './router'
import { canSee } from './state'
import type { UserRecord } from './types'
import { userView } from './user-view'

/** The user if the calling client may see it; 404 otherwise, as for a user who does not exist. */
export function visible({ client }: Call, user: UserRecord | undefined): UserRecord {
  if (!user || !canSee(client, user)) throw userNotFound()
  return user
}

/** The user whose id is the first variable part of the path. */
export function userOfPath(call: Call): UserRecord {
  return visible(call, call.tenant.users.get(call.params[0] ?? ''))
}

export function answerUser(call: Call, user: UserRecord, status = 200): Answer {
  return { status, body: { result: userView(call.tenant, call.client, user) } }
}

export function getById(call: Call): Answer {
  return answerUser(call, userOfPath(call))
}

export function getByEmail(call: Call): Answer {
  return answerUser(call, visible(call, call.tenant.byEmail(call.params[0] ?? '')))
}

export function getByPhone(call: Call): Answer {
  return answerUser(call, visible(call, call.tenant.byPhone(call.params[0] ?? '')))
}

export function getByExternalUserId(call: Call): Answer {
  return answerUser(call, visible(call, call.tenant.byExternalUserId(call.params[0] ?? '')))
}

export function getByUsername(call: Call): Answer {
  return answerUser(call, visible(call, findByUsername(call, call.params[0] ?? '')))
}

/** `GET /v1/users/identifier` with Mosaic's own identifier names (API.md §2.1); this tenant has no custom ones. */
export function getByIdentifier(call: Call): Answer {
  const name = call.query.get('identifier_name')
  const value = call.query.get('identifier_value')
  const missing = [!name && 'identifier_name', !value && 'identifier_value'].filter((it) => it !== false)
  if (!name || !value) throw badRequest(...missing.map((it) => `${it} should not be empty`))
  return answerUser(call, visible(call, findByIdentifier(call, name, value)))
}

function findByIdentifier(call: Call, name: string, value: string): UserRecord | undefined {
  const { tenant } = call
  if (name === 'email') return tenant.byEmail(value)
  if (name === 'phoneNumber') return tenant.byPhone(value)
  if (name === 'externalUserId') return tenant.byExternalUserId(value)
  if (name === 'username') return findByUsername(call, value)
  // nobody here signs in through another provider
  if (name === 'idpIdentifier') return undefined
  throw badRequest('identifier_name is not an identifier of this tenant')
}

/** User names belong to an application; a management client looks in all of them. */
function findByUsername({ tenant, client }: Call, username: string): UserRecord | undefined {
  const appIds = client.admin ? [...tenant.apps.keys()] : [client.appId]
  for (const appId of appIds) {
    const user = tenant.byUsername(appId, username)
    if (user) return user
  }
  return undefined
}
