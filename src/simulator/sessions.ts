import type { Answer } from './http'
import { newId } from './ids'
import { badRequest } from './problems'
import type { Call } from './router'
import { canSee } from './state'
import type { Client, Session, UserRecord } from './types'
import { iso } from './user-view'

/** The lifetime of a session: two weeks (API.md §6.3). */
export const sessionLifetime = 14 * 24 * 3_600_000

/** Starts a session of the family that signing in through the backend API makes. */
export function startSession(user: UserRecord, client: Client, now: number): Session {
  const session: Session = {
    sessionId: newId(),
    family: 'backend',
    appId: client.appId,
    clientId: client.clientId,
    startTime: now,
    expirationTime: now + sessionLifetime
  }
  user.sessions.push(session)
  return session
}

/** `GET /v1/auth/users/{id}/sessions`: a bare array. Who has no session and who is not known look the same. */
export function listBackendSessions(call: Call): Answer {
  return { status: 200, body: sessionsOf(call, 'backend').map(timesOf) }
}

export function deleteBackendSessions(call: Call): Answer {
  end(call, 'backend')
  return { status: 204 }
}

/** `GET /v1/sessions/{id}`: the other family, a bare array with more fields. */
export function listHostedSessions(call: Call): Answer {
  const body = sessionsOf(call, 'hosted').map((session) => ({
    user_id: call.params[0],
    client_id: session.clientId,
    ...timesOf(session)
  }))
  return { status: 200, body }
}

export function deleteHostedSessions(call: Call): Answer {
  return { status: 200, body: { result: { deleted_count: end(call, 'hosted') } } }
}

/** `POST /v1/auth/session/logout`: ends one session; 204 also where it is over. */
export function logout(call: Call): Answer {
  const id = call.body?.['session_id']
  if (typeof id !== 'string') throw badRequest('session_id must be a string')
  for (const user of call.tenant.users.values()) {
    if (!canSee(call.client, user)) continue
    user.sessions = user.sessions.filter(({ sessionId }) => sessionId !== id)
  }
  return { status: 204 }
}

/** The live sessions of the user in the path that belong to the calling application. */
function sessionsOf(call: Call, family: Session['family']): Session[] {
  const { tenant, client, params } = call
  const user = tenant.users.get(params[0] ?? '')
  if (!user || !canSee(client, user)) return []
  const now = tenant.now()
  return user.sessions.filter(
    (it) => it.family === family && it.expirationTime > now && (client.admin || it.appId === client.appId)
  )
}

function end(call: Call, family: Session['family']): number {
  const over = new Set(sessionsOf(call, family))
  const user = call.tenant.users.get(call.params[0] ?? '')
  if (user) user.sessions = user.sessions.filter((session) => !over.has(session))
  return over.size
}

function timesOf({ sessionId, startTime, expirationTime }: Session) {
  return { session_id: sessionId, start_time: iso(startTime), expiration_time: iso(expirationTime) }
}
