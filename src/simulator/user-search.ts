import { badRequest } from './problems'
import { membershipFor } from './state'
import type { Client, UserRecord } from './types'
import { iso } from './user-view'

type Value = string | number | boolean
type Test = (user: UserRecord) => boolean

const tokens = /\s*(?:([()])|"((?:[^"\\]|\\.)*)"|([^\s()"]+))/y

/**
 * Compiles a search expression, `field op "value"` joined with `and`, `or` and brackets (API.md §2.2): operators
 * eq, ne, gt, ge, lt, le, sw, pr. Anything else is refused with 400.
 */
export function compileSearch(expression: string, client: Client): Test {
  const words = tokenize(expression)
  let at = 0

  const either = (): Test => {
    const terms = [both()]
    while (isWord('or')) terms.push(both())
    return (user) => terms.some((term) => term(user))
  }
  const both = (): Test => {
    const terms = [single()]
    while (isWord('and')) terms.push(single())
    return (user) => terms.every((term) => term(user))
  }
  const single = (): Test => {
    if (!isWord('(')) return comparison()
    const inner = either()
    if (!isWord(')')) throw invalid()
    return inner
  }
  const comparison = (): Test => {
    const values = fieldOf(take(), client)
    const operator = take().toLowerCase()
    if (operator === 'pr') return (user) => values(user).length > 0
    const wanted = literal(take())
    const compare = Object.hasOwn(comparators, operator) ? comparators[operator] : undefined
    if (!compare) throw invalid()
    return operator === 'ne'
      ? (user) => values(user).every((value) => compare(value, wanted))
      : (user) => values(user).some((value) => compare(value, wanted))
  }
  const take = (): string => {
    const word = words[at++]
    if (word === undefined) throw invalid()
    return word
  }
  const isWord = (wanted: string): boolean => {
    const matches = words[at]?.toLowerCase() === wanted
    if (matches) at++
    return matches
  }

  const test = either()
  if (at < words.length) throw invalid()
  return test
}

const comparators: Record<string, (value: Value, wanted: Value) => boolean> = {
  eq: (value, wanted) => value === wanted,
  ne: (value, wanted) => value !== wanted,
  sw: (value, wanted) => String(value).startsWith(String(wanted)),
  gt: (value, wanted) => order(value, wanted) > 0,
  ge: (value, wanted) => order(value, wanted) >= 0,
  lt: (value, wanted) => order(value, wanted) < 0,
  le: (value, wanted) => order(value, wanted) <= 0
}

/** Dates are numbers here and ISO strings in the examples, or the other way round: both are compared as instants. */
function order(value: Value, wanted: Value): number {
  const instant = (it: Value): number => (typeof it === 'string' ? Date.parse(it) : Number(it))
  const difference = instant(value) - instant(wanted)
  return Number.isNaN(difference) ? String(value).localeCompare(String(wanted)) : difference
}

const fields: Record<string, (user: UserRecord, client: Client) => (Value | undefined)[]> = {
  email: ({ email }) => [email?.value],
  phone_number: ({ phone }) => [phone?.value],
  secondary_emails: ({ secondaryEmails }) => secondaryEmails.map(({ value }) => value),
  secondary_phone_numbers: ({ secondaryPhones }) => secondaryPhones.map(({ value }) => value),
  external_user_id: ({ externalUserId }) => [externalUserId],
  external_account_id: (user, client) => [membershipFor(client, user)?.externalAccountId],
  last_auth: ({ lastAuth }) => [iso(lastAuth)],
  created_at: ({ createdAt }) => [createdAt],
  updated_at: ({ updatedAt }) => [updatedAt],
  status: ({ status }) => [status],
  birthday: ({ birthday }) => [birthday],
  'name.first_name': ({ name }) => [scalar(name?.['first_name'])],
  'name.middle_name': ({ name }) => [scalar(name?.['middle_name'])],
  'name.last_name': ({ name }) => [scalar(name?.['last_name'])],
  'address.country': ({ address }) => [scalar(address?.['country'])]
}

function fieldOf(name: string, client: Client): (user: UserRecord) => Value[] {
  const custom = /^custom_app_data\.(.+)$/.exec(name)?.[1]
  if (custom !== undefined) {
    return (user) => present([scalar(membershipFor(client, user)?.customAppData?.[custom])])
  }
  const read = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!read) throw badRequest(`search: ${name} is not a searchable field`)
  return (user) => present(read(user, client))
}

function present(values: (Value | undefined)[]): Value[] {
  return values.filter((value) => value !== undefined)
}

function scalar(value: unknown): Value | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}

// a quoted word keeps its opening quote, so that "true" and true are told apart
function literal(word: string): Value {
  if (word.startsWith('"')) return word.slice(1)
  if (word === 'true' || word === 'false') return word === 'true'
  const number = Number(word)
  if (Number.isNaN(number)) throw invalid()
  return number
}

function tokenize(expression: string): string[] {
  const words: string[] = []
  const text = expression.trimEnd()
  tokens.lastIndex = 0
  for (let end = 0; end < text.length; end = tokens.lastIndex) {
    const found = tokens.exec(text)
    if (!found) throw invalid()
    const [, bracket, quoted, plain] = found
    words.push(bracket ?? plain ?? `"${(quoted ?? '').replace(/\\(.)/g, '$1')}`)
  }
  return words
}

function invalid(): Error {
  return badRequest('search is not a valid search expression')
}
