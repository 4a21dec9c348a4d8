import { ProxyFailure } from './agents'
import { AttemptFailure, type FailedAttempt } from './attempt'
import { explainFailure } from './failures'
import type { CallLimits } from './limits'
import type { OriginPool } from './origin-pool'
import type { RequestBudget } from './request-budget'
import { exchange, ExchangeFailure, type WireAnswer, type WireRequest } from './transport'

export interface Wire {
  origin: string
  host: string
  pool: OriginPool
  /** no end of requests without one */
  budget?: RequestBudget | undefined
}

/** Says who asks and for what; no compression, so that an answer cannot unpack to more than its limit. */
export const commonHeaders = {
  accept: 'application/json',
  'accept-encoding': 'identity',
  'user-agent': 'Tessera'
}

/**
 * One exchange over the pool. Fails with `AttemptFailure` in words of the call, or as finding the route failed, or because the budget
 * is spent.
 */
export async function send(
  wire: Wire,
  request: Omit<WireRequest, 'origin'>,
  call: string,
  limits: CallLimits
): Promise<WireAnswer> {
  const { budget, origin, pool } = wire
  const dispatcher = await limits.race(pool.dispatcher())
  const ask = () => exchange(dispatcher, { ...request, origin }, limits.signal)
  try {
    if (budget === undefined) return await ask()
    await limits.race(budget.ready())
    return await budget.request(ask)
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error
    const failed = explainFailure(error, call, wire.host)
    if (!failed.sent && failed.error.kind === 'unreachable')
      pool.suspect(dispatcher, isDeadEnd(failed, error.cause))
    throw new AttemptFailure(failed, { cause: error })
  }
}

/** Nobody answered on the way. A proxy that answers no has decided, and another way may not be used to get around it. */
function isDeadEnd({ retry }: FailedAttempt, cause: unknown): boolean {
  return retry && !(cause instanceof ProxyFailure && cause.status !== undefined)
}
