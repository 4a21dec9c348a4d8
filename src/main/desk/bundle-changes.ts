import { randomUUID } from 'node:crypto'
import type { BundleApplied } from '../../shared/bundle-view'
import { plainLine } from '../../shared/plain-line'
import type { SealedSecret } from '../bundle/payload'
import { createInTurn } from '../storage/in-turn'
import { applicationOf } from '../tenants/applications'
import type { BundleChange } from '../tenants/bundle-store'
import type { AppliedToCurrent } from '../tenants/profile-store'
import { inTurnOfAll, type ProfileTurns } from '../tenants/profile-turns'
import {
  type ApplyPorts,
  applyChange,
  deleteOrphans,
  type NewEntry,
  profilesOfEarlier,
  settleEarlier
} from './bundle-apply'
import { type Left, leavingBy } from './bundle-leave'
import { withNewSecret } from './bundle-merge'
import { changeOf, countsOf, entriesLeftBy, type PlannedProfile } from './bundle-plan'
import { refOf } from './profile-secrets'
import { type JournalPort, type OnUnrecorded, recorded } from './record'

export interface ChangePorts extends ApplyPorts {
  turns: ProfileTurns
  journal: () => Promise<JournalPort>
  onUnrecorded: OnUnrecorded
  /** ends what belongs to the open tenant or its session */
  leave: (left: Left) => Promise<void>
}

/** What is to be done, made out once nobody else does anything to the profiles. */
export interface Wanted {
  plan: readonly PlannedProfile[]
  /** decrypted, by the ids of the bundle */
  secrets: readonly SealedSecret[]
  /** what changes beside the profiles */
  rest: Pick<BundleChange, 'policy' | 'defaults' | 'proxy' | 'seen' | 'managed'>
}

export type BundleAction = 'import-bundle' | 'managed-bundle'

/** Everything that bundles do to this computer, one after another, between two lines of the journal. */
export class BundleChanges {
  readonly #ports: ChangePorts
  readonly #inTurn = createInTurn()

  constructor(ports: ChangePorts) {
    this.#ports = ports
  }

  /**
   * Takes the turns of these profiles, finishes what an earlier change left, and does what `prepare` then wants. Fails with
   * `not-saved`, and nothing is changed, where the journal cannot be written.
   */
  change(
    { action, note, ids }: { action: BundleAction; note: string; ids: () => readonly string[] },
    prepare: () => Wanted | Promise<Wanted>
  ): Promise<BundleApplied> {
    return this.#exclusively(ids, async () => {
      const wanted = await prepare()
      return recorded(
        await this.#ports.journal(),
        {
          entry: { action, note: plainLine(note, 600) },
          work: () => this.#apply(wanted),
          tell: (applied) => ({ note: plainLine(`${note} ${appliedWords(applied)}`, 600) })
        },
        this.#ports.onUnrecorded
      )
    })
  }

  /** What a crash or a full disk left. True where something was finished by it. Never throws: it is tried again. */
  settle(): Promise<boolean> {
    const { store } = this.#ports
    const isCommitted = store.value().pending?.stage === 'committed'
    return this.#exclusively(
      () => [],
      async () => isCommitted
    ).catch(() => false)
  }

  /** Deletes from the keychain what belongs to nothing; true when nothing is left. Never throws. */
  deleteOrphans(): Promise<boolean> {
    return this.#inTurn(() => deleteOrphans(this.#ports))
  }

  #exclusively<T>(ids: () => readonly string[], work: () => Promise<T>): Promise<T> {
    const ports = this.#ports
    return this.#inTurn(() =>
      inTurnOfAll(ports.turns, [...ids(), ...profilesOfEarlier(ports)], async () => {
        const { pending } = ports.store.value()
        const unasked = pending?.stage === 'committed' && pending.change.managed !== undefined
        await settleEarlier(ports, (current) => this.#leave(current, unasked))
        return work()
      })
    )
  }

  async #apply({ plan, secrets, rest }: Wanted): Promise<BundleApplied> {
    const { planned, entries } = withSecrets(plan, secrets, this.#ports.now())
    const left = entriesLeftBy(planned)
    const saved = planned.filter((one) => ['added', 'changed'].includes(changeOf(one)))
    const problems = await applyChange(
      this.#ports,
      {
        saved: saved.flatMap(({ after }) => after ?? []),
        removed: planned.filter((one) => changeOf(one) === 'removed').map(({ id }) => id),
        // where the profile says that none was stored, the keychain has nothing to delete
        old: left.filter(({ expected }) => expected),
        ...rest
      },
      entries,
      (current) => this.#leave(current, rest.managed !== undefined)
    )
    for (const ref of left) this.#ports.secrets.forgetSession(ref)
    const { added, changed, removed } = countsOf(plan)
    return { added, changed, removed, secrets: entries.length, problems }
  }

  /** By what is open once all is written: another tenant may have been opened meanwhile. */
  async #leave(current: AppliedToCurrent | undefined, unasked: boolean): Promise<void> {
    if (current === undefined) return
    const what = leavingBy(current)
    if (what !== 'nothing') await this.#ports.leave({ ...current, what, unasked })
  }
}

/** The plan with new names for the secrets that come with it; each goes to the application that the bundle names, and no other. */
function withSecrets(
  plan: readonly PlannedProfile[],
  secrets: readonly SealedSecret[],
  now: number
): { planned: PlannedProfile[]; entries: NewEntry[] } {
  const entries: NewEntry[] = []
  const byTenant = new Map<string, SealedSecret[]>()
  for (const secret of secrets) {
    byTenant.set(secret.tenantId, [...(byTenant.get(secret.tenantId) ?? []), secret])
  }
  const planned = plan.map((one) => {
    let { after } = one
    if (after === undefined) return one
    for (const { applicationId, apiHost, clientId, secret } of byTenant.get(one.bundleTenantId ?? '') ?? []) {
      const isIts = after.apiHost === apiHost && applicationOf(after, applicationId)?.clientId === clientId
      if (!isIts) throw new RangeError('A client secret is not for the application it names.')
      after = withNewSecret(after, applicationId, { secretId: randomUUID(), since: now })
      const application = applicationOf(after, applicationId)
      if (application !== undefined) entries.push({ ref: refOf(after, application), secret })
    }
    return { ...one, after }
  })
  if (entries.length !== secrets.length)
    throw new RangeError('A client secret is for no tenant of the bundle.')
  return { planned, entries }
}

const appliedWords = ({ added, changed, removed, secrets }: BundleApplied): string =>
  `Tenants: ${added} added, ${changed} changed, ${removed} removed. Client secrets: ${secrets}.`
