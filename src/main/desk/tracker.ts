import { mainApplicationId } from '../../shared/application'
import type { TrackedCredential } from '../../shared/credentials'
import { type AppError, toAppError } from '../../shared/errors'
import type { JournalEntry } from '../../shared/journal'
import type { User } from '../../shared/user'

/** So long (ms) a credential is followed. */
export const trackedForMs = 7 * 24 * 3_600_000
/** The newest so many are followed. */
export const mostTracked = 50
/** So many users are read at a time: it is background work beside a call. */
const readsAtOnce = 4
/** Two clocks, ours and Mosaic's, may differ by so much (ms). */
const clockSlackMs = 2 * 60_000

export interface TrackerInput {
  /** the journal of the last days, oldest first */
  entries: readonly JournalEntry[]
  tenantId: string
  /** passwords belong to an application (API.md §1.4): those of the others are not followed here; the main one's where absent */
  applicationId?: string
  readUser: (userId: string) => Promise<User>
  now: number
}

type Kind = TrackedCredential['kind']
type State = TrackedCredential['state']
type Read = { user: User } | { error: AppError }

/** A credential of the journal, and what the journal says of what came after it. */
interface Issued {
  entry: JournalEntry & { user: string }
  kind: Kind
  /** another one of its kind was set from here since */
  replaced: boolean
  /** another one was sent since, and no answer came */
  maybeReplaced: boolean
}

/** The credentials that were issued on this machine and how each of them stands, newest first. Never throws. */
export async function trackedCredentials(input: TrackerInput): Promise<TrackedCredential[]> {
  const { applicationId = mainApplicationId, entries, tenantId, readUser, now } = input
  const own = entries.filter((entry) => entry.tenant === tenantId)
  const ofApplication = own.filter(({ application = mainApplicationId }) => application === applicationId)
  const issued = issuedOf(ofApplication, now)
  const read = await readEach([...new Set(issued.map(({ entry }) => entry.user))], readUser)
  return issued.map((one) => {
    const { entry, kind } = one
    const answer = read.get(entry.user)
    const user = answer !== undefined && 'user' in answer ? answer.user : undefined
    const state = stateOf(one, user, own, now)
    const expiresAt =
      entry.expiresAt ??
      (kind === 'temporary-password' && isOpen(state) ? user?.password?.expiresAt : undefined)
    return {
      id: entry.seq,
      kind,
      at: entry.at,
      userId: entry.user,
      ...(user !== undefined && { displayName: user.displayName }),
      agent: entry.agent,
      ...(expiresAt !== undefined && { expiresAt }),
      state,
      ...(state === 'unknown' && answer !== undefined && 'error' in answer && { error: answer.error })
    }
  })
}

const isOpen = (state: State): boolean => state === 'waiting' || state === 'run-out'

/** Which credential an action sets; `temporary` is false where it is not one that the caller has to replace. */
function credentialOf({
  action,
  note,
  expiresAt
}: JournalEntry): { kind: Kind; temporary: boolean } | undefined {
  switch (action) {
    case 'issue':
      return { kind: 'temporary-password', temporary: true }
    case 'set-password':
      return {
        kind: 'temporary-password',
        temporary: expiresAt !== undefined || note?.startsWith('temporary') === true
      }
    case 'access-code':
      return { kind: 'access-code', temporary: true }
    default:
      return undefined
  }
}

/** Newest first; the later ones of the same user and kind are known by then. */
function issuedOf(entries: readonly JournalEntry[], now: number): Issued[] {
  const issued: Issued[] = []
  const set = new Set<string>()
  const maybeSet = new Set<string>()
  for (const entry of entries.toReversed()) {
    const { user } = entry
    const credential = entry.phase === 'outcome' ? credentialOf(entry) : undefined
    if (credential === undefined || user === undefined) continue
    const key = `${credential.kind} ${user}`
    if (entry.result === 'outcome-unknown') maybeSet.add(key)
    if (entry.result !== 'done') continue
    if (credential.temporary && entry.at > now - trackedForMs && issued.length < mostTracked) {
      issued.push({
        entry: { ...entry, user },
        kind: credential.kind,
        replaced: set.has(key),
        maybeReplaced: maybeSet.has(key)
      })
    }
    set.add(key)
  }
  return issued
}

function stateOf(one: Issued, user: User | undefined, entries: readonly JournalEntry[], now: number): State {
  if (one.replaced) return 'replaced'
  if (user === undefined) return 'unknown'
  return one.kind === 'temporary-password'
    ? passwordState(one, user.password, now)
    : codeState(one, user.lastSignInAt, entries, now)
}

function passwordState({ entry, maybeReplaced }: Issued, password: User['password'], now: number): State {
  // Mosaic reports no password at all: what became of ours is not known
  if (password === undefined) return 'unknown'
  const { temporary, expired, updatedAt, expiresAt } = password
  // without an answer to a later one of ours, it may be that one which was used
  if (!temporary) return maybeReplaced ? 'unknown' : 'used'
  const isSame = expiresAt !== undefined && expiresAt === entry.expiresAt
  if (!isSame && updatedAt !== undefined && updatedAt > entry.at + clockSlackMs) {
    // temporary again: somebody else set another one, and nobody can sign in with ours any more
    return 'replaced'
  }
  const end = expiresAt ?? entry.expiresAt
  return expired || (end !== undefined && end <= now) ? 'run-out' : 'waiting'
}

/**
 * Mosaic does not report whether a code was used (API.md §6.1), only the last sign-in. One since the issue counts as its use
 * while the code lived: the caller could not sign in before. One after its end, or one of ours, hides what was before it.
 */
function codeState(
  { entry, maybeReplaced }: Issued,
  lastSignInAt: number | undefined,
  entries: readonly JournalEntry[],
  now: number
): State {
  const { at, expiresAt } = entry
  const signedIn = lastSignInAt !== undefined && lastSignInAt > at
  const ours = signedIn && isOwnSignIn(lastSignInAt, entry.user, entries)
  const inTime = signedIn && (expiresAt === undefined || lastSignInAt <= expiresAt)
  if (signedIn && !ours && inTime) return maybeReplaced ? 'unknown' : 'used'
  // how long it lives is not known either
  if (expiresAt === undefined) return 'unknown'
  if (now < expiresAt) return 'waiting'
  return signedIn ? 'unknown' : 'run-out'
}

/** Checking a code or a password signs the user in (API.md §6.1): that was not the caller. */
const signingIn: readonly string[] = ['check-code', 'check-current-password', 'sign-in-check']

function isOwnSignIn(time: number, user: string | undefined, entries: readonly JournalEntry[]): boolean {
  return entries.some((outcome) => {
    if (outcome.phase !== 'outcome' || outcome.user !== user || !signingIn.includes(outcome.action))
      return false
    const attempt = entries.find(({ seq }) => seq === outcome.of)
    const from = (attempt ?? outcome).at - ownSlackMs
    return time >= from && time <= outcome.at + ownSlackMs
  })
}

/** What Mosaic writes with a check may carry a time that differs by so much (ms). */
const ownSlackMs = 5_000

/** Each user once, a few at a time; a failed reading is an answer too. */
async function readEach(
  userIds: readonly string[],
  readUser: TrackerInput['readUser']
): Promise<Map<string, Read>> {
  const answers = new Map<string, Read>()
  const left = userIds.values()
  const reader = async () => {
    for (const userId of left) {
      try {
        answers.set(userId, { user: await readUser(userId) })
      } catch (thrown) {
        answers.set(userId, { error: toAppError(thrown) })
      }
    }
  }
  await Promise.all(Array.from({ length: readsAtOnce }, reader))
  return answers
}
