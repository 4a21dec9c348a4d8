import { AppFailure } from '../../shared/errors'
import { AttemptFailure, type FailedAttempt } from './attempt'
import { CallEnded, type CallLimits } from './limits'
import type { RequestBudget } from './request-budget'

/** How often and how fast to try again. `random` answers from 0 to below 1. */
export interface RetryPace {
  attempts: number
  baseMs: number
  random: () => number
}

/** A write is repeated after a 429 only where the wait is one that an agent on a call hardly notices. */
const longestWriteWaitMs = 3000

/** How long to wait before a read is tried again; undefined when it should not be. `tried` counts from 1. */
export function readPause(failed: FailedAttempt, tried: number, pace: RetryPace): number | undefined {
  if (!failed.retry || tried >= pace.attempts) return undefined
  // jitter keeps the many desks of one helpdesk from coming back all at once
  const backOff = pace.baseMs * 2 ** (tried - 1) * (0.5 + pace.random() / 2)
  return failed.afterMs === undefined ? backOff : failed.afterMs + backOff / 4
}

/** The same for a write: only where nothing can have reached Mosaic, and once where it said that nothing was done. */
export function writePause(failed: FailedAttempt, tried: number, pace: RetryPace): number | undefined {
  if (!failed.sent) return readPause(failed, tried, pace)
  const soon = failed.afterMs !== undefined && failed.afterMs <= longestWriteWaitMs
  return failed.refused && soon && tried === 1 ? readPause(failed, tried, pace) : undefined
}

/** Tries until it works, `pause` gives up, or time or budget would not suffice; fails with the last `AttemptFailure`. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  pause: (failed: FailedAttempt, tried: number) => number | undefined,
  limits: CallLimits,
  budget?: RequestBudget
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof AttemptFailure)) throw error
      const wait = pause(error.failed, tried)
      if (wait === undefined || wait >= limits.remaining() || budget?.spent === true) throw error
      if (budget === undefined) await limits.wait(wait)
      else {
        budget.repeats(error.failed.error)
        await limits.race(budget.pause(() => limits.wait(wait)))
      }
    }
  }
}

/** A call that ended outside an exchange, while it waited: nothing was under way then. */
export function endedFailure(error: unknown, host: string, call: string): unknown {
  if (!(error instanceof CallEnded)) return error
  if (error.why === 'cancelled') return new AppFailure({ kind: 'cancelled', detail: call })
  const detail = `${call}: no answer within the time allowed`
  return new AppFailure({ kind: 'unreachable', cause: 'timeout', host, detail })
}
