import { describeError } from '../../shared/error-text'
import { isKind, toAppError } from '../../shared/errors'
import type { PasswordAges } from '../../shared/password-settings'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import type { UserPage } from '../mosaic/users'

/** The most that Mosaic gives in one page (API.md §2.2). */
const pageLimit = 5_000
/** With more users than these pages hold it takes too long, and asks too much of Mosaic, for a number in a sentence. */
const mostPages = 4
const dayMs = 24 * 3_600_000

export interface AgesRequest {
  days: number
  /** epoch ms */
  now: number
  signal?: AbortSignal | undefined
}

/**
 * How many passwords of the client's application, neither expired already nor temporary, were set more than so many days ago
 * (`password_information`, API.md §2.5): a temporary one has a life of its own. Answers the number only where every user could be
 * looked at, else why not. Fails only when it is cancelled.
 */
export async function countPasswordAges(
  client: MosaicClient,
  { days, now, signal }: AgesRequest
): Promise<PasswordAges> {
  const seen = new Map<string, User>()
  const countOf = () => [...seen.values()].filter(({ password }) => password !== undefined).length
  const unknown = (why: string): PasswordAges => ({ of: countOf(), why })
  try {
    const claims = await client.claims({ signal })
    if (claims.admin || claims.appId === undefined) {
      return unknown('This client sees the users of every application, so these cannot be told apart.')
    }
    const problem = await readAll(client, seen, signal)
    if (problem !== undefined) return unknown(problem)
  } catch (thrown) {
    if (isKind(thrown, 'cancelled')) throw thrown
    return unknown(
      `The users could not be looked at. ${describeError(toAppError(thrown), undefined, now).title}`
    )
  }
  const set = [...seen.values()]
    .flatMap(({ password }) => password ?? [])
    .filter((password) => isInForce(password, now))
    .map(({ updatedAt }) => updatedAt)
  if (set.some((at) => at === undefined)) {
    return unknown('Mosaic does not say of every password when it was set.')
  }
  const limit = now - days * dayMs
  return { older: set.filter((at) => at !== undefined && at < limit).length, of: countOf() }
}

/** An expiry can take it away: it is no temporary one, and has not run out. */
const isInForce = ({ expired, temporary, expiresAt }: NonNullable<User['password']>, now: number): boolean =>
  !expired && !temporary && (expiresAt === undefined || expiresAt > now)

/** Reads every user, oldest first, so that a new one comes last; answers why that did not work. */
async function readAll(
  client: MosaicClient,
  seen: Map<string, User>,
  signal: AbortSignal | undefined
): Promise<string | undefined> {
  let page: UserPage
  let offset = 0
  do {
    page = await client.users.list(
      { offset, limit: pageLimit, sortField: 'created_at', sortOrder: 'asc' },
      { signal }
    )
    if (page.total > mostPages * pageLimit) {
      return `This application has more than ${(mostPages * pageLimit).toLocaleString('en-US')} users, and Tessera does not look at all of them.`
    }
    if (page.unreadable > 0) return 'Some users could not be read.'
    for (const user of page.users) seen.set(user.id, user)
    offset += page.users.length
  } while (page.hasNext && page.users.length > 0 && offset < mostPages * pageLimit)
  // somebody who was removed in between shifts the pages
  return page.hasNext || seen.size !== page.total
    ? 'Users came or went while they were looked at. Try again.'
    : undefined
}
