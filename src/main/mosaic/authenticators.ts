import type { Authenticator } from '../../shared/user'
import type { CallOptions, Calls } from './calls'
import { listIn, readEach } from './envelope'
import { operations } from './operations'
import { explainUnlock } from './refusals-unlock'
import { unreadable } from './unreadable'
import { readAuthenticator } from './wire-authenticator'

export interface Authenticators {
  /** all of them or none: fails with `unexpected-answer` where one cannot be read */
  list(userId: string, options?: CallOptions): Promise<Authenticator[]>
  /** lifts locks of both kinds, by policy and by an administrator; `not-enabled-here` where the tenant lacks the call */
  unlockByType(userId: string, type: string, options?: CallOptions): Promise<void>
  unlockById(userId: string, authenticatorId: string, options?: CallOptions): Promise<void>
}

/** Mosaic's User Authenticators API (API.md §3.3). */
export function authenticatorsOf(calls: Calls): Authenticators {
  const explain = explainUnlock
  return {
    async list(userId, options) {
      const operation = operations.authenticatorList
      const reply = await calls.read({ operation, values: { userId } }, options)
      const entries = readEach(listIn(reply.body) ?? unreadable(operation, reply), readAuthenticator)
      // any of them may be the password and its lock
      return entries.unreadable > 0 ? unreadable(operation, reply) : entries.read
    },
    async unlockByType(userId, type, options) {
      const values = { user_id: userId, authenticator_type: type }
      const body = { unlock_type: 'any' }
      await calls.write({ operation: operations.unlockByType, values, body, explain }, options)
    },
    async unlockById(userId, authenticatorId, options) {
      const values = { user_id: userId, authenticator_id: authenticatorId }
      await calls.write({ operation: operations.unlockById, values, explain }, options)
    }
  }
}
