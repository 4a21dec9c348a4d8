import type { PolicyView } from '../../shared/policy'
import type { User } from '../../shared/user'
import { readUser } from './card'
import { privilegedReason } from './privileged'
import type { OpenApplication, TenantSession } from './tenant-session'

/** What the gate has to know of a user. */
export interface Facts {
  user: User
  privileged: string | undefined
}

/** Group and flags of a user do not change within one call's clicks: so long (ms) they are not read again. */
const lifeMs = 60_000
const mostSeen = 50

/** Reads what the gate has to know, once for a call; what a search brought a moment ago is not asked for again. */
export class CallerFacts {
  readonly #policy: () => Promise<PolicyView>
  readonly #now: () => number
  #known: (Facts & { key: string; readAt: number }) | undefined
  #seen = new Map<string, User>()

  constructor(policy: () => Promise<PolicyView>, now: () => number) {
    this.#policy = policy
    this.#now = now
  }

  /** Users that Mosaic answered: the card of one of them opens next. */
  saw(open: OpenApplication, users: readonly User[]): void {
    if (this.#seen.size + users.length > mostSeen) this.#seen.clear()
    for (const user of users.slice(0, mostSeen)) this.#seen.set(keyOf(open, user.id), user)
  }

  async of(session: TenantSession, userId: string): Promise<Facts> {
    const key = keyOf(session, userId)
    const now = this.#now()
    const known = this.#known
    if (known?.key === key && now - known.readAt < lifeMs && now >= known.readAt) return known
    const user = this.#seen.get(key) ?? (await readUser(session.client, userId))
    this.#seen.delete(key)
    return this.#keep(session, user, now)
  }

  /** Read anew, for what must not rest on an answer of a minute ago. */
  async fresh(session: TenantSession, userId: string): Promise<Facts> {
    return this.#keep(session, await readUser(session.client, userId), this.#now())
  }

  /** An act may have changed them, or the call is over. */
  forget(): void {
    this.#known = undefined
    this.#seen.clear()
  }

  async #keep(session: TenantSession, user: User, readAt: number): Promise<Facts> {
    const { policy } = await this.#policy()
    const privileged = await privilegedReason(user, policy.privileged, session.client)
    const facts = { key: keyOf(session, user.id), user, privileged, readAt }
    this.#known = facts
    return facts
  }
}

/** Usernames and passwords are of an application, so the same user is read anew in another one (API.md §1.4). */
const keyOf = ({ tenantId, applicationId }: OpenApplication, userId: string): string =>
  JSON.stringify([tenantId, applicationId, userId])
