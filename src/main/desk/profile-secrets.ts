import { mainApplicationId } from '../../shared/application'
import { type AppError, toAppError } from '../../shared/errors'
import type { SecretProblem, SecretStatus, TenantProfile } from '../../shared/tenant'
import { UnsureWrite, type SecretRef, type SecretStore } from '../keychain/secret-store'
import {
  applicationOf,
  applicationsOf,
  changeApplication,
  type ProfileApplication
} from '../tenants/applications'
import type { ProfileStore } from '../tenants/profile-store'
import type { LeftSecrets } from './left-secrets'

export type Keep = 'keychain' | 'session'

/** What was asked for is saved; the secret was perhaps not seen to. */
export type Saved = { secretProblem?: SecretProblem }

const hourMs = 3_600_000

/**
 * The secrets of profiles' applications, and what the profiles' file says of them: the one place that knows which entry of the
 * keychain belongs to which application. Callers take one profile's turn first.
 */
export class ProfileSecrets {
  readonly #profiles: ProfileStore
  readonly #secrets: SecretStore
  readonly #now: () => number
  readonly #left: LeftSecrets

  constructor(profiles: ProfileStore, secrets: SecretStore, now: () => number, left: LeftSecrets) {
    this.#profiles = profiles
    this.#secrets = secrets
    this.#now = now
    this.#left = left
  }

  /** Null only when proven missing; throws `keychain-unavailable`. */
  get(profile: TenantProfile, application: ProfileApplication): Promise<string | null> {
    return this.#secrets.get(refOf(profile, application))
  }

  status(
    profile: TenantProfile,
    application: ProfileApplication
  ): Promise<{ status: SecretStatus; error?: AppError }> {
    return this.#secrets.status(refOf(profile, application))
  }

  /** Keeps it; answers what did not go well. */
  async keep(
    profile: TenantProfile,
    application: ProfileApplication,
    secret: string,
    keep: Keep
  ): Promise<SecretProblem | undefined> {
    const ref = refOf(profile, application)
    if (keep === 'session') {
      this.#secrets.keepForSession(ref, secret)
      return undefined
    }
    try {
      await this.#secrets.set(ref, secret)
    } catch (thrown) {
      return { what: thrown instanceof UnsureWrite ? 'unsure' : 'not-kept', error: toAppError(thrown) }
    }
    try {
      await this.#note(profile, application, { secretStored: true, secretSince: this.#now() })
      return undefined
    } catch (thrown) {
      return { what: 'not-noted', error: toAppError(thrown) }
    }
  }

  /** Deletes it; throws when the keychain could not. */
  async clear(profile: TenantProfile, application: ProfileApplication): Promise<void> {
    await this.#secrets.delete(refOf(profile, application))
    await this.#note(profile, application, { secretStored: false })
  }

  /** Notes all of the profile's before it is removed: whatever comes between, they are deleted one day. */
  willGo(profile: TenantProfile): Promise<void> {
    return this.#left.note(refsOf(profile))
  }

  /**
   * Deletes those of `before` that belong to nothing of `after`: another host or client, or an application or a profile that is no
   * more. Tries all of them, and answers the first failure: what is left is noted, and tried again at the next start.
   */
  async dropOld(before: TenantProfile, after?: TenantProfile): Promise<AppError | undefined> {
    const kept = after === undefined ? [] : refsOf(after)
    const isKept = (ref: SecretRef) =>
      kept.some(({ origin, secretId }) => origin === ref.origin && secretId === ref.secretId)
    const old = refsOf(before).filter((one) => !isKept(one))
    await this.#left.note(old)
    const failures: AppError[] = []
    const deleted: SecretRef[] = []
    for (const ref of old) {
      try {
        await this.#secrets.delete(ref)
        deleted.push(ref)
      } catch (thrown) {
        failures.push(toAppError(thrown))
      }
    }
    await this.#left.settle(deleted)
    return failures[0]
  }

  /** The application with its secret's last use, to the hour: the file is not written more often for that. */
  used(application: ProfileApplication): ProfileApplication {
    const secretUsedAt = Math.floor(this.#now() / hourMs) * hourMs
    const isNews = application.secretStored && application.secretUsedAt !== secretUsedAt
    return isNews ? { ...application, secretUsedAt } : application
  }

  /** Says so in the file, unless the profile is gone or has another host or client by now. */
  async #note(
    profile: TenantProfile,
    application: ProfileApplication,
    said: Pick<ProfileApplication, 'secretStored' | 'secretSince'>
  ): Promise<void> {
    await this.#profiles.patch(profile.id, (latest) =>
      isSameClient(clientOf(latest, application.id), clientOf(profile, application.id))
        ? changeApplication(latest, application.id, (one) => {
            if (one.secretId !== application.secretId) return one
            const { secretSince: _since, secretUsedAt: _used, ...others } = one
            return { ...others, ...said }
          })
        : latest
    )
  }
}

/** What a secret and a token belong to. */
export type ClientOf = Pick<TenantProfile, 'apiHost' | 'clientId'>

/** Host and client of an application as the profile has them; undefined where it has no such application. */
export function clientOf(profile: TenantProfile, applicationId: string): ClientOf | undefined {
  const clientId = applicationOf(profile, applicationId)?.clientId
  return clientId === undefined ? undefined : { apiHost: profile.apiHost, clientId }
}

export function isSameClient(one: ClientOf | undefined, other: ClientOf | undefined): boolean {
  return one !== undefined && one.apiHost === other?.apiHost && one.clientId === other.clientId
}

/** Of a profile of before secrets had ids, the main application's has none; a further one's is never named as that one is. */
export function refOf(profile: TenantProfile, { id, secretId, secretStored }: ProfileApplication): SecretRef {
  return {
    profileId: profile.id,
    origin: profile.apiHost,
    secretId: secretId ?? (id === mainApplicationId ? undefined : id),
    expected: secretStored
  }
}

/** Whether the secret is the one in use from now on, whatever else there is to tell. */
export const isStored = ({ secretProblem }: Saved): boolean =>
  secretProblem?.what !== 'not-kept' && secretProblem?.what !== 'unsure'

/** Of all applications of the profile. */
export const refsOf = (profile: TenantProfile): SecretRef[] =>
  applicationsOf(profile).map((one) => refOf(profile, one))

/** That the new secret is missing matters more than that the old one is left, and that more than a missing note. */
export function problemOf(kept?: SecretProblem, dropError?: AppError): Saved {
  if (dropError === undefined || (kept !== undefined && kept.what !== 'not-noted'))
    return kept === undefined ? {} : { secretProblem: kept }
  return { secretProblem: { what: 'not-dropped', error: dropError } }
}
