import type { BundleFile } from '../../shared/bundle'
import type { BundleApplied, ManagedBundle } from '../../shared/bundle-view'
import { plainLine } from '../../shared/plain-line'
import type { Sealer } from '../bundle/seal'
import type { PolicyStore } from '../policy/policy-store'
import type { Absence } from '../storage/absence'
import { createInTurn } from '../storage/in-turn'
import type { ManagedRecord } from '../tenants/bundle-store'
import type { ProfileStore } from '../tenants/profile-store'
import type { SettingsStore } from '../tenants/settings-store'
import type { BundleChanges, Wanted } from './bundle-changes'
import { type BundleProof, oddityOf, seenOf } from './bundle-judge'
import { endsOpenTenant } from './bundle-leave'
import { changeOf, type PlannedProfile, planOfManaged } from './bundle-plan'
import { gone, noteOf, orphansLeft, unsealed } from './bundle-words'
import { folderGone, ManagedFindings } from './managed-findings'
import { type JudgedFile, ManagedFile, type ManagedFileOptions } from './managed-file'
import { type ManagedNotices, managedNotices } from './managed-notices'
import { recordOf, secretsToStore, takenOf, waitingSecrets } from './managed-record'

export interface ManagedBundlesOptions extends ManagedFileOptions {
  changes: BundleChanges
  profiles: ProfileStore
  settings: SettingsStore
  policy: Pick<PolicyStore, 'withoutBundle' | 'setBundled'>
  sealer: Sealer
  /** says something that nobody asked for; the same words only once */
  tell: (title: string, message: string) => void
  /** the screens have to know */
  onChange: () => void
  /** another way to Mosaic: what is open goes the old one */
  onNetwork: () => Promise<void>
  /** something is open that must not be taken from the agent unread: what would end it waits */
  isBusy: () => boolean
  /** epoch ms */
  now: () => number
}

/** A change that failed, on a full disk for instance, is not tried again at each look. */
const tryAgainAfterMs = 60_000

/**
 * The machine-wide bundle: its profiles stand among the user's as managed ones for as long as it lies there. A file that is refused
 * changes nothing: what the last good one brought stays, after a restart too.
 */
