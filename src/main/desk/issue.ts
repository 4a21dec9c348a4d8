import type { IssueOutcome } from '../../shared/actions'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import type { SignInSettings } from '../mosaic/preferences'
import type { IssuedPasswords } from './issued-passwords'
import { readPreferences } from './preferences'
import {
  generateTemporaryPassword,
  groupsFor,
  strongerBy,
  usualGroups,
  type Alphabet
} from './temporary-password'
import { isStrengthRefusal, readAfterPassword, readForPassword, writePassword } from './write-password'

const hourMs = 3_600_000

export interface IssueOptions {
  /** comes with a first password only (API.md §4.1); `conflict`/`password-exists` where the user has one */
  username?: string | undefined
  /** of four characters each */
  groups?: number | undefined
  alphabet?: Alphabet | undefined
  /** Mosaic's id of the application, where the client's own token does not name it */
  appId?: string | undefined
}

/**
 * Sets a temporary password and holds it until Done. It is as long as the tenant's minimum asks; on a refusal for its strength a
 * longer one is tried once. Throws what Mosaic refused.
 */
export async function issueTemporaryPassword(
  client: MosaicClient,
  userId: string,
  issued: IssuedPasswords,
  { username, groups: wanted = usualGroups, alphabet = 'readable', appId }: IssueOptions = {}
): Promise<IssueOutcome> {
  const [before, settings] = await Promise.all([
    readForPassword(client, userId, username),
    readPreferences(client, appId)
  ])
  const groups = groupsFor(wanted, settings.minLength)
  const set = (password: string) =>
    writePassword(client, before, { act: 'Issue temporary password', password, temporary: true, username })

  const askedAt = Date.now()
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
  return {
    issueId,
    how,
    strengthened,
    length: password.length,
    ...expiryOf(after.user, askedAt, settings),
    ...after
  }
}

/** Counted from before it was asked for: rather too soon than too late. */
function expiryOf(
  user: User | undefined,
  askedAt: number,
  { temporaryPasswordHours: hours }: SignInSettings
): Pick<IssueOutcome, 'expiresAt' | 'estimated'> {
  const reported = user?.password?.expiresAt
  if (reported !== undefined) return { expiresAt: reported }
  return hours === undefined ? {} : { expiresAt: askedAt + hours * hourMs, estimated: true }
}
