import type { IssueOutcome } from '../../shared/actions'
import { AppFailure } from '../../shared/errors'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { readAuthenticators, readUser } from './card'
import type { IssuedPasswords } from './issued-passwords'
import { reread, settle } from './reread'
import { generateTemporaryPassword, strongerGroups, usualGroups } from './temporary-password'

type How = IssueOutcome['how']

/**
 * Sets a temporary password and holds it until Done. Which call fits is read from the user (API.md §4.1); on a 409
 * the other one is tried once, on a refusal for its strength a stronger password once. Throws what Mosaic refused.
 */
export async function issueTemporaryPassword(
  client: MosaicClient,
  userId: string,
  issued: IssuedPasswords
): Promise<IssueOutcome> {
  const before = await readUser(client, userId)
  // Mosaic answers `auth_not_active` to a replacement and says nothing of a first password: ask neither.
  if (before.status === 'Disabled') throw new AppFailure({ kind: 'conflict', reason: 'user-suspended' })

  let password = generateTemporaryPassword(usualGroups)
  let strengthened = false
  let how: How
  try {
    how = await setPassword(client, before, password)
  } catch (thrown) {
    if (!isStrengthRefusal(thrown)) throw thrown
    password = generateTemporaryPassword(strongerGroups)
    strengthened = true
    how = await setPassword(client, before, password)
  }
  // Held before anything else can fail: from here on Mosaic has it and the agent must be able to read it.
  const issueId = issued.hold(password)
  const [user, authenticators] = await Promise.all([
    reread(() => readUser(client, userId)),
    reread(() => readAuthenticators(client, userId))
  ])
  const expiresAt = user.value?.password?.expiresAt
  const rereadError = user.error ?? authenticators.error
  return {
    issueId,
    how,
    strengthened,
    length: password.length,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(user.value !== undefined && { user: user.value }),
    ...(authenticators.value !== undefined && { authenticators: authenticators.value }),
    ...(rereadError !== undefined && { rereadError })
  }
}

async function setPassword(client: MosaicClient, before: User, password: string): Promise<How> {
  const first = async (): Promise<How> => {
    await send(client, before, () => client.passwords.add(before.id, { password }))
    return 'first'
  }
  const replace = async (): Promise<How> => {
    await send(client, before, () => client.passwords.replace(before.id, { password }))
    return 'replaced'
  }
  const [fits, other] = before.password === undefined ? [first, replace] : [replace, first]
  try {
    return await fits()
  } catch (thrown) {
    if (!isOtherWay(thrown)) throw thrown
    return other()
  }
}

function send(client: MosaicClient, before: User, write: () => Promise<void>): Promise<void> {
  return settle('Issue temporary password', write, async () => {
    const now = (await readUser(client, before.id)).password
    const changedAt = now?.updatedAt
    return now?.temporary === true && changedAt !== undefined && changedAt !== before.password?.updatedAt
  })
}

/** Mosaic's 409 of either call: the other one fits (API.md §4.1). */
function isOtherWay(thrown: unknown): boolean {
  if (!(thrown instanceof AppFailure) || thrown.error.kind !== 'conflict') return false
  return thrown.error.reason === 'password-exists' || thrown.error.reason === 'no-password'
}

function isStrengthRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof AppFailure && thrown.error.kind === 'invalid-input' && thrown.error.reason !== 'form'
  )
}
