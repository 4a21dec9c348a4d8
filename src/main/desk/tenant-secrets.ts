import { mainApplicationId } from '../../shared/application'
import { type AppError, AppFailure } from '../../shared/errors'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { SecretStatus, TenantProfile } from '../../shared/tenant'
import type { ProfileTurns } from '../tenants/profile-turns'
import { applicationIn, changedMeanwhile } from './profile-rules'
import {
  type ClientOf,
  clientOf,
  isSameClient,
  isStored,
  type Keep,
  problemOf,
  type ProfileSecrets,
  type Saved
} from './profile-secrets'
import type { Leave } from './tenants'

export interface TenantSecretsOptions {
  secrets: ProfileSecrets
  inTurn: ProfileTurns
  /** throws `not-found` */
  profile: (tenantId: string) => TenantProfile
  /** whether that application is the one the agent works in */
  isOpen: (profile: TenantProfile, applicationId: string) => boolean
}

/** The client secrets of single applications, each in the turn of its profile. What names no application of it is `not-found`. */
export class TenantSecrets {
  readonly #options: TenantSecretsOptions

  constructor(options: TenantSecretsOptions) {
    this.#options = options
  }

  /**
   * The client secret, for main only, to be sent to that host for that client. Throws `bad-credentials` when there is none for
   * them, `keychain-unavailable` when it cannot be asked.
   */
  of(tenantId: string, applicationId: string, client: ClientOf): Promise<string> {
    const { inTurn, profile, secrets } = this.#options
    return inTurn(tenantId, async () => {
      const latest = profile(tenantId)
      const application = applicationIn(latest, applicationId)
      const isFor = isSameClient(clientOf(latest, applicationId), client)
      const secret = isFor ? await secrets.get(latest, application) : null
      if (secret === null) throw new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
      return secret
    })
  }

  async status(
    tenantId: string,
    applicationId = mainApplicationId
  ): Promise<{ status: SecretStatus; error?: AppError }> {
    if (tenantId === practiceTenantId) return { status: 'session' }
    const profile = this.#options.profile(tenantId)
    return this.#options.secrets.status(profile, applicationIn(profile, applicationId))
  }

  /** Leaves the application where it is open and keeps a secret for the client that it has now. */
  async set(
    tenantId: string,
    applicationId: string,
    secret: string,
    keep: Keep,
    leave: Leave
  ): Promise<Saved> {
    const { inTurn, isOpen, profile, secrets } = this.#options
    const enteredFor = clientOf(profile(tenantId), applicationId)
    return inTurn(tenantId, async () => {
      const latest = profile(tenantId)
      const application = applicationIn(latest, applicationId)
      if (!isSameClient(clientOf(latest, applicationId), enteredFor)) throw changedMeanwhile()
      if (isOpen(latest, applicationId)) await leave()
      return problemOf(await secrets.keep(latest, application, secret, keep))
    })
  }

  /**
   * Keeps a secret that was tried with that client in the place of the old one, and leaves the application where it is open; only for
   * this session where the old one was.
   */
  async replace(
    tenantId: string,
    applicationId: string,
    tried: ClientOf & { secret: string },
    leave: Leave
  ): Promise<Saved> {
    const { inTurn, isOpen, profile, secrets } = this.#options
    return inTurn(tenantId, async () => {
      const latest = profile(tenantId)
      const application = applicationIn(latest, applicationId)
      if (!isSameClient(clientOf(latest, applicationId), tried)) throw changedMeanwhile()
      const inSession =
        !application.secretStored && (await secrets.status(latest, application)).status === 'session'
      const keep = inSession ? 'session' : 'keychain'
      const saved = problemOf(await secrets.keep(latest, application, tried.secret, keep))
      if (isStored(saved) && isOpen(latest, applicationId)) await leave()
      return saved
    })
  }

  /** Leaves the application where it is open and deletes its stored secret; throws when the keychain could not. */
  async clear(tenantId: string, applicationId = mainApplicationId, leave: Leave): Promise<void> {
    const { inTurn, isOpen, profile, secrets } = this.#options
    return inTurn(tenantId, async () => {
      const latest = profile(tenantId)
      const application = applicationIn(latest, applicationId)
      if (isOpen(latest, applicationId)) await leave()
      await secrets.clear(latest, application)
    })
  }
}
