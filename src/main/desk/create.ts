import type { CreateOutcome, NewUser } from '../../shared/actions'
import { AppFailure, isKind, toAppError } from '../../shared/errors'
import type { FindQuestion, FindSource } from '../../shared/find'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { readUser } from './card'
import { lookUp } from './find'
import { parsePhone } from './phone'
import { settle } from './reread'

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

/**
 * Adds a person who exists in the tenant to this application; nothing else of theirs is changed (API.md §2.3). When no
 * answer came, looks whether it took effect.
 */
export async function addToApplication(client: MosaicClient, userId: string): Promise<CreateOutcome> {
  const user = await readUser(client, userId)
  const email = user.email?.value
  const phone = user.phone?.value
  const { externalUserId, username } = user
  // A username belongs to one application (API.md §1.4) and may be another's here: it is the last resort.
  const known = email !== undefined || phone !== undefined || externalUserId !== undefined
  let added = user
  await settle(
    'Add to this application',
    async () => {
      added = (await client.users.create(known ? { email, phone, externalUserId } : { username })).user
    },
    async () => {
      added = await readUser(client, userId)
      // No call lists a user's applications (API.md §2.1): only a change since then shows that it was done.
      return added.updatedAt !== user.updatedAt || added.appName !== user.appName
    }
  )
  return { outcome: 'added', user: added }
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

type Match = { source: FindSource; user: User }

/** Who has one of the identifiers. Fails, saying by what, when one look-up does. */
async function existing(client: MosaicClient, fields: Identifiers): Promise<Match[]> {
  const found = await Promise.all(questionsFor(fields).map((question) => ask(client, question)))
  const matches = found.flatMap((match) => match ?? [])
  // two spellings of an address may lead to one person
  return matches.filter(
    ({ source, user }, index) =>
      matches.findIndex((one) => one.source === source && one.user.id === user.id) === index
  )
}

function questionsFor({ email, phone, username, externalUserId }: Identifiers): FindQuestion[] {
  // whether Mosaic minds the case of an address is not documented: both are asked, as in a search
  const emails = email === undefined ? [] : [...new Set([email, email.toLowerCase()])]
  const asked: [FindSource, string | undefined][] = [
    ...emails.map((value): [FindSource, string] => ['email', value]),
    ['phone', phone],
    ['username', username],
    ['external-id', externalUserId]
  ]
  return asked.flatMap(([source, value]) => (value === undefined ? [] : [{ source, value }]))
}

const sourceWords: Partial<Record<FindSource, string>> = {
  email: 'e-mail address',
  phone: 'phone number',
  username: 'username',
  'external-id': 'external user ID'
}

async function ask(client: MosaicClient, question: FindQuestion): Promise<Match | undefined> {
  try {
    const user = await lookUp(question, client)
    return user === null ? undefined : { source: question.source, user }
  } catch (thrown) {
    const by = sourceWords[question.source] ?? question.source
    const step = `The look-up by ${by} failed: whether they exist is not known, so nobody was created.`
    throw new AppFailure({ ...toAppError(thrown), step }, { cause: thrown })
  }
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
