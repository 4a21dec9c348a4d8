import type { UnlockOutcome } from '../../shared/actions'
import { AppFailure, isKind } from '../../shared/errors'
import { unknownType } from '../../shared/not-reported'
import { isBlocked, isLocked, passwordAuthenticators } from '../../shared/password-facts'
import type { Authenticator } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { readAuthenticators, readUser } from './card'
import { reread, settle } from './reread'

const act = 'Unlock password'

/**
 * Unlocks the password by type and, where the tenant refuses that call, each locked password by id (API.md §3.4). Answers
 * what it was before and what Mosaic reports afterwards; throws `not-enabled-here` when it takes neither. With `spareBlock`
 * an administrator's block is only reported: it is to be lifted by those who know of it.
 */
export async function unlockPassword(
  client: MosaicClient,
  userId: string,
  { spareBlock = false } = {}
): Promise<UnlockOutcome> {
  // a token that cannot be read has no claims and does not fail; without any token nothing below would work either
  const { appId } = await client.claims()
  const lockedNow = async () =>
    passwordAuthenticators(await readAuthenticators(client, userId), appId).filter(isLocked)
  const opened = async () => (await lockedNow()).length === 0

  const [user, before] = await Promise.all([
    reread(() => readUser(client, userId)),
    reread(() => readAuthenticators(client, userId))
  ])
  // all of a suspended user's ways are off (API.md §3.3): a block beneath could not be told and would be lifted unseen
  if (user.value?.status === 'Disabled') {
    throw new AppFailure({ kind: 'conflict', reason: 'unlock-while-suspended' })
  }
  const was = before.value && stateBefore(before.value)
  if (before.value && (was === 'no-password' || (was === 'blocked' && spareBlock))) {
    return { was, authenticators: before.value }
  }
  const via = await byType()
  const after = await reread(() => readAuthenticators(client, userId))
  return {
    ...(was !== undefined && { was }),
    via,
    ...(after.value !== undefined && {
      authenticators: after.value,
      stillLocked: passwordAuthenticators(after.value, appId).some(isLocked)
    }),
    ...(after.error !== undefined && { rereadError: after.error })
  }

  function stateBefore(list: Authenticator[]): UnlockOutcome['was'] {
    const own = passwordAuthenticators(list, appId)
    if (own.some((one) => isBlocked(one, user.value?.status))) return 'blocked'
    if (own.some(isLocked)) return 'locked'
    if (own.length > 0) return 'open'
    // one of unknown type may be the password
    const isKnown = user.value !== undefined && list.every(({ type }) => type !== unknownType)
    return isKnown && user.value?.password === undefined ? 'no-password' : undefined
  }

  async function byType(): Promise<'type' | 'id'> {
    try {
      await settle(act, () => client.authenticators.unlockByType(userId, 'password'), opened)
      return 'type'
    } catch (thrown) {
      if (!isKind(thrown, 'not-enabled-here')) throw thrown
    }
    const ids = (await lockedNow()).flatMap(({ id }) => id ?? [])
    if (ids.length === 0) {
      throw new AppFailure({
        kind: 'not-enabled-here',
        feature: 'Unlocking passwords',
        detail: 'by type refused; nothing locked that has an id to unlock it by'
      })
    }
    for (const id of ids) {
      await settle(act, () => client.authenticators.unlockById(userId, id), opened)
    }
    return 'id'
  }
}
