import type { CreateOutcome, NewUser } from '../../shared/actions'
import { AppFailure, isKind } from '../../shared/errors'
import type { FindQuestion } from '../../shared/find'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { readUser } from './card'
import { lookUp } from './find'
import { parsePhone } from './phone'

/** How far this computer's clock may be off Mosaic's. */
const clockSlackMs = 5 * 60_000

type Identifiers = Pick<NewUser, 'email' | 'phone' | 'username' | 'externalUserId'>

/**
 * Creates a user after looking for each identifier. Any that exists stops it and is answered; a look-up that failed
 * stops it too, since creating an existing identifier silently adds that person to the application (API.md §2.3).
 */
export async function createUser(
  client: MosaicClient,
  form: NewUser,
  defaultCountry: string
): Promise<CreateOutcome> {
  const fields = { ...form, phone: e164(form.phone, defaultCountry) }
  const matches = await existing(client, fields)
  if (matches.length > 0) return { outcome: 'exists', matches }
  return post(client, fields)
}

/** Adds a person who exists in the tenant to this application; nothing else of theirs is changed (API.md §2.3). */
export async function addToApplication(client: MosaicClient, userId: string): Promise<CreateOutcome> {
  const user = await readUser(client, userId)
  const email = user.email?.value
  const phone = user.phone?.value
  const { externalUserId, username } = user
  // A username belongs to one application (API.md §1.4) and may be another's here: it is the last resort.
  const known = email !== undefined || phone !== undefined || externalUserId !== undefined
  const created = await client.users.create(known ? { email, phone, externalUserId } : { username })
  return { outcome: 'added', user: created.user }
}

async function post(client: MosaicClient, fields: NewUser): Promise<CreateOutcome> {
  const latest = Date.now() - clockSlackMs
  try {
    const { user, serverTime } = await client.users.create(fields)
    // The server's own clock leaves room for whole seconds and its work only.
    return outcomeFor(user, serverTime === undefined ? latest : serverTime - 10_000)
  } catch (thrown) {
    if (!isKind(thrown, 'outcome-unknown')) throw thrown
    const [match] = await existing(client, fields).catch(() => [])
    if (match === undefined) throw thrown
    return outcomeFor(match.user, latest)
  }
}

/** The answers for a new user and for an added one look alike but for the age (API.md §10.14). */
function outcomeFor(user: User, newSince: number): CreateOutcome {
  return { outcome: user.createdAt !== undefined && user.createdAt < newSince ? 'added' : 'created', user }
}

async function existing(client: MosaicClient, fields: Identifiers) {
  const questions: FindQuestion[] = []
  if (fields.email !== undefined) questions.push({ source: 'email', value: fields.email })
  if (fields.phone !== undefined) questions.push({ source: 'phone', value: fields.phone })
  if (fields.username !== undefined) questions.push({ source: 'username', value: fields.username })
  if (fields.externalUserId !== undefined)
    questions.push({ source: 'external-id', value: fields.externalUserId })
  const found = await Promise.all(
    questions.map(async (question) => ({ source: question.source, user: await lookUp(question, client) }))
  )
  return found.flatMap(({ source, user }) => (user === null ? [] : [{ source, user }]))
}

function e164(phone: string | undefined, country: string): string | undefined {
  if (phone === undefined) return undefined
  const parsed = parsePhone(phone, country)
  if (parsed?.complete === true) return parsed.e164
  throw new AppFailure({
    kind: 'invalid-input',
    reason: 'form',
    fields: {
      phone: `This is not a whole phone number. Start with + and the country code, or as dialled in ${country}.`
    }
  })
}
