import type { SignInCheck, SignInWay } from '../../shared/credentials'
import { AppFailure } from '../../shared/errors'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { readUser } from './card'
import { endSession } from './end-session'

/**
 * Whether a password works, by the identifier on file (API.md §4.2). The sign-in that a right one opens is ended again; a wrong
 * one counts towards the lock. Of a suspended user nothing is tried: no password opens it.
 */
export async function checkSignIn(
  client: MosaicClient,
  { userId, by, password }: { userId: string; by: SignInWay; password: string }
): Promise<SignInCheck> {
  const user = await readUser(client, userId)
  if (user.status === 'Disabled') return { result: 'suspended' }
  const identifier = identifierOf(user, by)
  if (identifier === undefined) {
    const message = `There is no ${nameOf[by]} on file.`
    throw new AppFailure({ kind: 'conflict', reason: 'no-contact', message })
  }
  const checked = await client.passwords.authenticate({ by, identifier, password })
  if (checked.outcome !== 'right') return { result: checked.outcome }
  const session = await endSession(client, 'Check a password', { userId, sessionId: checked.sessionId })
  return { result: 'works', session }
}

function identifierOf(user: User, by: SignInWay): string | undefined {
  switch (by) {
    case 'username':
      return user.username
    case 'email':
      return user.email?.value
    case 'phone':
      return user.phone?.value
    case 'user-id':
      return user.id
  }
}

const nameOf: Record<SignInWay, string> = {
  username: 'username',
  email: 'e-mail address',
  phone: 'phone number',
  'user-id': 'user ID'
}
