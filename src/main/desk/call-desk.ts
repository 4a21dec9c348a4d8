import { mainApplicationId } from '../../shared/application'
import type { DeskAction } from '../../shared/desk-action'
import { actionNames } from '../../shared/desk-words'
import { type AppError, toAppError } from '../../shared/errors'
import { maskContacts } from '../../shared/mask'
import type { PolicyView } from '../../shared/policy'
import type { CallView, Deed, VerificationKind } from '../../shared/verification'
import { viewOf } from './call-view'
import { CallerFacts } from './caller-facts'
import { recentMs } from './contacts'
import { type GateInput, passGate } from './gate'
import { RefusedCalls } from './note'
import { type Caller, type OpenCall, OpenCalls } from './open-call'
import { failureFields, type JournalPort, type OnUnrecorded, recorded, type Told } from './record'
import { tenantChanged, type TenantSession } from './tenant-session'

export interface CallDeskOptions {
  /** the policy as its file is now; never fails */
  policy: () => Promise<PolicyView>
  /** opened once; its failure passes to whoever wants to change something */
  journal: () => Promise<JournalPort>
  /** the operating system's user */
  agent: string
  /** epoch ms */
  now: () => number
  onUnrecorded: OnUnrecorded
}

/** What an act needs to pass the gate and to be recorded. */
export interface Act<Value> {
  action: DeskAction
  /** of `set-password`: it is to last */
  permanent?: boolean
  note?: string
  work: () => Promise<Value>
  tell?: (value: Value) => Told
}

/** A step of verification. */
export interface Step<Value> {
  action: string
  note?: string
  work: () => Promise<Value>
  tell?: (value: Value) => Told
}

/**
 * The gate and the open call: every change of an account goes through `act`, whatever the window does. It asks the policy,
 * the brake, the limits and the verifications, and writes the attempt before anything is sent.
 */
export class CallDesk {
  readonly calls: OpenCalls
  readonly facts: CallerFacts
  readonly refused: RefusedCalls
  readonly #options: CallDeskOptions

  constructor(options: CallDeskOptions) {
    this.#options = options
    this.calls = new OpenCalls(options.now)
    this.refused = new RefusedCalls(options.now)
    this.facts = new CallerFacts(options.policy, options.now)
  }

  get agent(): string {
    return this.#options.agent
  }

  now(): number {
    return this.#options.now()
  }

  policy(): Promise<PolicyView> {
    return this.#options.policy()
  }

