import type { Session } from '../../shared/user'
import type { CallOptions, Calls } from './calls'
import { unwrap } from './envelope'
import { countOf, fieldsOf } from './fields'
import { operations } from './operations'
import { readList } from './unreadable'
import { readSession } from './wire-session'

export interface Sessions {
  listBackend(userId: string, options?: CallOptions): Promise<Session[]>
  listHosted(userId: string, options?: CallOptions): Promise<Session[]>
  endBackend(userId: string, options?: CallOptions): Promise<void>
  /** also revokes refresh tokens; `count` sessions were ended, where Mosaic says so */
  endHosted(userId: string, options?: CallOptions): Promise<{ count?: number | undefined }>
  /** ends this one session of the backend family */
  logout(sessionId: string, options?: CallOptions): Promise<void>
}

/** The two session families (API.md §6.3); signing a user out everywhere needs both deletes. */
export function sessionsOf(calls: Calls): Sessions {
  return {
    async listBackend(userId, options) {
      const operation = operations.backendSessions
      const reply = await calls.read({ operation, values: { userId } }, options)
      return readList(operation, reply, (entry) => readSession(entry, 'backend'))
    },
    async listHosted(userId, options) {
      const operation = operations.hostedSessions
      const reply = await calls.read({ operation, values: { user_id: userId } }, options)
      return readList(operation, reply, (entry) => readSession(entry, 'hosted'))
    },
    async endBackend(userId, options) {
      await calls.write({ operation: operations.backendSessionsEnd, values: { userId } }, options)
    },
    async endHosted(userId, options) {
      const request = { operation: operations.hostedSessionsEnd, values: { user_id: userId } }
      const reply = await calls.write(request, options)
      return { count: countOf(fieldsOf(unwrap(reply.body))?.['deleted_count']) }
    },
    async logout(sessionId, options) {
      const request = { operation: operations.sessionEnd, body: { session_id: sessionId } }
      await calls.write(request, options)
    }
  }
}
