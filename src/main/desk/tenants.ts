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
import type { ProfileStore } from '../tenants/profile-store'
import type { PracticeServer } from './practice'

export type Keep = 'keychain' | 'session'

/** Tenant profiles and their secrets together: the one place that knows which secret belongs to which host. */
export class Tenants {
  readonly #profiles: ProfileStore
  readonly #secrets: SecretStore

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
    const profile = this.#profiles.list().find((one) => one.id === tenantId)
    if (profile === undefined) throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
    return profile
  }

  async select(tenantId: string): Promise<void> {
    if (tenantId !== practiceTenantId) this.profile(tenantId)
    await this.#profiles.select(tenantId === practiceTenantId ? undefined : tenantId)
  }

  /**
   * Saves the profile and makes it current, then keeps the secret. A secret belongs to the host and the client it was entered for:
   * when either changes, the old one is dropped. That the secret could not be kept is an answer, not a failure of the save.
   */
  async save(
    tenantId: string | undefined,
    draft: TenantDraft,
    secret: string | undefined,
    keep: Keep
  ): Promise<{ tenantId: string; secretProblem?: SecretProblem }> {
    const before = tenantId === undefined ? undefined : this.profile(tenantId)
    const same =
      before !== undefined && before.apiHost === draft.apiHost && before.clientId === draft.clientId
    const profile: TenantProfile = {
      ...draft,
      id: before?.id ?? randomUUID(),
      secretStored: same && before.secretStored,
      ...(same && before.appId !== undefined && { appId: before.appId }),
      ...(same && before.appName !== undefined && { appName: before.appName })
    }
    await this.#profiles.save(profile)
    await this.#profiles.select(profile.id)
    const dropError = before === undefined || same ? undefined : await this.#drop(before)
    const keepError = secret === undefined ? undefined : await this.#keep(profile, secret, keep)
    const secretProblem = problemOf(keepError, dropError)
    return { tenantId: profile.id, ...(secretProblem !== undefined && { secretProblem }) }
  }

  /** Removes the profile and its secret; when the secret could not be deleted, that is answered. */
  async remove(tenantId: string): Promise<AppError | undefined> {
    const profile = this.profile(tenantId)
    const secretError = await this.#drop(profile)
    await this.#profiles.remove(tenantId)
    return secretError
  }

  async secretStatus(tenantId: string): Promise<{ status: SecretStatus; error?: AppError }> {
    if (tenantId === practiceTenantId) return { status: 'session' }
    return this.#secrets.status(refOf(this.profile(tenantId)))
  }

  /** Deletes the stored secret; throws when the keychain could not. */
  async clearSecret(tenantId: string): Promise<void> {
    const profile = this.profile(tenantId)
    await this.#secrets.delete(refOf(profile))
    await this.#profiles.save({ ...profile, secretStored: false })
  }

  /** The client secret, for main only. Throws `bad-credentials` when there is none, `keychain-unavailable` when it cannot be asked. */
  async secretOf(tenantId: string): Promise<string> {
    const secret = await this.#secrets.get(refOf(this.profile(tenantId)))
    if (secret === null) throw new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
    return secret
  }

  /** Remembers what the token says of the application (API.md §1.2); true when that was news. */
  async learn(tenantId: string, claims: TokenClaims): Promise<boolean> {
    const profile = this.#profiles.list().find((one) => one.id === tenantId)
    if (profile === undefined || claims.appId === undefined) return false
    if (profile.appId === claims.appId && profile.appName === claims.appName) return false
    const { appName: _, ...rest } = profile
    await this.#profiles.save({
      ...rest,
      appId: claims.appId,
      ...(claims.appName !== undefined && { appName: claims.appName })
    })
    return true
  }

  async #keep(profile: TenantProfile, secret: string, keep: Keep): Promise<AppError | undefined> {
    if (keep === 'session') {
      this.#secrets.keepForSession(refOf(profile), secret)
      return undefined
    }
    try {
      await this.#secrets.set(refOf(profile), secret)
      await this.#profiles.save({ ...profile, secretStored: true })
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

export const refOf = ({ id, apiHost, secretStored }: TenantProfile): SecretRef => ({
  profileId: id,
  origin: apiHost,
  expected: secretStored
})

/** That the new secret is missing matters more than that the old one is left. */
function problemOf(keepError?: AppError, dropError?: AppError): SecretProblem | undefined {
  if (keepError !== undefined) return { what: 'not-kept', error: keepError }
  return dropError && { what: 'not-dropped', error: dropError }
}

function summaryOf(profile: TenantProfile): TenantSummary {
  return { ...profile }
}

function practiceSummary(server: PracticeServer | undefined): TenantSummary {
  return {
    id: practiceTenantId,
    label: 'Practice tenant',
    environment: 'practice',
    apiHost: server?.url ?? 'this computer',
    clientId: server?.clientId ?? '',
    ...(server !== undefined && { appId: server.appId, appName: server.appName }),
    colour: 'violet',
    defaultCountry: 'US',
    secretStored: false
  }
}
