import type { PartOutcome } from '../../shared/actions'
import { toAppError } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import { settle } from './reread'

/**
 * Ends the session that checking a code or a password opened (API.md §6.1), so that nothing of the check is left. `act` is what
 * the agent did, by the name of its button. Never fails: what was checked stays checked.
 */
export async function endSession(
  client: MosaicClient,
  act: string,
  { userId, sessionId }: { userId: string; sessionId?: string | undefined }
): Promise<PartOutcome> {
  if (sessionId === undefined) {
    const problem = 'Mosaic did not say which session it opened, so that one was not ended.'
    return { state: 'failed', error: { kind: 'unexpected-answer', problem } }
  }
  const isOver = async () => (await client.sessions.listBackend(userId)).every(({ id }) => id !== sessionId)
  try {
    await settle(act, () => client.sessions.logout(sessionId), isOver)
    return { state: 'done' }
  } catch (thrown) {
    return { state: 'failed', error: toAppError(thrown) }
  }
}
