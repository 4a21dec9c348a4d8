import type { Fields } from './fields'

/** A new user, or an existing one who is to be added to this application (API.md §2.3). */
export interface CreateUserInput {
  email?: string | undefined
  /** E.164 */
  phone?: string | undefined
  username?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  externalUserId?: string | undefined
}

/** What is absent stays as it is; `name` replaces the whole name (API.md §2.4). */
export interface UpdateUserInput {
  status?: 'Active' | 'Disabled' | 'Pending' | undefined
  email?: string | undefined
  /** E.164 */
  phone?: string | undefined
  username?: string | undefined
  externalUserId?: string | undefined
  name?: NameInput | undefined
}

export interface NameInput {
  title?: string | undefined
  first?: string | undefined
  middle?: string | undefined
  last?: string | undefined
}

export function createBody(input: CreateUserInput): Fields {
  return {
    email: input.email,
    phone_number: input.phone,
    username: input.username,
    external_user_id: input.externalUserId,
    name: nameBody({ first: input.firstName, last: input.lastName })
  }
}

export function updateBody(patch: UpdateUserInput): Fields {
  return {
    status: patch.status,
    email: patch.email,
    phone_number: patch.phone,
    username: patch.username,
    external_user_id: patch.externalUserId,
    name: nameBody(patch.name ?? {})
  }
}

/** Undefined when there is no part: an empty name would wipe the one on file. */
function nameBody({ title, first, middle, last }: NameInput): Fields | undefined {
  const name = { title, first_name: first, middle_name: middle, last_name: last }
  return Object.values(name).some((part) => part !== undefined) ? name : undefined
}
