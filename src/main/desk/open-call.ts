import { AppFailure } from '../../shared/errors'
import type { Deed, PendingProof, Verification } from '../../shared/verification'

/** Names a user: the same id may exist in two tenants. */
export interface Caller {
  tenantId: string
  userId: string
}

/** One call, in main's memory only. */
export interface OpenCall extends Caller {
  openedAt: number
  verifications: Verification[]
  /** every proof of this call, also those that no longer count: for its work note */
  proved: Verification[]
  pending?: PendingProof | undefined
  /** the code or link that was sent last, whether or not its answer has come */
  lastSent?: object | undefined
  /** grows when proofs are taken back: one that was under way then is none */
  round: number
  ticket?: string | undefined
  deeds: Deed[]
}

/** Most deeds of one call that are kept for its work note. */
const mostDeeds = 200

/**
 * The one call that is open. Verifications live here and nowhere else: nobody can hand one in, and whatever ends the call ends
 * them. A verification is for the call's user in the call's tenant only.
 */
export class OpenCalls {
  readonly #now: () => number
  #call: OpenCall | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  get current(): OpenCall | undefined {
    return this.#call
  }

  /** The open call where it is this caller's. */
  of({ tenantId, userId }: Caller): OpenCall | undefined {
    const call = this.#call
    return call?.tenantId === tenantId && call.userId === userId ? call : undefined
  }

  /** The same, where there has to be one: its card is open. Throws `verification-required`. */
  need(caller: Caller): OpenCall {
    const call = this.of(caller)
    if (call === undefined)
      throw new AppFailure({ kind: 'verification-required', detail: 'no call with this user is open' })
    return call
  }

  /** Begins a call with this caller; the same caller's goes on, another's ends. */
  open({ tenantId, userId }: Caller): OpenCall {
    const open = this.of({ tenantId, userId })
    if (open !== undefined) return open
    const fresh = { openedAt: this.#now(), verifications: [], proved: [], round: 0, deeds: [] }
    this.#call = { tenantId, userId, ...fresh }
    return this.#call
  }

  /** Ends this caller's call; another's goes on. */
  close(caller: Caller): void {
    if (this.of(caller) !== undefined) this.#call = undefined
  }

  closeAny(): void {
    this.#call = undefined
  }

  /** Takes back every proof, also one on its way or being checked; the call goes on. True where the agent could see one. */
  clearVerifications(): boolean {
    const call = this.#call
    if (call === undefined) return false
    const shown = call.verifications.length > 0 || call.pending !== undefined
    call.verifications = []
    call.pending = undefined
    call.round += 1
    return shown
  }

  /**
   * Another application of the tenant is open: what is on its way, or being checked, was sent by the old one and proves nothing there.
   * What was proved stays, for the caller is the same person.
   */
  changeApplication(): void {
    const call = this.#call
    if (call === undefined) return
    call.pending = undefined
    call.round += 1
  }

  /**
   * A code or link is being sent. Answers how to put it on its way once it is: nothing, where another one was sent meanwhile, the
   * call is over, or proofs were taken back since `round`.
   */
  sending(call: OpenCall, round = call.round): (pending: PendingProof) => void {
    const mine = {}
    call.lastSent = mine
    return (pending) => {
      if (this.#call === call && call.round === round && call.lastSent === mine) call.pending = pending
    }
  }

  /**
   * A proof for the call, in place of an older one of its kind. By the time the proof is in, the call may be over, or its proofs were
   * taken back since `round`, when it was begun.
   */
  verified(call: OpenCall, verification: Verification, round = call.round): void {
    if (this.#call !== call || call.round !== round)
      throw new AppFailure({ kind: 'verification-required', detail: 'what was proved had ended by then' })
    call.pending = undefined
    call.proved = [...call.proved, verification]
    call.verifications = [
      ...call.verifications.filter(({ kind }) => kind !== verification.kind),
      verification
    ]
  }

  /** What is on its way no longer proves anything. */
  dropPending(caller: Caller): void {
    const call = this.of(caller)
    if (call !== undefined) call.pending = undefined
  }

  did(caller: Caller, deed: Omit<Deed, 'at'>): void {
    const call = this.of(caller)
    if (call === undefined) return
    call.deeds = [...call.deeds, { at: this.#now(), ...deed }].slice(-mostDeeds)
  }
}
