import { AppFailure, type AppError } from '../../shared/errors'
import type { AccessTokens } from './access-token'
import { judge, type Explain, type ReadVerdict, type Reply } from './answers'
import { AttemptFailure, type FailedAttempt } from './attempt'
import type { Fields } from './fields'
import { CallLimits } from './limits'
import { callName, type Operation } from './operations'
import { fillPath, queryString } from './path'
import { textsWithin } from './redact'
import { endedFailure, readPause, withRetries, writePause } from './retry'
import { bodyLimits, paceOf, type Timing } from './settings'
import type { AccessToken } from './token-answer'
import { commonHeaders, send, type Wire } from './wire'

export interface CallOptions {
  signal?: AbortSignal | undefined
}

export interface CallRequest<Verdict = never> {
  operation: Operation
  values?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | number | undefined>>
  /** sent as JSON; undefined fields are left out. All its texts are kept out of errors. */
  body?: Fields
  /** more fields of the body: constants of ours, which errors may name */
  fixed?: Fields
  bodyLimit?: number
  explain?: Explain
  verdict?: ReadVerdict<Verdict>
}

export interface CallsOptions {
  wire: Wire
  tokens: AccessTokens
  timing: Timing
  now: () => number
  closing: AbortSignal
}

type Pause = (failed: FailedAttempt, tried: number) => number | undefined

/** Authorised calls to Mosaic: token, deadline, retries and errors. Everything fails with `AppFailure`. */
export class Calls {
  readonly #options: CallsOptions
  readonly #writing = new Set<Promise<unknown>>()

  constructor(options: CallsOptions) {
    this.#options = options
  }

  /** Resolves when no write is under way any more. */
  async writesEnded(): Promise<void> {
    await Promise.allSettled(this.#writing)
  }

  /** The current token, fetched when needed. It never leaves this folder. */
  async token(options: CallOptions = {}): Promise<AccessToken> {
    const { timing, closing, tokens, wire } = this.#options
    const limits = new CallLimits(timing.readDeadlineMs, [options.signal, closing])
    try {
      return await tokens.get(limits)
    } catch (error) {
      throw endedFailure(error, wire.host, 'POST /oidc/token')
    } finally {
      limits.end()
    }
  }

  /** A call that changes nothing: retried on connection errors, 429 and 5xx within one deadline. */
  async read<Verdict = never>(
    request: CallRequest<Verdict>,
    options: CallOptions = {}
  ): Promise<Reply<Verdict>> {
    const { timing, closing } = this.#options
    const pace = paceOf(timing)
    const limits = new CallLimits(timing.readDeadlineMs, [options.signal, closing])
    return this.#run(request, limits, timing.headersMs, (failed, tried) => readPause(failed, tried, pace))
  }

  /**
   * A call that changes something: repeated only where nothing can have been done; a sent one without a clear answer
   * is `outcome-unknown`. Closing the client lets it end, so that its outcome is known.
   */
  async write<Verdict = never>(
    request: CallRequest<Verdict>,
    options: CallOptions = {}
  ): Promise<Reply<Verdict>> {
    const { timing } = this.#options
    const pace = paceOf(timing)
    const limits = new CallLimits(timing.writeMs, [options.signal])
    const pause: Pause = (failed, tried) => writePause(failed, tried, pace)
    const running = this.#run(request, limits, timing.writeMs, pause)
    this.#writing.add(running)
    try {
      return await running
    } finally {
      this.#writing.delete(running)
    }
  }

  async #run<Verdict>(
    request: CallRequest<Verdict>,
    limits: CallLimits,
    headersMs: number,
    pause: Pause
  ): Promise<Reply<Verdict>> {
    const { operation } = request
    const attempt = this.#attempts(request, limits, headersMs)
    try {
      return await withRetries(attempt, pause, limits, this.#options.wire.budget)
    } catch (error) {
      if (error instanceof AttemptFailure)
        throw new AppFailure(outcome(operation, error.failed), { cause: error })
      throw endedFailure(error, this.#options.wire.host, callName(operation))
    } finally {
      limits.end()
    }
  }

  /** One try; a token that Mosaic refuses is renewed once in the whole call, where that may help. */
  #attempts<Verdict>(
    request: CallRequest<Verdict>,
    limits: CallLimits,
    headersMs: number
  ): () => Promise<Reply<Verdict>> {
    const { tokens, wire } = this.#options
    let renewed = false
    return async () => {
      const token = await tokens.get(limits)
      try {
        return await this.#once(request, token, limits, headersMs)
      } catch (error) {
        if (!(error instanceof AttemptFailure) || error.failed.mayBeToken !== true) throw error
        if (renewed || !tokens.renew(token)) throw error
        renewed = true
        wire.budget?.repeats(error.failed.error)
        return this.#once(request, await tokens.get(limits), limits, headersMs)
      }
    }
  }

  async #once<Verdict>(
    request: CallRequest<Verdict>,
    token: AccessToken,
    limits: CallLimits,
    headersMs: number
  ): Promise<Reply<Verdict>> {
    const { wire, timing, now } = this.#options
    const { operation, values = {}, query = {}, body, fixed, bodyLimit = bodyLimits.usual } = request
    const { explain, verdict } = request
    const hasBody = body !== undefined || fixed !== undefined
    const headers: Record<string, string> = { ...commonHeaders, authorization: `Bearer ${token.value}` }
    if (hasBody) headers['content-type'] = 'application/json'
    const answer = await send(
      wire,
      {
        method: operation.method,
        path: `/cis${fillPath(operation.path, values)}${queryString(query)}`,
        headers,
        body: hasBody ? JSON.stringify({ ...body, ...fixed }) : undefined,
        headersMs,
        bodyMs: timing.bodyMs,
        bodyLimit
      },
      callName(operation),
      limits
    )
    const sent = [values, query, body].flatMap(textsWithin)
    const { claims } = token
    return judge(answer, { operation, host: wire.host, sent, claims, explain, verdict, now: now() })
  }
}

/** The error to tell: a write that was sent and not refused may have taken effect, whatever went wrong after. */
function outcome({ action }: Operation, { error, sent, refused }: FailedAttempt): AppError {
  if (action === undefined || !sent || refused) return error
  const { detail, status, correlationId } = error
  return { kind: 'outcome-unknown', action, detail, status, correlationId }
}
