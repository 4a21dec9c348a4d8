import type { Answer } from './http'
import { badRequest } from './problems'
import type { Call } from './router'
import { canSee } from './state'
import type { UserRecord } from './types'
import { compileSearch } from './user-search'
import { userView } from './user-view'

/** What Mosaic takes when `page_limit` is absent is not documented (API.md §10.16). */
const defaultPageLimit = 100
const maxPageLimit = 5000

const sortKeys: Record<string, (user: UserRecord) => string | number | undefined> = {
  email: ({ email }) => email?.value.toLowerCase(),
  phone_number: ({ phone }) => phone?.value,
  created_at: ({ createdAt }) => createdAt,
  last_auth: ({ lastAuth }) => lastAuth
}

/** `GET /v1/users` (API.md §2.2): filters, sorts, cuts out one page. */
export function listUsers(call: Call): Answer {
  const { query, tenant, client } = call
  const offset = wholeNumber(query, 'page_offset', 0, Number.MAX_SAFE_INTEGER)
  const limit = wholeNumber(query, 'page_limit', defaultPageLimit, maxPageLimit)
  const field = query.get('sort_field') ?? 'created_at'
  const key = Object.hasOwn(sortKeys, field) ? sortKeys[field] : undefined
  if (!key)
    throw badRequest(`sort_field must be one of the following values: ${Object.keys(sortKeys).join(', ')}`)
  const order = query.get('sort_order') ?? 'asc'
  if (order !== 'asc' && order !== 'desc')
    throw badRequest('sort_order must be one of the following values: asc, desc')

  const users = matching(call)
  users.sort(comparing(key, order === 'asc' ? 1 : -1))
  const page = users.slice(offset, offset + limit)
  return {
    status: 200,
    body: {
      result: page.map((user) => userView(tenant, client, user)),
      page_info: {
        has_next_page: offset + page.length < users.length,
        has_previous_page: offset > 0 && users.length > 0
      },
      total_count: users.length
    }
  }
}

/** `GET /v1/users/count`. */
export function countUsers(call: Call): Answer {
  return { status: 200, body: { result: { user_count: matching(call).length } } }
}

function matching({ tenant, client, query }: Call): UserRecord[] {
  const search = query.get('search')
  const test = search ? compileSearch(search, client) : undefined
  const prefix = query.get('search_prefix')?.toLowerCase()
  return [...tenant.users.values()].filter(
    (user) => canSee(client, user) && (!prefix || hasPrefix(user, prefix)) && (!test || test(user))
  )
}

/** A prefix is looked for in the primary e-mail and phone only (API.md §2.2). */
function hasPrefix({ email, phone }: UserRecord, prefix: string): boolean {
  return (
    (email?.value.toLowerCase().startsWith(prefix) ?? false) || (phone?.value.startsWith(prefix) ?? false)
  )
}

function comparing(key: (user: UserRecord) => string | number | undefined, sign: 1 | -1) {
  return (a: UserRecord, b: UserRecord): number => {
    const [left, right] = [key(a), key(b)]
    if (left === right) return 0
    // who lacks the field comes last in both orders
    if (left === undefined) return 1
    if (right === undefined) return -1
    return left < right ? -sign : sign
  }
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name)
  if (text === null) return fallback
  if (!/^\d+$/.test(text)) throw badRequest(`${name} must be a number not less than 0`)
  const value = Number(text)
  if (value > max) throw badRequest(`${name} must not be greater than ${max}`)
  return value
}
