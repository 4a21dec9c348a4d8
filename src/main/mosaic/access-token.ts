import { AppFailure } from '../../shared/errors'
import { AttemptFailure } from './attempt'
import { CallLimits } from './limits'
import { endedFailure, readPause, withRetries } from './retry'
import { bodyLimits, paceOf, type Timing } from './settings'
import { judgeTokenAnswer, tokenCall, type AccessToken } from './token-answer'
import type { TokenClaims } from './token-claims'
import { commonHeaders, send, type Wire } from './wire'

export interface TokenOptions {
  wire: Wire
  clientId: string
  secret: () => Promise<string>
  /** told of each token that was got with it */
  onToken?: ((claims: TokenClaims) => void) | undefined
  timing: Timing
  now: () => number
  /** aborts when the client closes */
  closing: AbortSignal
}

/** Within it, a renewed token counts as one that Mosaic has just given out. */
const freshMs = 60_000

interface Flight {
  secretRead: Promise<unknown>
  token: Promise<AccessToken>
}

/**
 * The client's access token: in memory only, fetched by one flight at a time that all callers share. A caller that
 * gives up leaves the flight to the others.
 */
export class AccessTokens {
  readonly #options: TokenOptions
  #current: AccessToken | undefined
  #flight: Flight | undefined
  /** when the last refused token was forgotten */
  #renewedAt: number | undefined

  constructor(options: TokenOptions) {
    this.#options = options
  }

  /** A token that is good for a while yet. Fails as `secret()` or the token endpoint fails. */
  async get(limits: CallLimits): Promise<AccessToken> {
    const current = this.#current
    if (current !== undefined) {
      // how long the token still lives is not known when the clock was set back
      if (this.#isWithin(current.usableMs, current.fetchedAt)) return current
    }
    const flight = (this.#flight ??= this.#fly())
    await limits.raceUntimed(flight.secretRead)
    return limits.race(flight.token)
  }

  /**
   * Forgets a token that Mosaic refused with a 401; a newer one that somebody else has fetched meanwhile stays. False
   * where another one would fare no better: Mosaic gave out this one just now, so it denies the call (API.md §1.3).
   */
  renew(refused: AccessToken): boolean {
    if (this.#current !== refused) return true
    if (this.#isWithin(freshMs, this.#renewedAt)) return false
    this.#current = undefined
    this.#renewedAt = this.#options.now()
    return true
  }

  #isWithin(milliseconds: number, since: number | undefined): boolean {
    const age = this.#options.now() - (since ?? Number.NaN)
    return age >= 0 && age < milliseconds
  }

  #fly(): Flight {
    const secretRead = (async () => this.#options.secret())()
    const token = secretRead.then((secret) => this.#fetch(secret))
    const flight = { secretRead, token }
    const land = () => {
      if (this.#flight === flight) this.#flight = undefined
    }
    token.then((fetched) => {
      this.#current = fetched
      land()
      this.#options.onToken?.(fetched.claims)
    }, land)
    return flight
  }

  async #fetch(secret: string): Promise<AccessToken> {
    const { wire, clientId, timing, now, closing } = this.#options
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret }
    const request = {
      method: 'POST',
      path: '/oidc/token',
      // the only encoding that is documented for it (API.md §1.2)
      headers: { ...commonHeaders, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
      headersMs: timing.headersMs,
      bodyMs: timing.bodyMs,
      bodyLimit: bodyLimits.token
    } as const
    const limits = new CallLimits(timing.readDeadlineMs, [closing])
    const pace = paceOf(timing)
    try {
      return await withRetries(
        async () => {
          const answer = await send(wire, request, tokenCall, limits)
          return judgeTokenAnswer(answer, { host: wire.host, now: now(), sent: [clientId, secret] })
        },
        // asking for a token changes nothing, so it is retried as reads are
        (failed, tried) => readPause(failed, tried, pace),
        limits,
        wire.budget
      )
    } catch (error) {
      if (error instanceof AttemptFailure) throw new AppFailure(error.failed.error, { cause: error })
      throw endedFailure(error, wire.host, tokenCall)
    } finally {
      limits.end()
    }
  }
}
