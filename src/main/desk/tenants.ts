import { randomUUID } from 'node:crypto'
import { mainApplicationId, type ApplicationDraft } from '../../shared/application'
import type { AppError } from '../../shared/errors'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { TenantDraft, TenantProfile, TenantSummary } from '../../shared/tenant'
import type { TokenClaims } from '../mosaic/token-claims'
import type { SecretStore } from '../keychain/secret-store'
import {
  applicationOf,
  changeApplication,
  openApplicationOf,
  withLearnt,
  withOpen,
  withoutApplication,
  type ProfileApplication
} from '../tenants/applications'
import { newProfile, redrafted, withDraftedApplication } from '../tenants/drafts'
import type { ChangedProfile, ProfileStore } from '../tenants/profile-store'
import { createProfileTurns, type ProfileTurns } from '../tenants/profile-turns'
import type { PracticeView } from './practice'
import { applicationIn, changedMeanwhile, furtherIn, notFound, unmanaged } from './profile-rules'
import type { LeftSecrets } from './left-secrets'
import {
  type ClientOf,
  clientOf,
  isSameClient,
  type Keep,
  problemOf,
  ProfileSecrets,
  refOf,
  type Saved
} from './profile-secrets'
import { followSessionCopies, type SessionCopies } from './session-copies'
import { TenantSecrets } from './tenant-secrets'
import { practiceSummary, summaryOf } from './tenant-summaries'

/** Ends whatever belongs to the application that is open. */
export type Leave = () => Promise<void>

/** What a token of that client says of its application (API.md §1.2). */
export interface Learnt {
  tenantId: string
  applicationId: string
  client: ClientOf
  said: Pick<TokenClaims, 'appId' | 'appName'>
  /** the stored secret got it */
  stored: boolean
}

/**
 * Tenant profiles, their applications and the secrets of these together. What is done to one profile's secrets runs in turn, for
 * the keychain may take its time; what it then says counts only for the profile as it is by then. Profiles that came with the
 * organisation's bundle are read-only: what changes one throws `conflict`, `managed-profile`. Secrets are the user's own all the same.
 */
export class Tenants {
  /** those of single applications */
  readonly secrets: TenantSecrets
  readonly #profiles: ProfileStore
  readonly #secrets: ProfileSecrets
  readonly #copies: SessionCopies
  readonly #inTurn: ProfileTurns

  constructor(
    profiles: ProfileStore,
    secrets: SecretStore,
    left: LeftSecrets,
    { now = Date.now, turns = createProfileTurns() } = {}
  ) {
    this.#inTurn = turns
    this.#profiles = profiles
    this.#copies = followSessionCopies(secrets)
    this.#secrets = new ProfileSecrets(profiles, this.#copies.store, now, left)
    this.secrets = new TenantSecrets({
      secrets: this.#secrets,
      inTurn: this.#inTurn,
      profile: (id) => this.profile(id),
      isOpen: (profile, applicationId) => this.#isOpen(profile, applicationId)
    })
  }

  get currentId(): string {
    return this.#profiles.currentId() ?? practiceTenantId
  }

