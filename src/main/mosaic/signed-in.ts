import type { Reply } from './answers'
import { fieldsOf } from './fields'
import { unwrap } from './envelope'
import type { Operation } from './operations'
import { isPlainId } from './text'
import { writtenUnreadable } from './unreadable'

/** A user was signed in by what was checked. Their tokens are dropped where the answer is read: here. */
export interface SignedIn {
  /** of the session that was opened, to be ended at once; absent where Mosaic did not say */
  sessionId?: string | undefined
}

/**
 * The session of a sign-in (API.md §6.1). That tokens came is what proves it: an answer without them proves nothing and is
 * `outcome-unknown`.
 */
export function readSignedIn(operation: Operation & { action: string }, reply: Reply<unknown>): SignedIn {
  const { access_token: token, session_id: sessionId } = fieldsOf(unwrap(reply.body)) ?? {}
  if (typeof token !== 'string' || token === '') {
    return writtenUnreadable(operation, reply, 'what a sign-in brings')
  }
  return isPlainId(sessionId) ? { sessionId } : {}
}
