import type { SignOutOutcome, PartOutcome, StatusOutcome } from '../../shared/actions'
import { toAppError } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import { readUser } from './card'
import { reread, settle } from './reread'

/**
 * Suspends or activates for the whole tenant (API.md §3.1) and answers the user as Mosaic shows it afterwards. `Pending`
 * activates who has never signed in, as Mosaic's portal does.
 */
export async function setStatus(
  client: MosaicClient,
  userId: string,
  status: 'Active' | 'Disabled' | 'Pending'
): Promise<StatusOutcome> {
  await settle(
    status === 'Disabled' ? 'Suspend user' : 'Activate user',
    () => client.users.update(userId, { status }),
    async () => (await readUser(client, userId)).status === status
  )
  const after = await reread(() => readUser(client, userId))
  return {
    ...(after.value !== undefined && { user: after.value }),
    ...(after.error !== undefined && { rereadError: after.error })
  }
}

/** Ends both session families (API.md §6.3), each with its own result: one may fail while the other is done. */
export async function signOutEverywhere(client: MosaicClient, userId: string): Promise<SignOutOutcome> {
  const act = 'Sign out everywhere'
  const backend = async () => (await client.sessions.listBackend(userId)).length === 0
  const hosted = async () => (await client.sessions.listHosted(userId)).length === 0
  let count: number | undefined
  const [first, second] = await Promise.all([
    part(() => settle(act, () => client.sessions.endBackend(userId), backend)),
    part(() =>
      settle(
        act,
        async () => {
          count = (await client.sessions.endHosted(userId)).count
        },
        hosted
      )
    )
  ])
  return {
    backend: first,
    hosted: second.state === 'done' && count !== undefined ? { ...second, count } : second
  }
}

async function part(act: () => Promise<void>): Promise<PartOutcome> {
  try {
    await act()
    return { state: 'done' }
  } catch (thrown) {
    return { state: 'failed', error: toAppError(thrown) }
  }
}
