import type { SetPasswordOutcome } from '../../../shared/credentials'
import { describeError } from '../../../shared/error-text'
import type { AppError } from '../../../shared/errors'
import type { User } from '../../../shared/user'
import { formatInSentence } from '../../format/time'
import { type ActionOutcome, lifeLines, lockLeft } from '../actions/outcome-words'

/** What would be tried first by who knows the person: a password with it in it is weak. */
export function personalWords(user: User): string[] {
  const { name, displayName, email, username, externalUserId } = user
  const texts = [displayName, name?.first, name?.middle, name?.last, email?.value, username, externalUserId]
  const known = texts.filter((text) => text !== undefined)
  const parts = known.flatMap((text) => text.split(/[\s@._-]+/)).filter((part) => part.length > 2)
  return [...new Set([...known, ...parts])]
}

export interface FieldErrors {
  username?: string | undefined
  password?: string | undefined
}

/** What is told at the fields; undefined where the failure is of another kind. */
export function fieldErrors(error: AppError): FieldErrors | undefined {
  if (error.kind === 'conflict' && error.reason === 'username-taken') {
    const { title, todo } = describeError(error)
    return { username: `${title} ${todo}` }
  }
  if (error.kind !== 'invalid-input') return undefined
  const { username, password } = error.fields
  if (username !== undefined || password !== undefined) return { username, password }
  return error.reason === 'form' ? undefined : { password: refused[error.reason] }
}

const refused: Record<Exclude<Extract<AppError, { kind: 'invalid-input' }>['reason'], 'form'>, string> = {
  'password-weak': 'Mosaic refused it as too weak. Choose a longer one.',
  'password-breached': 'Mosaic refused it: it is known from a data breach. Choose another one.',
  'password-recently-used': 'Mosaic refused it: it was used recently. Choose another one.'
}

/** What stays on the card. */
export function setPasswordWords(
  outcome: SetPasswordOutcome,
  appId: string | undefined,
  now: number
): ActionOutcome {
  const { how, temporary, check, user, rereadError } = outcome
  const expiresAt = user?.password?.expiresAt
  const left = lockLeft(outcome, appId)
  const lines = [
    how === 'first' ? 'It is their first password here.' : 'The old password no longer works.',
    ...(temporary
      ? lifeLines(expiresAt === undefined ? undefined : formatInSentence(expiresAt, now))
      : ['It lasts: they are not asked to change it.']),
    check === 'passed'
      ? 'The application’s own check took it before it was set.'
      : 'The application has no check of its own to ask before.'
  ]
  if (left) lines.push(`The password is still ${left}: until it is unlocked, the new one is refused too.`)
  if (rereadError) {
    const { title } = describeError(rereadError)
    lines.push(`The user could not be read again: ${title} Refresh the card to see what is true now.`)
  }
  return { done: { title: temporary ? 'Temporary password set.' : 'Password set.', lines }, failures: [] }
}
