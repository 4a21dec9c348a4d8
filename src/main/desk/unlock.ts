import type { UnlockOutcome } from '../../shared/actions'
import { AppFailure, isKind } from '../../shared/errors'
import { isLocked, passwordAuthenticators } from '../../shared/verdict'
import type { MosaicClient } from '../mosaic/client'
import { readAuthenticators } from './card'
import { reread, settle } from './reread'

/**
 * Unlocks the password by type and, where the tenant refuses that call, each locked password by id (API.md §3.4). Answers
 * what Mosaic reports afterwards; throws `not-enabled-here` when it takes neither.
 */
export async function unlockPassword(client: MosaicClient, userId: string): Promise<UnlockOutcome> {
  const appId = (await reread(() => client.claims())).value?.appId
  const lockedNow = async () =>
    passwordAuthenticators(await readAuthenticators(client, userId), appId).filter(isLocked)
  const opened = async () => (await lockedNow()).length === 0

  const via = await byType()
  const after = await reread(() => readAuthenticators(client, userId))
  return {
    via,
    ...(after.value !== undefined && {
      authenticators: after.value,
      stillLocked: passwordAuthenticators(after.value, appId).some(isLocked)
    }),
    ...(after.error !== undefined && { rereadError: after.error })
  }

  async function byType(): Promise<'type' | 'id'> {
    try {
      await settle(() => client.authenticators.unlockByType(userId, 'password'), opened)
      return 'type'
    } catch (thrown) {
      if (!isKind(thrown, 'not-enabled-here')) throw thrown
    }
    const locked = await lockedNow()
    if (locked.length === 0) {
      throw new AppFailure({
        kind: 'not-enabled-here',
        feature: 'Unlocking passwords',
        detail: 'by type refused; nothing locked to unlock by id'
      })
    }
    for (const one of locked) {
      await settle(() => client.authenticators.unlockById(userId, one.id), opened)
    }
    return 'id'
  }
}
