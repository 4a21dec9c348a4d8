import { randomUUID } from 'node:crypto'
import { type AppError, AppFailure, toAppError } from '../../shared/errors'
import { practiceTenantId } from '../../shared/practice-tenant'
import type {
  SecretProblem,
  SecretStatus,
  TenantDraft,
  TenantProfile,
  TenantSummary
} from '../../shared/tenant'
import type { TokenClaims } from '../mosaic/token-claims'
import type { SecretRef, SecretStore } from '../keychain/secret-store'
import type { ChangedProfile, ProfileStore } from '../tenants/profile-store'
import { createProfileTurns } from '../tenants/profile-turns'
import type { PracticeServer } from './practice'

export type Keep = 'keychain' | 'session'

/** What a secret and a token belong to. */
export type ClientOf = Pick<TenantProfile, 'apiHost' | 'clientId'>

/** Ends whatever belongs to the open tenant. */
export type Leave = () => Promise<void>

/**
 * Tenant profiles and their secrets together: the one place that knows which secret belongs to which host. What is done to one
 * profile's secret runs in turn, for the keychain may take its time; what it then says counts only for the profile as it is by then.
 */
export class Tenants {
  readonly #profiles: ProfileStore
  readonly #secrets: SecretStore
  readonly #inTurn = createProfileTurns()

  constructor(profiles: ProfileStore, secrets: SecretStore) {
    this.#profiles = profiles
    this.#secrets = secrets
  }

  get currentId(): string {
    return this.#profiles.currentId() ?? practiceTenantId
  }

