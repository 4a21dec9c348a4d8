import type { IssueOutcome } from '../../shared/actions'
import { AppFailure } from '../../shared/errors'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { readAuthenticators, readUser } from './card'
import { reread, settle } from './reread'

export interface PasswordWrite {
  /** what the agent did, by the name of its button */
  act: string
  password: string
  temporary: boolean
  /** comes with a first password only (API.md §4.1) */
  username?: string | undefined
}

type How = IssueOutcome['how']

/** The user as Mosaic shows them before a password is set; throws where it would take none. */
export async function readForPassword(
  client: MosaicClient,
  userId: string,
  username?: string
): Promise<User> {
  const user = await readUser(client, userId)
  // Mosaic answers `auth_not_active` to a replacement and says nothing of a first password: ask neither.
  if (user.status === 'Disabled') throw new AppFailure({ kind: 'conflict', reason: 'user-suspended' })
  // a name that was entered is not dropped unsaid
  if (username !== undefined && user.password !== undefined) throw passwordExists()
  return user
}

/**
 * Sets a password. Which call fits is read from the user as they were before (API.md §4.1); on a 409 the other one is tried
 * once, unless a username would be lost by it. Throws what Mosaic refused.
 */
export async function writePassword(client: MosaicClient, before: User, write: PasswordWrite): Promise<How> {
  const { password, temporary, username } = write
  const first = async (): Promise<How> => {
    await send(client, before, write, () =>
      client.passwords.add(before.id, { password, temporary, username })
    )
    return 'first'
  }
  const replace = async (): Promise<How> => {
    await send(client, before, write, () => client.passwords.replace(before.id, { password, temporary }))
    return 'replaced'
  }
  const [fits, other] = before.password === undefined ? [first, replace] : [replace, first]
  try {
    return await fits()
  } catch (thrown) {
    if (!isOtherWay(thrown) || username !== undefined) throw thrown
    return other()
  }
}

/** What Mosaic shows after it; the password stands, whatever becomes of the reading. */
export async function readAfterPassword(
  client: MosaicClient,
  userId: string
): Promise<Pick<IssueOutcome, 'user' | 'authenticators' | 'rereadError'>> {
  const [user, authenticators] = await Promise.all([
    reread(() => readUser(client, userId)),
    reread(() => readAuthenticators(client, userId))
  ])
  const rereadError = user.error ?? authenticators.error
  return {
    ...(user.value !== undefined && { user: user.value }),
    ...(authenticators.value !== undefined && { authenticators: authenticators.value }),
    ...(rereadError !== undefined && { rereadError })
  }
}

/** True for a refusal of the password itself, which another one may not meet. */
export function isStrengthRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof AppFailure && thrown.error.kind === 'invalid-input' && thrown.error.reason !== 'form'
  )
}

function send(
  client: MosaicClient,
  before: User,
  { act, temporary }: PasswordWrite,
  write: () => Promise<void>
): Promise<void> {
  return settle(act, write, async () => {
    const now = (await readUser(client, before.id)).password
    const changedAt = now?.updatedAt
    return now?.temporary === temporary && changedAt !== undefined && changedAt !== before.password?.updatedAt
  })
}

/** Mosaic's 409 of either call: the other one fits (API.md §4.1). */
function isOtherWay(thrown: unknown): boolean {
  if (!(thrown instanceof AppFailure) || thrown.error.kind !== 'conflict') return false
  return thrown.error.reason === 'password-exists' || thrown.error.reason === 'no-password'
}

const passwordExists = (): AppFailure => new AppFailure({ kind: 'conflict', reason: 'password-exists' })