  async recent(): Promise<ReturnType<JournalPort['recent']>> {
    return (await this.#options.journal()).recent(this.now() - recentMs)
  }

  /** Opens the call of a card, unless it is the open one, and answers it as it stands. */
  async open(session: TenantSession, userId: string): Promise<CallView> {
    this.refused.forget()
    return this.view(session, this.calls.open({ tenantId: session.tenantId, userId }))
  }

  close(caller: Caller): void {
    if (this.calls.of(caller) !== undefined) this.closeAny()
  }

  /** Ends everything that belongs to the open call. */
  closeAny(): void {
    this.calls.closeAny()
    this.facts.forget()
  }

  /** Another application of the open tenant: the call goes on, what was read or is on its way under the old one does not. */
  changeApplication(): void {
    this.calls.changeApplication()
    this.facts.forget()
  }

  async view(session: TenantSession, call: OpenCall): Promise<CallView> {
    const [policy, recent, facts] = await Promise.all([
      this.policy(),
      this.recent(),
      this.facts.of(session, call.userId)
    ])
    const { agent } = this.#options
    return viewOf({ call, facts, policy, recent, redirectUri: session.redirectUri, agent, now: this.now() })
  }

  /**
   * Does something to an account, or refuses. Throws `policy-refused` or `verification-required` before anything is sent,
   * `not-saved` where the journal cannot be written, and whatever the work throws.
   */
  async act<Value>(session: TenantSession, userId: string | undefined, act: Act<Value>): Promise<Value> {
    const { applicationId, tenantId } = session
    const caller = userId === undefined ? undefined : { tenantId, userId }
    const journal = await this.#options.journal()
    const gate = await this.#gate(session, caller, act, journal)
    const entry = {
      action: act.action,
      tenant: tenantId,
      ...(applicationId !== mainApplicationId && { application: applicationId }),
      ...(userId !== undefined && { user: userId }),
      ...this.#trace(caller),
      ...(act.note !== undefined && { note: act.note })
    }
    try {
      passGate(gate())
    } catch (thrown) {
      const error = toAppError(thrown)
      // that it was refused stands, whether or not it can be written down
      await journal.append({ ...entry, phase: 'event', ...failureFields(error) }).catch(this.#unrecorded)
      this.#did(session, caller, act.action, error)
      throw thrown
    }
    const work = () => {
      if (session.closed.aborted) throw tenantChanged()
      // the machine may have been locked, or the call closed, while the attempt was written
      passGate(gate())
      return act.work()
    }
    try {
      const value = await recorded(journal, { entry, work, tell: act.tell }, this.#options.onUnrecorded)
      this.#did(session, caller, act.action, undefined, act.tell?.(value))
      return value
    } catch (thrown) {
      this.#did(session, caller, act.action, toAppError(thrown))
      throw thrown
    } finally {
      this.facts.forget()
    }
  }

  /** A step of verification: it changes nothing by itself and passes no gate, and is recorded as acts are. */
  async step<Value>(caller: Caller, { action, note, work, tell }: Step<Value>): Promise<Value> {
    const entry = {
      action,
      tenant: caller.tenantId,
      user: caller.userId,
      ...this.#trace(caller),
      ...(note !== undefined && { note })
    }
    return recorded(await this.#options.journal(), { entry, work, tell }, this.#options.onUnrecorded)
  }

  /** Writes down what has no two halves; contacts in the note, which may be the agent's own words, are masked. Throws `not-saved`. */
  async event(caller: Caller, action: string, note: string): Promise<void> {
    const journal = await this.#options.journal()
    const { tenantId: tenant, userId: user } = caller
    await journal.append({
      phase: 'event',
      action,
      tenant,
      user,
      result: 'done',
      note: maskContacts(note),
      ...this.#trace(caller)
    })
  }

  /** Writes down what was done to a tenant's profile. That it cannot be written is told, and does not undo what was done. */
  async profileEvent(tenantId: string, note: string): Promise<void> {
    try {
      const journal = await this.#options.journal()
      await journal.append({
        phase: 'event',
        action: 'tenant-profile',
        tenant: tenantId,
        result: 'done',
        note
      })
    } catch (thrown) {
      this.#unrecorded(thrown)
    }
  }

  /** Machine locked or asleep: what was proved before no longer holds. Answers whether there was anything to take back. */
  clearVerifications(why: string): boolean {
    const call = this.calls.current
    if (call === undefined || !this.calls.clearVerifications()) return false
    this.calls.did(call, { what: 'Verification ended', result: 'done', detail: why })
    void this.event(call, 'clear-verification', why).catch(this.#unrecorded)
    return true
  }

  readonly #unrecorded = (thrown: unknown): void => this.#options.onUnrecorded(toAppError(thrown))

  async #gate<Value>(
    session: TenantSession,
    caller: Caller | undefined,
    { action, permanent }: Act<Value>,
    journal: JournalPort
  ): Promise<() => GateInput> {
    const policy = await this.policy()
    const asksWho = caller !== undefined && !policy.locked && policy.policy.byAction[action].required > 0
    const privileged = asksWho ? (await this.facts.of(session, caller.userId)).privileged : undefined
    return () => {
      const now = this.now()
      return {
        action,
        caller,
        policy,
        verifications: (caller && this.calls.of(caller))?.verifications ?? [],
        ticket: this.#ticketFor(caller),
        privileged,
        recent: journal.recent(now - recentMs),
        agent: this.#options.agent,
        permanent,
        now
      }
    }
  }

  /** Somebody who is only being created has no card: the ticket of the open call stands for them. */
  #ticketFor(caller: Caller | undefined): string | undefined {
    return (caller === undefined ? this.calls.current : this.calls.of(caller))?.ticket
  }

  #trace(caller: Caller | undefined): { verification?: VerificationKind[]; ticket?: string } {
    const now = this.now()
    const fresh = ((caller && this.calls.of(caller))?.verifications ?? []).filter(
      ({ expires }) => expires > now
    )
    const ticket = this.#ticketFor(caller)
    return {
      ...(fresh.length > 0 && { verification: fresh.map(({ kind }) => kind) }),
      ...(ticket !== undefined && { ticket })
    }
  }

  #did(
    session: TenantSession,
    caller: Caller | undefined,
    action: DeskAction,
    error: AppError | undefined,
    told?: Told
  ): void {
    if (caller === undefined) return
    const detail = [told?.note, furtherName(session)].filter((text) => text !== undefined).join('; ')
    this.calls.did(caller, {
      what: actionNames[action],
      result: error === undefined ? resultOf(told) : failureOf(error),
      ...(detail !== '' && { detail })
    })
  }
}

/** Which application it was, where that is not the tenant's main one: one call may have to do with several. */
function furtherName({ applicationId, applicationName = applicationId }: TenantSession): string | undefined {
  return applicationId === mainApplicationId ? undefined : `in ${applicationName}`
}

const resultOf = (told: Told | undefined): Deed['result'] =>
  told?.result === undefined || told.result === 'done' ? 'done' : 'failed'

function failureOf({ kind }: AppError): Deed['result'] {
  if (kind === 'policy-refused' || kind === 'verification-required') return 'refused'
  return kind === 'outcome-unknown' ? 'unknown' : 'failed'
}
