import type { SignInCheck, SignInWay } from '../../../shared/credentials'
import { isBlocked, isLocked, passwordAuthenticators } from '../../../shared/password-facts'
import type { Authenticator, User } from '../../../shared/user'
import { formatInSentence } from '../../format/time'
import type { ActionOutcome } from '../actions/outcome-words'
import { blockWords } from '../actions/block-words'
import { type Failed, isUnknown } from './failed-words'

export interface SignInChoice {
  value: SignInWay
  label: string
}

/** What the user can be named by when the password is tried, the likeliest first. */
export function signInChoices({ username, email, phone, id }: User): SignInChoice[] {
  const all: [SignInWay, string, string | undefined][] = [
    ['username', 'Username', username],
    ['email', 'E-mail', email?.value],
    ['phone', 'Phone', phone?.value],
    ['user-id', 'User ID', id]
  ]
  return all.flatMap(([value, name, text]) =>
    text === undefined ? [] : [{ value, label: `${name}: ${text}` }]
  )
}

/** What is known before it is tried: why even a right one would be refused, or how near the lock may be. */
export function checkWarnings(
  user: User,
  authenticators: Authenticator[] | undefined,
  appId: string | undefined,
  now: number
): string[] {
  const passwords = passwordAuthenticators(authenticators ?? [], appId)
  const always = 'A wrong password counts towards the lock, as if they had tried it themselves.'
  if (user.status === 'Disabled')
    return ['The user is suspended: even the right password will not work.', always]
  if (passwords.some((one) => isBlocked(one, user.status))) {
    return [`${blockWords.title} Even the right one will not work.`, always]
  }
  if (passwords.some(isLocked)) {
    return ['The password is locked now: even the right one will not work until it is unlocked.', always]
  }
  const failure = Math.max(
    ...passwords.map(({ lastFailureAt = 0, lastSuccessAt = 0 }) =>
      lastFailureAt > lastSuccessAt ? lastFailureAt : 0
    ),
    0
  )
  if (failure === 0) return [always]
  return [always, `The last try failed, ${formatInSentence(failure, now)}: one more wrong one may lock it.`]
}

interface Words {
  title: string
  todo: string
}

const results: Record<SignInCheck['result'], Words> = {
  works: { title: 'The password works.', todo: 'They can sign in with it.' },
  wrong: {
    title: 'The password is wrong.',
    todo: 'It counted towards the lock. Do not guess: send a reset or issue a temporary password.'
  },
  locked: {
    title: 'The password is locked.',
    todo: 'Whether this one is right cannot be seen until it is unlocked.'
  },
  'must-change': {
    title: 'The password is right and must be changed.',
    todo: 'It is a temporary one: the next sign-in asks for a new password.'
  },
  'run-out': {
    title: 'The password has run out.',
    todo: 'It cannot be used any more: issue a new temporary password or send a reset.'
  },
  suspended: { title: 'The user is suspended.', todo: 'No password works until they are activated.' }
}

export const checkWords = ({ result }: SignInCheck): Words => results[result]
export const isRight = ({ result }: SignInCheck): boolean => result === 'works' || result === 'must-change'

export const sessionLeft = {
  doing: 'End the session of this check',
  todo: 'A session that the check opened may still be open. Use “Sign out everywhere” if it must end.'
}

/** What stays on the card: that a password did not work is nothing that reading it again would settle. */
export function checkOutcome(check: SignInCheck, before: Failed[]): ActionOutcome {
  const { title, todo } = checkWords(check)
  const { session } = check
  const left = session?.state === 'failed' ? session.error : undefined
  const lines = [todo, ...(left ? [sessionLeft.todo] : [])]
  const failures = before.filter(isUnknown)
  if (left) failures.push({ doing: sessionLeft.doing, error: left })
  if (isRight(check)) return { done: { title, lines }, failures }
  return { doubt: { title, todo: lines.join(' '), lasting: true }, failures }
}