export class ManagedBundles {
  readonly #options: ManagedBundlesOptions
  readonly #file: ManagedFile
  readonly #notices: ManagedNotices
  readonly #findings: ManagedFindings
  readonly #inTurn = createInTurn()
  #isStart = false
  #failed: { digest: string | undefined; at: number } | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: ManagedBundlesOptions) {
    this.#options = options
    this.#file = new ManagedFile(options)
    this.#notices = managedNotices(options.tell, options.file)
    this.#findings = new ManagedFindings(this.#notices)
  }

  /** The first look, before any profile is used: what the last good bundle brought counts at once. */
  async start(): Promise<void> {
    this.#useRecord(this.#options.store.value().managed)
    this.#isStart = true
    await this.look()
    this.#isStart = false
  }

  /** Looks at the file again and again; a look at one that did not change costs next to nothing. */
  watch(everyMs: number): void {
    this.#timer = setInterval(() => void this.#lookAgain(), everyMs).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** True where something changed. Never throws: what goes wrong is told. */
  look(): Promise<boolean> {
    return this.#inTurn(async () => {
      try {
        return await this.#follow(await this.#file.look())
      } catch (thrown) {
        return this.#couldNot('taken', thrown)
      }
    })
  }

  /** What the screens may know of it, after another look. */
  async view(): Promise<ManagedBundle> {
    if (await this.look()) this.#options.onChange()
    const found = this.#findings.found
    const proof = found.state === 'none' ? undefined : found.proof
    const managed = this.#options.profiles.list().filter((profile) => profile.managed === true)
    return {
      file: this.#options.file.slice(0, 4_096),
      state: found.state,
      ...(found.state !== 'none' &&
        found.problem !== undefined && { problem: plainLine(found.problem, 1_000) }),
      ...(proof !== undefined && {
        issuer: plainLine(proof.bundle.issuer, 80),
        serial: proof.bundle.serial,
        signature: proof.signature
      }),
      tenants: managed.length,
      waitingSecrets: found.state === 'in-force' ? this.#waiting(found.proof) : 0
    }
  }

  /** Puts the bundle's client secrets into the keychain. Throws `invalid-input` for a wrong passphrase. */
  async takeSecrets(passphrase: string): Promise<BundleApplied> {
    const { changes, now, profiles, sealer, store } = this.#options
    const since = now()
    await this.look()
    const found = this.#findings.found
    if (found.state !== 'in-force' || found.proof.bundle.secrets === undefined) throw noSecrets()
    const { proof } = found
    const secrets = await unsealed(sealer, proof.bundle, passphrase)
    const applied = await this.#inTurn(() => {
      const still = this.#findings.found
      // decrypting takes its time
      if (still.state !== 'in-force' || still.proof.digest !== proof.digest) throw noSecrets()
      return this.#change(proof, (plan) => {
        const taken = takenOf(proof.bundle, secrets, plan)
        const earlier = store.value().managed?.taken
        return {
          plan,
          secrets: secretsToStore(secrets, { plan, profiles: profiles.list(), taken, earlier, since }),
          rest: { managed: { ...recordOf(proof), taken } }
        }
      })
    })
    if (await changes.deleteOrphans()) return applied
    return { ...applied, problems: [...applied.problems, orphansLeft] }
  }

  async #lookAgain(): Promise<void> {
    const { changes, onChange } = this.#options
    const settled = await changes.settle()
    if ((await this.look()) || settled) onChange()
  }

  async #follow(judged: JudgedFile): Promise<boolean> {
    if (judged.state === 'none') return this.#followNone(judged.absence)
    switch (judged.state) {
      case 'same':
        return false
      case 'refused':
        if (judged.rules !== undefined) this.#usePolicy(judged.rules)
        return this.#refuse(judged.problem, judged.proof)
      case 'good':
        return this.#takeOver(judged.proof)
    }
  }

  async #followNone(absence: Absence): Promise<boolean> {
    const { changes, profiles, store } = this.#options
    const planNow = () => planOfManaged(undefined, profiles.list())
    if (planNow().length === 0 && store.value().managed === undefined) {
      const wasThere = this.#findings.found.state !== 'none'
      this.#usePolicy(undefined)
      this.#findings.fine({ state: 'none' })
      return wasThere
    }
    // an empty place says that it was taken away; a place that is not there says nothing yet
    if (absence === 'no-folder') return this.#refuse(folderGone)
    if (absence === 'moment' || this.#failedLately(undefined) || this.#mustWait(planNow())) return false
    const removal = {
      action: 'managed-bundle',
      note: 'The machine-wide bundle was removed.',
      ids: () => planNow().map(({ id }) => id)
    } as const
    try {
      await this.#try(undefined, () =>
        changes.change(removal, () => ({ plan: planNow(), secrets: [], rest: { managed: null } }))
      )
    } catch (thrown) {
      return this.#couldNot('removed', thrown)
    }
    this.#findings.fine({ state: 'none' })
    await this.#settleRecord()
    this.#deleteOrphans()
    return true
  }

  async #takeOver(proof: BundleProof): Promise<boolean> {
    const { profiles, store } = this.#options
    const problem = oddityOf(proof)
    // first of all, and whatever comes of the rest: the organisation's rules
    this.#usePolicy(proof.bundle.policy)
    const isNews = store.value().managed?.digest !== proof.digest
    const plan = planOfManaged(proof.bundle, profiles.list())
    const isDue = isNews || plan.some((planned) => changeOf(planned) !== 'same')
    if (isDue) {
      if (this.#failedLately(proof.digest) || this.#mustWait(plan)) {
        this.#file.forget()
        return false
      }
      await this.#try(proof.digest, () => this.#takeOverNow(proof))
    }
    const before = this.#findings.found
    this.#findings.fine({ state: 'in-force', problem, proof })
    await this.#settleRecord()
    if (isDue) this.#deleteOrphans()
    if (isNews && problem !== undefined) this.#notices.odd(problem)
    const waiting = this.#waiting(proof)
    if (isNews && waiting > 0) this.#notices.waiting(waiting)
    return isDue || before.state !== 'in-force' || before.problem !== problem
  }

  #takeOverNow(proof: BundleProof): Promise<BundleApplied> {
    const { store, now } = this.#options
    const taken = store.value().managed?.taken
    return this.#change(proof, (plan) => ({
      plan,
      secrets: [],
      rest: {
        managed: { ...recordOf(proof), ...(taken !== undefined && { taken }) },
        seen: seenOf(proof, now())
      }
    }))
  }

  #change(proof: BundleProof, wanted: (plan: PlannedProfile[]) => Wanted): Promise<BundleApplied> {
    const { changes, profiles } = this.#options
    const planNow = () => planOfManaged(proof.bundle, profiles.list())
    return changes.change(
      { action: 'managed-bundle', note: noteOf(proof), ids: () => planNow().map(({ id }) => id) },
      () => wanted(planNow())
    )
  }

  /** What the last good bundle brought stays as it is. */
  #refuse(problem: string, proof?: BundleProof): boolean {
    const { isNews, isTold } = this.#findings.refused(problem, { proof, atOnce: this.#isStart })
    if (!isTold) this.#file.forget()
    return isNews
  }

  #couldNot(be: 'taken' | 'removed', thrown: unknown): boolean {
    this.#file.forget()
    this.#findings.couldNot(be, thrown)
    return true
  }

  /** An agent who reads out a password has it until they are done; they are asked for nothing and see nothing change. */
  #mustWait(plan: readonly PlannedProfile[]): boolean {
    const { isBusy, profiles } = this.#options
    return isBusy() && endsOpenTenant(plan, profiles.currentId())
  }

  #waiting({ bundle }: BundleProof): number {
    const { profiles, store } = this.#options
    return waitingSecrets(bundle, store.value().managed, profiles.list())
  }

  /** Nobody waits for the keychain here. */
  #deleteOrphans(): void {
    void this.#options.changes.deleteOrphans().then((done) => {
      if (!done) this.#notices.secretsLeft()
    })
  }

  async #try(digest: string | undefined, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
      this.#failed = undefined
    } catch (thrown) {
      this.#failed = { digest, at: this.#options.now() }
      throw thrown
    }
  }

  #failedLately(digest: string | undefined): boolean {
    if (this.#failed === undefined || this.#failed.digest !== digest) return false
    return this.#options.now() - this.#failed.at < tryAgainAfterMs
  }

  /** Rules, defaults and proxy of the bundle in force, which are never written into the user's own files. */
  async #settleRecord(): Promise<void> {
    const { settings, store, onNetwork } = this.#options
    const way = JSON.stringify(settings.network().proxy)
    this.#useRecord(store.value().managed)
    if (JSON.stringify(settings.network().proxy) !== way) await onNetwork()
  }

  #useRecord(record: ManagedRecord | undefined): void {
    this.#usePolicy(record?.policy)
    this.#options.settings.setManaged(record && { defaults: record.defaults, proxy: record.proxy })
  }

  #usePolicy(rules: BundleFile['policy']): void {
    this.#options.policy.setBundled(rules && { policy: rules, path: this.#options.file })
  }
}

const noSecrets = () => gone('A bundle of your organisation with client secrets', 'Nothing was stored.')
