import { type AppError, AppFailure } from '../../shared/errors'
import type { LookUpAnswer, LookUpResult } from '../../shared/lookup'
import { RequestBudget } from '../mosaic/request-budget'
import { defaultTiming, type Timing } from '../mosaic/settings'
import { createInTurn } from '../storage/in-turn'
import { requestsPerTenant } from './look-up-plan'
import { LookUpSecrets } from './look-up-secrets'
import { askTenant, failed } from './look-up-tenant'
import type { ClientOptions, OpenedTenant } from './tenant-opener'
import type { Learnt } from './tenants'
import { type Turn, Turns } from './turns'

/** More at once would be a burst on the network, and all the sockets of a small machine. */
const tenantsAtOnce = 8

/** What is asked of one tenant: its open application, by a client that is for this alone. */
export type AskedTenant = Pick<OpenedTenant, 'applicationId' | 'client' | 'clientOf' | 'defaultCountry'>

export interface LookUpsOptions {
  /** throws `not-found` for a tenant that is no more; that there is no secret is said by the first call */
  open(
    tenantId: string,
    more: Pick<ClientOptions, 'requestBudget' | 'timeouts' | 'secretThrough' | 'onSaid'>
  ): Promise<AskedTenant>
  /** what the tokens of the tenants said, all at once; never throws */
  learn(learnt: readonly Learnt[]): Promise<void>
  timeouts?: Partial<Timing> | undefined
}

export interface LookUpInput {
  text: string
  tenantIds: readonly string[]
  signal: AbortSignal
  /** told of each tenant as soon as it has answered */
  onAnswer: (answer: LookUpAnswer) => void
}

/**
 * Searches across tenants. Each is asked by a client of its own, which is closed with its answer: no token, socket, limit or
 * failure is shared, and nothing of what comes reaches the open tenant's session or what is known of its caller.
 */
export class LookUps {
  readonly #options: LookUpsOptions
  readonly #timing: Timing
  readonly #writes = createInTurn()
  /** not written yet: a write for each tenant would be one that every other waits for */
  #learnt: Learnt[] = []

  constructor(options: LookUpsOptions) {
    this.#options = options
    this.#timing = { ...defaultTiming, ...options.timeouts }
  }

  /** Each tenant answers exactly once, a failure being an answer too. Throws only `cancelled`. */
  async run({ text, tenantIds, signal, onAnswer }: LookUpInput): Promise<LookUpResult> {
    const started = performance.now()
    const turns = new Turns(tenantsAtOnce)
    const secrets = new LookUpSecrets(signal)
    const answers = await Promise.all(
      [...new Set(tenantIds)].map((tenantId) =>
        turns.run(async (turn) => {
          const answer = await this.#ask(tenantId, text, { signal, turn, secrets })
          if (!signal.aborted) onAnswer(answer)
          return answer
        })
      )
    )
    // nobody waits for the disk
    void this.noted()
    stopIfCancelled(signal)
    return { answers, milliseconds: Math.round(performance.now() - started) }
  }

  /** Writes what was learnt so far; resolves when all of it is written. */
  noted(): Promise<void> {
    return this.#writes(async () => {
      const learnt = this.#learnt
      this.#learnt = []
      await this.#options.learn(learnt)
    })
  }

  async #ask(
    tenantId: string,
    text: string,
    { signal, turn, secrets }: { signal: AbortSignal; turn: Turn; secrets: LookUpSecrets }
  ): Promise<LookUpAnswer> {
    const begun = performance.now()
    const answer = (
      of: Pick<LookUpAnswer, 'applicationId' | 'clientOf'>,
      outcome: LookUpAnswer['outcome']
    ): LookUpAnswer => ({
      tenantId,
      ...of,
      milliseconds: Math.round(performance.now() - begun),
      outcome
    })
    const time = limitedTime(this.#timing.readDeadlineMs)
    // not before the first request: a person who unlocks the keychain does not use up Mosaic's time
    const budget = new RequestBudget(requestsPerTenant, { ...turn, begins: time.begins })
    let asked: AskedTenant
    try {
      stopIfCancelled(signal)
      const { open, timeouts } = this.#options
      const onSaid = (said: Learnt) => void this.#learnt.push(said)
      const secretThrough = secrets.through
      asked = await open(tenantId, { requestBudget: budget, timeouts, secretThrough, onSaid })
    } catch (thrown) {
      return answer({ applicationId: '' }, failed(thrown))
    }
    const { applicationId, client, clientOf, defaultCountry } = asked
    try {
      const both = AbortSignal.any([signal, time.over])
      const outcome = await askTenant({ text, defaultCountry, client, signal: both })
      const reason = budget.why ?? tookTooLong(clientOf.apiHost)
      return answer({ applicationId, clientOf }, time.over.aborted ? withReason(outcome, reason) : outcome)
    } finally {
      time.ends()
      // what it said counts, however its sockets end
      await client.close().catch(() => undefined)
    }
  }
}

/** `over` aborts so many milliseconds after `begins`. */
function limitedTime(milliseconds: number): { over: AbortSignal; begins(): void; ends(): void } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  return {
    over: controller.signal,
    begins: () => {
      timer = setTimeout(() => controller.abort(), milliseconds)
    },
    ends: () => clearTimeout(timer)
  }
}

/** What the tenant's time cut short was not cancelled by anybody. */
function withReason(outcome: LookUpAnswer['outcome'], reason: AppError): LookUpAnswer['outcome'] {
  const isCut = (error: AppError | undefined) => error?.kind === 'cancelled'
  if (outcome.state === 'failed' && isCut(outcome.error)) return { state: 'failed', error: reason }
  if (outcome.state === 'found' && isCut(outcome.partly)) return { ...outcome, partly: reason }
  return outcome
}

const tookTooLong = (origin: string): AppError => ({
  kind: 'unreachable',
  cause: 'timeout',
  host: new URL(origin).host,
  detail: 'no answer within the time allowed for one tenant'
})

function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppFailure({ kind: 'cancelled' })
}
