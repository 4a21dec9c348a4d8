import {
  isBlocked,
  neverSignedIn,
  type PasswordFacts,
  passwordFacts,
  type PasswordSource
} from './password-facts'
import { lockEnd, type LockRules } from './lock-end'
import { statusUnreported, unknownType } from './not-reported'
import type { Authenticator } from './user'
import { typeWords } from './way-words'

export { isLocked, passwordAuthenticators } from './password-facts'

export type VerdictKind =
  | 'disabled'
  | 'pending'
  | 'locked'
  | 'blocked'
  | 'no-password'
  | 'temporary-run-out'
  | 'temporary-waiting'
  | 'expired'
  | 'other-locked'
  | 'expires-soon'
  | 'contacts-unverified'
  | 'unknown-status'
  | 'fine'

export type VerdictAction = 'unlock' | 'issue' | 'activate'

export interface Verdict {
  kind: VerdictKind
  tone: 'danger' | 'warning' | 'info' | 'good'
  /** the answer to "why can't they sign in?" */
  sentence: string
  /** what follows from it, and what is only an estimate */
  detail: string
  /** what else is wrong, in the order of the table; each a sentence */
  also: string[]
  action?: VerdictAction
}

export interface VerdictFacts extends PasswordSource {
  /** epoch ms */
  now: number
  /** writes a moment for the agent, e.g. "today at 14:22" */
  formatTime: (time: number) => string
  /** of the application that is open; absent while they are not known */
  lockRules?: LockRules | undefined
}

const soon = 3 * 24 * 3600 * 1000

type Finding = Omit<Verdict, 'also'> & {
  /** the same in one sentence, for when something weightier leads */
  brief: string
}
type Rule = (facts: VerdictFacts, password: PasswordFacts) => Finding | undefined

/** Why can't they sign in? The first rule that holds leads; the others follow in `also`. Pure. */
export function verdict(facts: VerdictFacts): Verdict {
  const password = passwordFacts(facts, facts.now)
  const [first, ...others] = rules.flatMap((rule) => rule(facts, password) ?? [])
  const { brief: _, ...lead } = first ?? nothingWrong(password.known)
  return { ...lead, also: others.map((finding) => finding.brief) }
}

/** All that a verdict says. */
export function verdictText({ sentence, detail, also }: Verdict): string {
  return [sentence, detail, ...also].join(' ')
}

const disabled: Rule = ({ user }) =>
  user.status === 'Disabled'
    ? {
        kind: 'disabled',
        tone: 'danger',
        sentence: 'The account is suspended.',
        detail: 'Nobody can sign in to any application of this tenant with it until it is activated.',
        brief: 'The account is suspended.',
        action: 'activate'
      }
    : undefined

const pending: Rule = ({ user, authenticators }) => {
  if (user.status !== 'Pending') return undefined
  const isNew = neverSignedIn(user, authenticators)
  return {
    kind: 'pending',
    tone: 'info',
    sentence: isNew
      ? 'The account is pending: they have never signed in.'
      : 'The account is pending, although they have signed in before.',
    detail: isNew
      ? 'The first sign-in makes it active. A temporary password lets them start.'
      : 'A sign-in usually makes it active. If they forgot the password, issue a temporary one.',
    brief: isNew ? 'They have never signed in.' : 'The account is pending.',
    action: 'issue'
  }
}

const unknownStatus: Rule = ({ user: { status } }) => {
  if (['Active', 'Disabled', 'Pending'].includes(status)) return undefined
  const isUnreported = status === '' || status === statusUnreported
  return {
    kind: 'unknown-status',
    tone: 'warning',
    sentence: isUnreported
      ? 'Mosaic reports no status for this account.'
      : `Mosaic reports the status “${status}”, which Tessera does not know.`,
    detail: isUnreported
      ? 'Whether it is active or suspended is not known. Ask the Mosaic administrator before you change anything.'
      : 'Ask the Mosaic administrator what it means before you change anything.',
    brief: isUnreported
      ? 'Mosaic reports no status for this account.'
      : `The status “${status}” is not known to Tessera.`
  }
}

const lockedByPolicy: Rule = (facts, { authenticators }) => {
  const locked = authenticators.find((one) => one.status === 'Locked')
  if (locked === undefined) return undefined
  const { now, formatTime, lockRules } = facts
  const end = lockEnd({ failedAt: locked.lastFailureAt, now, formatTime }, lockRules)
  const others = otherLocked(facts).length === 0 ? ' and other ways to sign in are' : ' is'
  return {
    kind: 'locked',
    tone: 'warning',
    sentence: 'The password is locked after too many wrong attempts.',
    detail: `${end} The account itself${others} not locked.`,
    brief: 'The password is locked after too many wrong attempts.',
    action: 'unlock'
  }
}

const blockedByAdmin: Rule = ({ user }, { authenticators }) =>
  authenticators.some((one) => isBlocked(one, user.status))
    ? {
        kind: 'blocked',
        tone: 'danger',
        sentence: 'The password was blocked by an administrator.',
        detail: 'It does not open by itself. Find out why it was blocked before you unlock it.',
        brief: 'The password was blocked by an administrator.',
        action: 'unlock'
      }
    : undefined

