import type { IssueOutcome } from '../../shared/actions'
import type { MosaicClient } from '../mosaic/client'
import type { IssuedPasswords } from './issued-passwords'
import { generateTemporaryPassword, strongerBy, usualGroups, type Alphabet } from './temporary-password'
import { isStrengthRefusal, readAfterPassword, readForPassword, writePassword } from './write-password'

export interface IssueOptions {
  /** comes with a first password only (API.md §4.1); `conflict`/`password-exists` where the user has one */
  username?: string | undefined
  /** of four characters each */
  groups?: number | undefined
  alphabet?: Alphabet | undefined
}

/**
 * Sets a temporary password and holds it until Done. On a refusal for its strength a longer one is tried once. Throws what
 * Mosaic refused.
 */
export async function issueTemporaryPassword(
  client: MosaicClient,
  userId: string,
  issued: IssuedPasswords,
  { username, groups = usualGroups, alphabet = 'readable' }: IssueOptions = {}
): Promise<IssueOutcome> {
  const before = await readForPassword(client, userId, username)
  const set = (password: string) =>
    writePassword(client, before, { act: 'Issue temporary password', password, temporary: true, username })

  let password = generateTemporaryPassword(groups, alphabet)
  let strengthened = false
  let how: IssueOutcome['how']
  try {
    how = await set(password)
  } catch (thrown) {
    if (!isStrengthRefusal(thrown)) throw thrown
    password = generateTemporaryPassword(groups + strongerBy, alphabet)
    strengthened = true
    how = await set(password)
  }
  // Held before anything else can fail: from here on Mosaic has it and the agent must be able to read it.
  const issueId = issued.hold(password)
  const after = await readAfterPassword(client, userId)
  const expiresAt = after.user?.password?.expiresAt
  return {
    issueId,
    how,
    strengthened,
    length: password.length,
    ...(expiresAt !== undefined && { expiresAt }),
    ...after
  }
}