  /** Profiles in the user's order, the practice tenant last. */
  summaries(practice: PracticeView): TenantSummary[] {
    return [...this.#profiles.list().map(summaryOf), practiceSummary(practice)]
  }

  /** The profile; throws `not-found`. */
  profile(tenantId: string): TenantProfile {
    return this.#profiles.find(tenantId) ?? notFound()
  }

  /** That application of the profile; throws `not-found`. */
  application(tenantId: string, applicationId: string): ProfileApplication {
    return applicationIn(this.profile(tenantId), applicationId)
  }

  /** The application of the profile that is open when its tenant is; throws `not-found`. */
  openApplication(tenantId: string): ProfileApplication {
    return openApplicationOf(this.profile(tenantId))
  }

  async select(tenantId: string): Promise<void> {
    if (tenantId !== practiceTenantId) this.profile(tenantId)
    await this.#profiles.select(tenantId === practiceTenantId ? undefined : tenantId)
  }

  /** Every profile's id in the new order. Throws `invalid-input` where they are not exactly those that there are. */
  reorder(tenantIds: readonly string[]): Promise<void> {
    return this.#profiles.reorder(tenantIds)
  }

  /**
   * Saves the profile and makes it current, leaves what was open, then keeps the secret of its main application. A secret belongs to
   * the host and the client it was entered for: when either changes, the old one is dropped. That the secret could not be kept is an
   * answer, not a failure of the save.
   */
  async save(
    tenantId: string | undefined,
    draft: TenantDraft,
    secret: string | undefined,
    keep: Keep,
    leave: Leave
  ): Promise<Saved & { tenantId: string }> {
    const id = tenantId ?? randomUUID()
    return this.#inTurn(id, async () => {
      const change =
        tenantId === undefined
          ? await this.#add(newProfile(id, draft))
          : await this.#change(id, (latest) => redrafted(unmanaged(latest), draft), { select: true })
      await leave()
      return { tenantId: id, ...(await this.#settle(change, secret, keep)) }
    })
  }

  /** Removes the profile, leaves it where it was open, then deletes its secrets; when that could not be done, it is answered. */
  async remove(tenantId: string, leave: Leave): Promise<AppError | undefined> {
    return this.#inTurn(tenantId, async () => {
      const profile = unmanaged(this.profile(tenantId))
      const wasOpen = this.currentId === tenantId
      await this.#secrets.willGo(profile)
      // before the secrets, so that nobody opens it again while the keychain is slow
      await this.#profiles.remove(tenantId)
      if (wasOpen) await leave()
      return this.#secrets.dropOld(profile)
    })
  }

  /**
   * Saves a further application, a new one where `applicationId` is absent, and leaves it where it is open; then keeps its secret. The
   * rules for another client, and for a secret that could not be kept, are those of `save`.
   */
  async saveApplication(
    tenantId: string,
    applicationId: string | undefined,
    draft: ApplicationDraft,
    secret: string | undefined,
    keep: Keep,
    leave: Leave
  ): Promise<Saved & { applicationId: string }> {
    const id = applicationId ?? randomUUID()
    const { apiHost } = this.profile(tenantId)
    return this.#inTurn(tenantId, async () => {
      const change = await this.#change(tenantId, (latest) => {
        if (secret !== undefined && latest.apiHost !== apiHost) throw changedMeanwhile()
        if (applicationId !== undefined) furtherIn(latest, applicationId)
        return withDraftedApplication(unmanaged(latest), id, draft)
      })
      if (this.#isOpen(change.before, id)) await leave()
      return { applicationId: id, ...(await this.#settle(change, secret, keep, id)) }
    })
  }

  /** Removes a further application, leaves it where it was open, then deletes its secret; when that could not be done, it is answered. */
  async removeApplication(
    tenantId: string,
    applicationId: string,
    leave: Leave
  ): Promise<AppError | undefined> {
    return this.#inTurn(tenantId, async () => {
      const { before, after } = await this.#change(tenantId, (latest) => {
        furtherIn(latest, applicationId)
        return withoutApplication(unmanaged(latest), applicationId)
      })
      if (this.#isOpen(before, applicationId)) await leave()
      return this.#secrets.dropOld(before, after)
    })
  }

  /** Opens that application of the profile from now on; false where it is open already. Throws `not-found`. */
  async selectApplication(tenantId: string, applicationId: string): Promise<boolean> {
    const { before, after } = await this.#change(tenantId, (latest) => {
      applicationIn(latest, applicationId)
      return withOpen(latest, applicationId)
    })
    return after !== before
  }

  /** `secrets.of`. */
  secretOf(tenantId: string, applicationId: string, client: ClientOf): Promise<string> {
    return this.secrets.of(tenantId, applicationId, client)
  }

  /** Whether that secret is kept for this session: it is answered then whatever the keychain does. */
  isAtHand(tenantId: string, applicationId: string): boolean {
    const profile = this.#profiles.find(tenantId)
    const application = profile && applicationOf(profile, applicationId)
    return profile !== undefined && application !== undefined && this.#copies.has(refOf(profile, application))
  }

  /**
   * Remembers what a token of that client says of its application (API.md §1.2), and with `stored` that the stored secret got it;
   * true when what it says was news.
   */
  learn(
    tenantId: string,
    applicationId: string,
    client: ClientOf,
    said: Pick<TokenClaims, 'appId' | 'appName'>,
    { stored = false } = {}
  ): Promise<boolean> {
    return this.learnAll([{ tenantId, applicationId, client, said, stored }])
  }

  /** The same of many tokens, in one write. */
  async learnAll(all: readonly Learnt[]): Promise<boolean> {
    let isNews = false
    const changes = all.map((learnt) => ({
      id: learnt.tenantId,
      change: (latest: TenantProfile) => this.#having(latest, learnt, () => (isNews = true))
    }))
    await this.#profiles.patchAll(changes)
    return isNews
  }

  #having(
    latest: TenantProfile,
    { applicationId, client, said, stored }: Learnt,
    onNews: () => void
  ): TenantProfile {
    if (!isSameClient(clientOf(latest, applicationId), client)) return latest
    const learnt = withLearnt(latest, applicationId, said)
    if (learnt !== latest) onNews()
    return stored ? changeApplication(learnt, applicationId, (one) => this.#secrets.used(one)) : learnt
  }

  /** Whether that application is the one the agent works in. */
  #isOpen(profile: TenantProfile, applicationId: string): boolean {
    return this.currentId === profile.id && openApplicationOf(profile).id === applicationId
  }

  async #add(after: TenantProfile): Promise<{ before?: undefined; after: TenantProfile }> {
    await this.#profiles.save(after, { select: true })
    return { after }
  }

  async #change(
    tenantId: string,
    change: (latest: TenantProfile) => TenantProfile,
    options?: { select: boolean }
  ): Promise<ChangedProfile> {
    return (await this.#profiles.patch(tenantId, change, options)) ?? notFound()
  }

  /** After a change: drops the secrets that belong to nothing any more, keeps the new one of that application. */
  async #settle(
    { before, after }: { before?: TenantProfile | undefined; after: TenantProfile },
    secret: string | undefined,
    keep: Keep,
    applicationId = mainApplicationId
  ): Promise<Saved> {
    const dropError = before && (await this.#secrets.dropOld(before, after))
    if (secret === undefined) return problemOf(undefined, dropError)
    const application = applicationIn(after, applicationId)
    return problemOf(await this.#secrets.keep(after, application, secret, keep), dropError)
  }
}
