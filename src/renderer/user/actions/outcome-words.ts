import type {
  IssueOutcome,
  PartOutcome,
  SignOutOutcome,
  StatusOutcome,
  UnlockOutcome
} from '../../../shared/actions'
import { describeError } from '../../../shared/error-text'
import type { AppError } from '../../../shared/errors'
import { isBlocked, isLocked, passwordAuthenticators } from '../../../shared/password-facts'
import { actionButtons } from '../action-buttons'
import type { CardAction } from './action-words'
import { blockWords } from './block-words'

/** How an action ended. What worked is never told as a failure, nor the other way round; both may be true in part. */
export interface ActionOutcome {
  done?: { title: string; lines: string[] }
  /** Mosaic took the write and its report does not show it; `lasting` is what no refresh of the card can settle */
  doubt?: { title: string; todo: string; lasting?: true }
  /** nothing was sent: the agent is to know of an administrator's block before it is lifted */
  blocked?: true
  /** nothing was sent: main asks for a verification first */
  unverified?: true
  failures: { doing: string; error: AppError }[]
}

const notReread = (what: string, error: AppError) =>
  `${what} could not be read again: ${describeError(error).title} Refresh the card to see what is true now.`

export function failureWords(action: CardAction, error: AppError): ActionOutcome {
  const unverified = error.kind === 'verification-required'
  return { failures: [{ doing: actionButtons[action].name, error }], ...(unverified && { unverified }) }
}

const noPassword: ActionOutcome = {
  done: { title: 'No password is registered, so there is nothing to unlock.', lines: [] },
  failures: []
}

/** What Mosaic reports after an unlock; `appId` tells this application's password from others (API.md §3.3). */
export function unlockWords(outcome: UnlockOutcome, appId: string | undefined): ActionOutcome {
  if (outcome.was === 'no-password') return noPassword
  if (outcome.was === 'blocked' && outcome.via === undefined) {
    const todo = `Nothing was changed. ${blockWords.todo}`
    return { doubt: { ...blockWords, todo }, blocked: true, failures: [] }
  }
  if (outcome.authenticators === undefined) {
    const lines = outcome.rereadError ? [notReread('The ways to sign in', outcome.rereadError)] : []
    return { done: { title: 'Mosaic accepted the unlock.', lines }, failures: [] }
  }
  const passwords = passwordAuthenticators(outcome.authenticators, appId)
  const states = [...new Set(passwords.map(({ status }) => status))].join(', ')
  if (outcome.stillLocked) {
    const todo = `Mosaic accepted the unlock and still reports the password as ${states || 'locked'}. Refresh the card in a moment; if it stays so, ask a Mosaic administrator.`
    return { doubt: { title: 'The password is still locked.', todo }, failures: [] }
  }
  const now =
    states === ''
      ? 'Mosaic lists no password for this user now.'
      : `Mosaic now reports the password as ${states}.`
  const title = outcome.was === 'open' ? 'It was not locked.' : 'Password unlocked.'
  return { done: { title, lines: [now] }, failures: [] }
}

export function statusWords(action: 'suspend' | 'activate', outcome: StatusOutcome): ActionOutcome {
  // both let them in; which of the two was asked for depends on whether they have ever signed in
  const wanted = action === 'suspend' ? ['Disabled'] : ['Active', 'Pending']
  if (outcome.user !== undefined && !wanted.includes(outcome.user.status)) {
    const todo = `Mosaic accepted the change and still reports the status ${outcome.user.status}. Refresh the card in a moment before you try again.`
    return { doubt: { title: 'The status did not change.', todo }, failures: [] }
  }
  const reread = outcome.rereadError ? [notReread('The user', outcome.rereadError)] : []
  if (action === 'activate') {
    const now =
      outcome.user?.status === 'Pending'
        ? 'The account is pending, as before its first sign-in.'
        : 'They can sign in again.'
    return { done: { title: 'User activated.', lines: [now, ...reread] }, failures: [] }
  }
  const lines = [
    'They cannot sign in to any application of this tenant.',
    'Sessions that were open may go on: use “Sign out everywhere” if they must end.',
    ...reread
  ]
  return { done: { title: 'User suspended.', lines }, failures: [] }
}

const families = { backend: 'application sessions', hosted: 'hosted sign-in sessions' } as const

function endedLine(family: keyof typeof families, part: PartOutcome): string[] {
  if (part.state === 'failed') return []
  const count = part.count === undefined ? '' : ` (${part.count})`
  return [`Ended: ${families[family]}${count}.`]
}

function notEnded(family: keyof typeof families, part: PartOutcome): ActionOutcome['failures'] {
  return part.state === 'failed' ? [{ doing: `End ${families[family]}`, error: part.error }] : []
}

/** Each of the two session families answers for itself (API.md §6.3). */
export function signOutWords({ backend, hosted }: SignOutOutcome): ActionOutcome {
  const lines = [...endedLine('backend', backend), ...endedLine('hosted', hosted)]
  const failures = [...notEnded('backend', backend), ...notEnded('hosted', hosted)]
  if (lines.length === 0) return { failures }
  const title = failures.length === 0 ? 'Signed out everywhere.' : 'Signed out in part.'
  return { done: { title, lines }, failures }
}

/** What keeps even the new password from being used; an administrator's block is not lifted in passing. */
export function lockLeft(
  outcome: Pick<IssueOutcome, 'user' | 'authenticators'>,
  appId: string | undefined
): 'locked' | 'blocked' | undefined {
  const status = outcome.user?.status
  if (status === 'Disabled') return undefined
  const passwords = passwordAuthenticators(outcome.authenticators ?? [], appId)
  if (passwords.some((one) => isBlocked(one, status))) return 'blocked'
  return passwords.some(isLocked) ? 'locked' : undefined
}

/**
 * What a temporary password's life looks like. `runsOut` is its end in words, absent where nothing says it; `estimated`: Mosaic did
 * not say, and it was counted from the application's settings.
 */
export function lifeLines(runsOut: string | undefined, estimated = false): string[] {
  return ['It must be changed at the first sign-in.', runsOutLine(runsOut, estimated)]
}

function runsOutLine(runsOut: string | undefined, estimated: boolean): string {
  if (runsOut === undefined) return 'Mosaic did not say when it runs out.'
  return estimated
    ? `It should run out ${runsOut}: Mosaic did not say, so this is counted from the application’s settings.`
    : `It runs out ${runsOut}.`
}

/** What stays on the card after the dialog; `unlocked` is how an unlock from there ended. */
export function issueWords(
  outcome: IssueOutcome,
  runsOut: string | undefined,
  left: ReturnType<typeof lockLeft>,
  unlocked: ActionOutcome | undefined
): ActionOutcome {
  const lines = lifeLines(runsOut, outcome.estimated)
  if (outcome.rereadError) lines.push(notReread('The user', outcome.rereadError))
  if (unlocked?.done) lines.push(unlocked.done.title)
  else if (left)
    lines.push(`The password is still ${left}: until it is unlocked, the new one is refused too.`)
  const done = { title: 'Temporary password issued.', lines }
  const failed = { failures: unlocked?.failures ?? [], ...(unlocked?.doubt && { doubt: unlocked.doubt }) }
  return { done, ...failed }
}

/** The password was set while nobody looked any more, so it was thrown away unseen. */
export const unseenWords: ActionOutcome = {
  doubt: {
    title: 'A temporary password was set and nobody saw it.',
    todo: 'The card was closed before Mosaic answered, and the password was not kept. Issue another one.',
    lasting: true
  },
  failures: []
}
