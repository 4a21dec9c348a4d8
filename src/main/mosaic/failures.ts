import type { AppError, UnreachableCause } from '../../shared/errors'
import { ProxyFailure } from './agents'
import type { FailedAttempt } from './attempt'
import { codeOf, isBadHttp, unreachableCauseOf } from './failure-codes'
import { CallEnded } from './limits'
import { AnswerTooLong, type ExchangeFailure } from './transport'

/** What a failed exchange means. `call` names the operation without values; `host` is Mosaic's. */
export function explainFailure(failure: ExchangeFailure, call: string, host: string): FailedAttempt {
  const { cause, sent, status } = failure
  const ended = (error: AppError, retry = false): FailedAttempt => ({ error, sent, refused: false, retry })
  const unreachable = (why: UnreachableCause, text: string, retry: boolean) =>
    ended({ kind: 'unreachable', cause: why, host, detail: `${call}: ${text}`, status }, retry)
  const unexpected = (problem: string, text: string) =>
    ended({ kind: 'unexpected-answer', problem, detail: `${call}: ${text}`, status })

  if (cause instanceof CallEnded) {
    return cause.why === 'cancelled'
      ? ended({ kind: 'cancelled', detail: call })
      : unreachable('timeout', 'no answer within the time allowed', false)
  }
  if (cause instanceof ProxyFailure) {
    const text = cause.status === undefined ? codeOf(cause.cause) : `the proxy answered ${cause.status}`
    // a 4xx, such as 407, is the proxy's decision; the rest may pass
    return unreachable('proxy', text || 'no way through', (cause.status ?? 500) >= 500)
  }
  if (cause instanceof AnswerTooLong) {
    return unexpected('The answer is longer than any that Tessera expects.', cause.message)
  }
  const code = codeOf(cause)
  const why = unreachableCauseOf(code)
  if (why !== undefined) return unreachable(why, code, why !== 'tls')
  if (isBadHttp(cause)) return unexpected('What answered does not speak proper HTTP.', 'not HTTP')
  // the client was closed under the call, as happens when the tenant is switched
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')
    return ended({ kind: 'cancelled', detail: call })
  const name = cause instanceof Error ? cause.name : 'unknown failure'
  return ended({ kind: 'internal', detail: `${call}: ${code || name}` })
}
