import { isKind } from '../../shared/errors'
import type { Group, User } from '../../shared/user'
import type { Reply } from './answers'
import type { CallOptions, CallRequest, Calls } from './calls'
import { listIn, readEach, unwrap } from './envelope'
import { countOf, fieldsOf, flagOf } from './fields'
import { operations, type Operation } from './operations'
import { explainUserInput } from './refusals-user'
import { bodyLimits } from './settings'
import { readList, unreadable, writtenUnreadable } from './unreadable'
import { createBody, updateBody, type CreateUserInput, type UpdateUserInput } from './user-input'
import { readGroup } from './wire-session'
import { readUser } from './wire-user'

export interface UserListInput {
  /** start of the primary e-mail or phone (API.md §2.2) */
  searchPrefix?: string | undefined
  /** SCIM expression */
  search?: string | undefined
  /** users to skip */
  offset?: number | undefined
  limit?: number | undefined
  sortField?: 'email' | 'created_at' | 'phone_number' | 'last_auth' | undefined
  sortOrder?: 'asc' | 'desc' | undefined
}

export interface UserPage {
  users: User[]
  /** all that match, as Mosaic counts them */
  total: number
  hasNext: boolean
  /** entries of this page that could not be read */
  unreadable: number
}

export interface Users {
  /** null only where Mosaic itself says that there is no such user */
  byId(id: string, options?: CallOptions): Promise<User | null>
  byEmail(email: string, options?: CallOptions): Promise<User | null>
  /** `phone` in E.164 */
  byPhone(phone: string, options?: CallOptions): Promise<User | null>
  byUsername(username: string, options?: CallOptions): Promise<User | null>
  byExternalId(externalUserId: string, options?: CallOptions): Promise<User | null>
  /** `name`: email, phoneNumber, externalUserId, username, idpIdentifier, or one of the tenant's own (API.md §2.1) */
  byIdentifier(name: string, value: string, options?: CallOptions): Promise<User | null>
  list(input: UserListInput, options?: CallOptions): Promise<UserPage>
  count(input: { search?: string | undefined }, options?: CallOptions): Promise<number>
  /** the user as Mosaic sent it, not made harmless */
  raw(id: string, options?: CallOptions): Promise<unknown>
  groups(id: string, options?: CallOptions): Promise<Group[]>
  /** also adds an existing user to this application (API.md §2.3); `serverTime` is Mosaic's clock in epoch ms */
  create(
    input: CreateUserInput,
    options?: CallOptions
  ): Promise<{ user: User; serverTime?: number | undefined }>
  update(id: string, patch: UpdateUserInput, options?: CallOptions): Promise<User>
}

/** Mosaic's Users API (API.md §2). Everything fails with `AppFailure`. */
export function usersOf(calls: Calls): Users {
  const lookUp = async (request: CallRequest, options?: CallOptions): Promise<User | null> => {
    try {
      const reply = await calls.read({ ...request, bodyLimit: bodyLimits.user }, options)
      return readUser(unwrap(reply.body)) ?? unreadable(request.operation, reply)
    } catch (error) {
      if (isKind(error, 'not-found')) return null
      throw error
    }
  }
  const by =
    (operation: Operation, name: string) =>
    (value: string, options?: CallOptions): Promise<User | null> =>
      lookUp({ operation, values: { [name]: value } }, options)

  return {
    byId: by(operations.userById, 'user_id'),
    byEmail: by(operations.userByEmail, 'email'),
    byPhone: by(operations.userByPhone, 'phone_number'),
    byUsername: by(operations.userByUsername, 'username'),
    byExternalId: by(operations.userByExternalId, 'external_user_id'),
    byIdentifier: (name, value, options) =>
      lookUp(
        { operation: operations.userByIdentifier, query: { identifier_name: name, identifier_value: value } },
        options
      ),

    async list(input, options) {
      const operation = operations.userList
      const query = {
        search: input.search,
        search_prefix: input.searchPrefix,
        page_offset: input.offset,
        page_limit: input.limit,
        sort_field: input.sortField,
        sort_order: input.sortOrder
      }
      const reply = await calls.read({ operation, query, bodyLimit: bodyLimits.list }, options)
      return readPage(reply, input.offset ?? 0) ?? unreadable(operation, reply)
    },

    async count(input, options) {
      const operation = operations.userCount
      const reply = await calls.read({ operation, query: { search: input.search } }, options)
      return countOf(fieldsOf(unwrap(reply.body))?.['user_count']) ?? unreadable(operation, reply)
    },

    async raw(id, options) {
      const operation = operations.userById
      const request = { operation, values: { user_id: id }, bodyLimit: bodyLimits.user }
      return unwrap((await calls.read(request, options)).body)
    },

    async groups(id, options) {
      const operation = operations.userGroups
      const reply = await calls.read({ operation, values: { user_id: id } }, options)
      return readList(operation, reply, readGroup)
    },

    async create(input, options) {
      const operation = operations.userCreate
      const request = {
        operation,
        body: createBody(input),
        explain: explainUserInput,
        bodyLimit: bodyLimits.user
      }
      const reply = await calls.write(request, options)
      const user = readUser(unwrap(reply.body)) ?? writtenUnreadable(operation, reply)
      const serverTime = Date.parse(reply.headers['date'] ?? '')
      return { user, serverTime: Number.isNaN(serverTime) ? undefined : serverTime }
    },

    async update(id, patch, options) {
      const operation = operations.userUpdate
      const body = updateBody(patch)
      const request = { operation, values: { user_id: id }, body, explain: explainUserInput }
      const reply = await calls.write({ ...request, bodyLimit: bodyLimits.user }, options)
      return readUser(unwrap(reply.body)) ?? writtenUnreadable(operation, reply)
    }
  }
}

/** A page of the list; without its counters (a bare array) what is there is all that is known of. */
function readPage(reply: Reply, offset: number): UserPage | undefined {
  const entries = listIn(reply.body)
  if (entries === undefined) return undefined
  const { read, unreadable: bad } = readEach(entries, readUser)
  const seen = offset + entries.length
  const total = countOf(fieldsOf(reply.body)?.['total_count']) ?? seen
  const hasNext = flagOf(fieldsOf(fieldsOf(reply.body)?.['page_info'])?.['has_next_page']) ?? seen < total
  return { users: read, total, hasNext, unreadable: bad }
}