const noPassword: Rule = (_, password) =>
  password.known && !password.exists
    ? {
        kind: 'no-password',
        tone: 'info',
        sentence: 'No password is registered.',
        detail: 'They may sign in another way. A temporary password gives them a first one.',
        brief: 'No password is registered.',
        action: 'issue'
      }
    : undefined

const temporaryRunOut: Rule = ({ formatTime }, { temporary, expired, expiresAt }) =>
  temporary && expired
    ? {
        kind: 'temporary-run-out',
        tone: 'warning',
        sentence: 'The temporary password has run out.',
        detail: `${expiresAt === undefined ? 'It was not used in time.' : `It ran out ${formatTime(expiresAt)} without being changed.`} Issue a new one.`,
        brief: 'The temporary password has run out.',
        action: 'issue'
      }
    : undefined

const temporaryWaiting: Rule = ({ formatTime }, { temporary, expired, expiresAt }) =>
  temporary && !expired
    ? {
        kind: 'temporary-waiting',
        tone: 'info',
        sentence:
          expiresAt === undefined
            ? 'A temporary password is waiting to be used.'
            : `A temporary password is waiting to be used until ${formatTime(expiresAt)}.`,
        detail: 'They must sign in with it and choose their own. If they lost it, issue a new one.',
        brief: 'A temporary password is waiting to be used.',
        action: 'issue'
      }
    : undefined

const expired: Rule = ({ formatTime }, password) =>
  password.expired && !password.temporary
    ? {
        kind: 'expired',
        tone: 'warning',
        sentence: 'The password has expired.',
        detail: `${password.expiresAt === undefined ? 'It must be changed.' : `It expired ${formatTime(password.expiresAt)} and must be changed.`} A temporary password lets them do that.`,
        brief: 'The password has expired.',
        action: 'issue'
      }
    : undefined

/** Other ways to sign in that are locked or blocked; a suspended user's are all off (API.md §3.3), which is said already. */
function otherLocked({ user, authenticators = [] }: VerdictFacts): Authenticator[] {
  return authenticators.filter(
    ({ type, status }) =>
      type !== 'password' && (status === 'Locked' || (status === 'Deactivated' && user.status !== 'Disabled'))
  )
}

function wayName({ type, label, status }: Authenticator): string {
  const kind = type === unknownType ? 'one of a kind that Mosaic does not name' : typeWords(type)
  const name = label === undefined ? kind : `${kind} “${label}”`
  return status === 'Deactivated' ? `${name} (by an administrator)` : name
}

const otherWayLocked: Rule = (facts) => {
  const names = [...new Set(otherLocked(facts).map(wayName))]
  if (names.length === 0) return undefined
  const start = names.length === 1 ? 'Another way to sign in is' : 'Other ways to sign in are'
  const sentence = `${start} locked: ${names.join(', ')}.`
  return {
    kind: 'other-locked',
    tone: 'warning',
    sentence,
    detail:
      'Tessera unlocks passwords only: a Mosaic administrator can open it. With the password they can sign in; if they forgot it, issue a temporary one.',
    brief: sentence,
    action: 'issue'
  }
}

const expiresSoon: Rule = ({ now, formatTime }, { temporary, expired, expiresAt }) =>
  !temporary && !expired && expiresAt !== undefined && expiresAt - now <= soon
    ? {
        kind: 'expires-soon',
        tone: 'info',
        sentence: `The password still works; it expires ${formatTime(expiresAt)}.`,
        detail: 'They can sign in and change it themselves. If they forgot it, issue a temporary password.',
        brief: `The password expires ${formatTime(expiresAt)}.`,
        action: 'issue'
      }
    : undefined

/** A contact of which Mosaic does not say whether it is verified may well be. */
const contactsUnverified: Rule = ({ user: { email, phone } }) =>
  [email, phone].some((contact) => contact !== undefined && contact.verified !== false)
    ? undefined
    : {
        kind: 'contacts-unverified',
        tone: 'warning',
        sentence: 'No e-mail address or phone number is verified, so resets cannot reach them.',
        detail:
          'They can sign in if they know the password. If not, a temporary password helps; links and codes do not.',
        brief: 'No e-mail address or phone number is verified, so resets cannot reach them.',
        action: 'issue'
      }

function nothingWrong(locksKnown: boolean): Finding {
  return {
    kind: 'fine',
    tone: locksKnown ? 'good' : 'info',
    sentence: locksKnown
      ? 'Nothing wrong is seen here.'
      : 'Nothing wrong is seen so far; locks are not known.',
    detail: locksKnown
      ? 'The account is active and the password can be used. They may have forgotten it, or be at the wrong sign-in page.'
      : 'The ways to sign in could not be read, so a lock cannot be ruled out.',
    brief: '',
    action: 'issue'
  }
}

/**
 * The table of DESIGN.md, in its order; a status that nobody knows comes before what is merely inconvenient, and so does
 * the lock of another way to sign in.
 */
const rules: Rule[] = [
  disabled,
  pending,
  unknownStatus,
  lockedByPolicy,
  blockedByAdmin,
  noPassword,
  temporaryRunOut,
  temporaryWaiting,
  expired,
  otherWayLocked,
  expiresSoon,
  contactsUnverified
]
