import type { Codes } from './codes'
import { Inbox, type SentLink } from './inbox'
import type { ResetToken } from './reset-tokens'
import type { App, Client, Group, Membership, Settings, UserRecord } from './types'

export interface IssuedToken {
  client: Client
  expiresAt: number
}

/** The whole state of one practice tenant, with an index for every exact look-up. */
export class Tenant {
  readonly id = '8Ci4JoaNPwxqXHEjZyAcC'
  readonly users = new Map<string, UserRecord>()
  readonly apps = new Map<string, App>()
  readonly groups = new Map<string, Group>()
  readonly clients = new Map<string, Client>()
  readonly tokens = new Map<string, IssuedToken>()
  readonly resetTokens = new Map<string, ResetToken>()
  /** By user id: codes that sign in, and codes for a new password. */
  readonly codes: Codes = new Map()
  readonly resetCodes: Codes = new Map()
  readonly magicLinks = new Map<string, SentLink>()
  readonly inbox = new Inbox()
  readonly settings: Settings = {
    authenticatorsShape: 'result',
    unlockByType: true,
    unlockById: true,
    tokenTtlSeconds: 3600,
    providerFails: null
  }
  /** Added to the clock, so that tests can let time pass. */
  advancedBy = 0

  readonly #clock: () => number
  readonly #indexes = {
    email: new Map<string, UserRecord>(),
    phone: new Map<string, UserRecord>(),
    externalUserId: new Map<string, UserRecord>(),
    username: new Map<string, UserRecord>()
  }

  constructor(clock: () => number) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock() + this.advancedBy
  }

  add(user: UserRecord): void {
    this.users.set(user.userId, user)
    this.#index(user, true)
  }

  remove(user: UserRecord): void {
    this.users.delete(user.userId)
    this.#index(user, false)
  }

  /** Changes a user and keeps the indexes true. `apply` throws before it changes anything, or not at all. */
  change(user: UserRecord, apply: () => void): void {
    this.#index(user, false)
    try {
      apply()
      user.updatedAt = this.now()
    } finally {
      this.#index(user, true)
    }
  }

  byEmail(email: string): UserRecord | undefined {
    return this.#indexes.email.get(email.toLowerCase())
  }

  byPhone(phone: string): UserRecord | undefined {
    return this.#indexes.phone.get(phone)
  }

  byExternalUserId(id: string): UserRecord | undefined {
    return this.#indexes.externalUserId.get(id)
  }

  /** User names are unique in an application, not in the tenant (API.md §4.1). */
  byUsername(appId: string, username: string): UserRecord | undefined {
    return this.#indexes.username.get(usernameKey(appId, username))
  }

  #index(user: UserRecord, present: boolean): void {
    const { email, phone, externalUserId, username } = this.#indexes
    const mark = (index: Map<string, UserRecord>, key: string | undefined): void => {
      if (key === undefined) return
      if (present) index.set(key, user)
      else if (index.get(key) === user) index.delete(key)
    }
    mark(email, user.email?.value.toLowerCase())
    mark(phone, user.phone?.value)
    mark(externalUserId, user.externalUserId)
    for (const { appId, username: name } of user.apps.values()) {
      mark(username, name === undefined ? undefined : usernameKey(appId, name))
    }
  }
}

function usernameKey(appId: string, username: string): string {
  return `${appId}\n${username}`
}

/** Whether a client may see a user: its own application's users, or all of the tenant's (API.md §1.4). */
export function canSee(client: Client, user: UserRecord): boolean {
  return client.admin || user.apps.has(client.appId)
}

/**
 * The part of a user in the application that a client works in. A management client works in none: it is given
 * the user's first application (what Mosaic does is not documented, API.md §10.19).
 */
export function membershipFor(client: Client, user: UserRecord): Membership | undefined {
  return client.admin ? user.apps.values().next().value : user.apps.get(client.appId)
}
