import { AppFailure } from '../../shared/errors'
import { isLoopback } from '../../shared/api-host'
import type { ResolveRoute } from './connection'
import { OriginPool } from './origin-pool'
import { exchange } from './transport'

const connectMs = 10_000
const answerMs = 30_000
/** What comes back is not read, but for its status. */
const answerLimit = 64_000

/** Posts JSON to one address, which is not Mosaic's: over the same proxies and trust, with nothing of ours in the headers. */
export interface JsonPoster {
  /** the status of the answer; redirects are not followed. Throws where none came */
  post(json: string): Promise<number>
  close(): Promise<void>
}

/** Throws `invalid-input` for an address that is not HTTPS and not on this computer. */
export function createJsonPoster(url: string, route: ResolveRoute): JsonPoster {
  const target = URL.parse(url)
  const isSafe =
    target?.protocol === 'https:' || (target?.protocol === 'http:' && isLoopback(target.hostname))
  if (target === null || !isSafe) {
    throw new AppFailure({
      kind: 'invalid-input',
      reason: 'form',
      fields: { url: 'This is not an HTTPS address.' }
    })
  }
  const pool = new OriginPool(target.origin, route, connectMs)
  const closing = new AbortController()
  return {
    async post(json) {
      const dispatcher = await pool.dispatcher()
      try {
        const answer = await exchange(
          dispatcher,
          {
            origin: target.origin,
            method: 'POST',
            path: `${target.pathname}${target.search}`,
            headers: { 'content-type': 'application/json', accept: '*/*' },
            body: json,
            headersMs: answerMs,
            bodyMs: answerMs,
            bodyLimit: answerLimit
          },
          AbortSignal.any([closing.signal, AbortSignal.timeout(answerMs + connectMs)])
        )
        return answer.status
      } catch (thrown) {
        pool.suspect(dispatcher, false)
        throw thrown
      }
    },
    async close() {
      closing.abort()
      await pool.destroy()
    }
  }
}
