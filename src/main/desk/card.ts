import { AppFailure, toAppError } from '../../shared/errors'
import type { Output } from '../../shared/contract'
import type { Authenticator, Group, User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'

/** The raw object is for reading, not for moving data: what is longer is cut and says so. */
const longestRaw = 200_000

export async function readUser(client: MosaicClient, userId: string, signal?: AbortSignal): Promise<User> {
  const user = await client.users.byId(userId, options(signal))
  if (user === null) throw new AppFailure({ kind: 'not-found', what: 'This user' })
  return user
}

export async function readRaw(
  client: MosaicClient,
  userId: string,
  signal: AbortSignal
): Promise<{ json: string }> {
  const json = visible(JSON.stringify(await client.users.raw(userId, { signal }), null, 2))
  return {
    json:
      json.length > longestRaw ? `${json.slice(0, longestRaw)}\n… (cut after ${longestRaw} characters)` : json
  }
}

/** JSON leaves characters unescaped that reorder or hide the text around them; escaped, it is the same JSON and can be read. */
function visible(json: string): string {
  return json.replace(
    /[\p{Bidi_Control}\p{Zl}\p{Zp}\u007f-\u009f\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

export function readAuthenticators(
  client: MosaicClient,
  userId: string,
  signal?: AbortSignal
): Promise<Authenticator[]> {
  return client.authenticators.list(userId, options(signal))
}

/** Both session families at once; one that fails does not hide the other (API.md §6.3). */
export async function readSessions(
  client: MosaicClient,
  userId: string,
  signal: AbortSignal
): Promise<Output<'user.sessions'>> {
  const families = await Promise.allSettled([
    client.sessions.listBackend(userId, { signal }),
    client.sessions.listHosted(userId, { signal })
  ])
  return {
    sessions: families
      .flatMap((family) => (family.status === 'fulfilled' ? family.value : []))
      .sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)),
    errors: families.flatMap((family) => (family.status === 'rejected' ? [toAppError(family.reason)] : []))
  }
}

export function readGroups(client: MosaicClient, userId: string, signal: AbortSignal): Promise<Group[]> {
  return client.users.groups(userId, { signal })
}

const options = (signal?: AbortSignal): { signal?: AbortSignal } => (signal === undefined ? {} : { signal })
