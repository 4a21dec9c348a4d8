import type { SetPasswordOutcome } from '../../shared/credentials'
import { type AppError, AppFailure } from '../../shared/errors'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { isStrengthRefusal, readAfterPassword, readForPassword, writePassword } from './write-password'

export interface ChosenPassword {
  userId: string
  password: string
  /** it must be changed at the first sign-in */
  temporary: boolean
  /** comes with a first password only (API.md §4.1); `conflict`/`password-exists` where the user has one */
  username?: string | undefined
}

/**
 * Sets a password that was chosen. Mosaic is asked first what it thinks of it, where it has that call; a refusal stands at the
 * field. Throws what was refused.
 */
export async function setChosenPassword(
  client: MosaicClient,
  { userId, password, temporary, username }: ChosenPassword
): Promise<SetPasswordOutcome> {
  const before = await readForPassword(client, userId, username)
  const validation = await client.passwords.validate({ password, ...whoseHistory(before) })
  if (validation.result === 'refused') throw refusedFor(validation.problems.map(asSaid))
  const how = await writePassword(client, before, {
    act: 'Set a password',
    password,
    temporary,
    username
  }).catch((thrown: unknown) => {
    throw isNameless(thrown) && before.password === undefined ? usernameMissing(thrown) : atField(thrown)
  })
  return { how, temporary, check: validation.result, ...(await readAfterPassword(client, userId)) }
}

/** Used passwords count where there were any; one identifier on file suffices (API.md §4.3). */
function whoseHistory({ password, username, email, phone }: User) {
  if (password === undefined) return {}
  if (username !== undefined) return { username }
  return email === undefined ? { phone: phone?.value } : { email: email.value }
}

const asSaid = (problem: string): string => `Mosaic says: “${problem}”`

function refusedFor(texts: readonly string[], cause?: unknown): AppFailure {
  const password = texts.join(' ') || 'Mosaic does not accept this password.'
  return new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { password } }, { cause })
}

const isNameless = (thrown: unknown): thrown is AppFailure =>
  thrown instanceof AppFailure &&
  thrown.error.kind === 'conflict' &&
  thrown.error.reason === 'incomplete-credentials'

/** With a first password a username can be given (API.md §4.1). */
function usernameMissing(cause: AppFailure): AppFailure {
  const { detail, status, correlationId } = cause.error
  const fields = { username: 'They have nothing to sign in by: enter a username.' }
  return new AppFailure(
    { kind: 'invalid-input', reason: 'form', fields, detail, status, correlationId },
    { cause }
  )
}

/** The same refusals when it is set: another password has to be chosen, and that is said at the field. */
function atField(thrown: unknown): unknown {
  if (!(thrown instanceof AppFailure) || !isStrengthRefusal(thrown)) return thrown
  const { error } = thrown
  if (error.kind !== 'invalid-input') return thrown
  const { detail, status, correlationId } = error
  const fields = { password: refusals[error.reason] }
  return new AppFailure(
    { kind: 'invalid-input', reason: 'form', fields, detail, status, correlationId },
    { cause: thrown }
  )
}

const refusals: Record<Extract<AppError, { kind: 'invalid-input' }>['reason'], string> = {
  'password-weak': 'Mosaic refused it as too weak.',
  'password-breached': 'Mosaic refused it: it is known from a data breach.',
  'password-recently-used': 'Mosaic refused it: it was used recently.',
  form: 'Mosaic does not accept this password.'
}