  /** Profiles in the order they were made, the practice tenant last. */
  summaries(practice: PracticeServer | undefined): TenantSummary[] {
    return [...this.#profiles.list().map(summaryOf), practiceSummary(practice)]
  }

  /** The profile; throws `not-found`. */
  profile(tenantId: string): TenantProfile {
    return this.#profiles.list().find((one) => one.id === tenantId) ?? notFound()
  }

  async select(tenantId: string): Promise<void> {
    if (tenantId !== practiceTenantId) this.profile(tenantId)
    await this.#profiles.select(tenantId === practiceTenantId ? undefined : tenantId)
  }

  /**
   * Saves the profile and makes it current, leaves what was open, then keeps the secret. A secret belongs to the host and the client
   * it was entered for: when either changes, the old one is dropped. That the secret could not be kept is an answer, not a failure of
   * the save.
   */
  async save(
    tenantId: string | undefined,
    draft: TenantDraft,
    secret: string | undefined,
    keep: Keep,
    leave: Leave
  ): Promise<{ tenantId: string; secretProblem?: SecretProblem }> {
    const id = tenantId ?? randomUUID()
    return this.#inTurn(id, async () => {
      const { before, after } =
        tenantId === undefined ? await this.#add(id, draft) : await this.#change(id, draft)
      await leave()
      const moved = before !== undefined && !isSameClient(before, after)
      const dropError = moved ? await this.#drop(before) : undefined
      const keepError = secret === undefined ? undefined : await this.#keep(after, secret, keep)
      const secretProblem = problemOf(keepError, dropError)
      return { tenantId: id, ...(secretProblem !== undefined && { secretProblem }) }
    })
  }

  /** Removes the profile, leaves it where it was open, then deletes its secret; when that could not be done, it is answered. */
  async remove(tenantId: string, leave: Leave): Promise<AppError | undefined> {
    return this.#inTurn(tenantId, async () => {
      const profile = this.profile(tenantId)
      const wasOpen = this.currentId === tenantId
      // before the secret, so that nobody opens it again while the keychain is slow
      await this.#profiles.remove(tenantId)
      if (wasOpen) await leave()
      return this.#drop(profile)
    })
  }

  async secretStatus(tenantId: string): Promise<{ status: SecretStatus; error?: AppError }> {
    if (tenantId === practiceTenantId) return { status: 'session' }
    return this.#secrets.status(refOf(this.profile(tenantId)))
  }

  /** Leaves the tenant where it is open and deletes the stored secret; throws when the keychain could not. */
  async clearSecret(tenantId: string, leave: Leave): Promise<void> {
    return this.#inTurn(tenantId, async () => {
      const profile = this.profile(tenantId)
      if (this.currentId === tenantId) await leave()
      await this.#secrets.delete(refOf(profile))
      await this.#setStored(profile, false)
    })
  }

  /**
   * The client secret, for main only, to be sent to that host for that client. Throws `bad-credentials` when there is none for
   * them, `keychain-unavailable` when it cannot be asked.
   */
  async secretOf(tenantId: string, client: ClientOf): Promise<string> {
    return this.#inTurn(tenantId, async () => {
      const profile = this.profile(tenantId)
      const secret = isSameClient(profile, client) ? await this.#secrets.get(refOf(profile)) : null
      if (secret === null) throw new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
      return secret
    })
  }

  /** Remembers what that client's token says of the application (API.md §1.2); true when that was news. */
  async learn(tenantId: string, client: ClientOf, { appId, appName }: TokenClaims): Promise<boolean> {
    if (appId === undefined) return false
    const learnt = await this.#profiles.patch(tenantId, (latest) => {
      const known = latest.appId === appId && latest.appName === appName
      if (known || !isSameClient(latest, client)) return latest
      const { appName: _, ...rest } = latest
      return { ...rest, appId, ...(appName !== undefined && { appName }) }
    })
    return learnt !== undefined && learnt.after !== learnt.before
  }

  async #add(id: string, draft: TenantDraft): Promise<{ before?: undefined; after: TenantProfile }> {
    const after = newProfile(id, draft)
    await this.#profiles.save(after, { select: true })
    return { after }
  }

  async #change(id: string, draft: TenantDraft): Promise<ChangedProfile> {
    const redrafted = (latest: TenantProfile) =>
      isSameClient(latest, draft) ? { ...latest, ...draft } : newProfile(id, draft)
    return (await this.#profiles.patch(id, redrafted, { select: true })) ?? notFound()
  }

  /** Says so in the file, unless the profile is gone or has another host or client by now. */
  async #setStored(profile: TenantProfile, secretStored: boolean): Promise<void> {
    await this.#profiles.patch(profile.id, (latest) =>
      isSameClient(latest, profile) && latest.secretId === profile.secretId
        ? { ...latest, secretStored }
        : latest
    )
  }

  async #keep(profile: TenantProfile, secret: string, keep: Keep): Promise<AppError | undefined> {
    if (keep === 'session') {
      this.#secrets.keepForSession(refOf(profile), secret)
      return undefined
    }
    try {
      await this.#secrets.set(refOf(profile), secret)
      await this.#setStored(profile, true)
      return undefined
    } catch (thrown) {
      return toAppError(thrown)
    }
  }

  async #drop(profile: TenantProfile): Promise<AppError | undefined> {
    try {
      await this.#secrets.delete(refOf(profile))
      return undefined
    } catch (thrown) {
      return toAppError(thrown)
    }
  }
}

const refOf = ({ id, apiHost, secretId, secretStored }: TenantProfile): SecretRef => ({
  profileId: id,
  origin: apiHost,
  secretId,
  expected: secretStored
})

const isSameClient = (one: ClientOf, other: ClientOf): boolean =>
  one.apiHost === other.apiHost && one.clientId === other.clientId

/** What the draft says, with no secret and nothing known of the application. */
const newProfile = (id: string, draft: TenantDraft): TenantProfile => ({
  ...draft,
  id,
  secretId: randomUUID(),
  secretStored: false
})

function notFound(): never {
  throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
}

/** That the new secret is missing matters more than that the old one is left. */
function problemOf(keepError?: AppError, dropError?: AppError): SecretProblem | undefined {
  if (keepError !== undefined) return { what: 'not-kept', error: keepError }
  return dropError && { what: 'not-dropped', error: dropError }
}

function summaryOf(profile: TenantProfile): TenantSummary {
  const { secretId: _, ...summary } = profile
  return summary
}

function practiceSummary(server: PracticeServer | undefined): TenantSummary {
  return {
    id: practiceTenantId,
    label: 'Practice tenant',
    environment: 'practice',
    apiHost: server?.url ?? 'this computer',
    clientId: server?.clientId ?? '',
    ...(server !== undefined && {
      appId: server.appId,
      appName: server.appName,
      redirectUri: server.redirectUri
    }),
    colour: 'violet',
    defaultCountry: 'US',
    secretStored: false
  }
}
