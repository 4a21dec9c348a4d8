import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ProxyFailure } from '../mosaic/agents'
import type { NetworkRoute, ResolveRoute } from '../mosaic/connection'
import { codeOf, isTlsCode } from '../mosaic/failure-codes'
import { explainFailure } from '../mosaic/failures'
import { OriginPool } from '../mosaic/origin-pool'
import { exchange, ExchangeFailure } from '../mosaic/transport'
import { AppFailure, type AppError } from '../../shared/errors'
import { lookAtUntrusted, type SeenCertificate, watchTls } from './certificate-look'

const connectMs = 5_000
const answerMs = 5_000
const dnsMs = 3_000
/** Bytes; of most hosts only the head of the answer is looked at. */
const mostBytes = 4 * 1024 * 1024

export interface Reached {
  milliseconds: number
  status: number
  tls: SeenCertificate | undefined
  /** this computer's clock minus the server's, as far as its Date says; ms */
  skew: number | undefined
  dnsMs: number | undefined
  body: Buffer
}

export type Reach =
  | { ok: true; reached: Reached }
  | { ok: false; error: AppError; tls?: SeenCertificate | undefined }

/**
 * Asks the host for one address over the very way that calls to Mosaic take, and sends nothing that names anybody: no client, no
 * token. An answer of more bytes than `bodyLimit` is a failure. Never throws.
 */
export async function reach(address: string, resolve: ResolveRoute, bodyLimit = mostBytes): Promise<Reach> {
  const { origin, host, pathname, search } = new URL(address)
  const path = `${pathname}${search}`
  let route: NetworkRoute | undefined
  let tls: SeenCertificate | undefined
  const unwatch = watchTls(origin, (seen) => (tls = seen))
  const pool = new OriginPool(origin, async (asked) => (route = await resolve(asked)), connectMs)
  const signal = AbortSignal.timeout(connectMs + answerMs)
  try {
    const asking = askOn(pool, { origin, path, bodyLimit, ways: () => route?.ways.length ?? 1, signal })
    const { answer, milliseconds } = await Promise.race([asking, late(signal)])
    const skew = skewOf(answer.headers['date'], milliseconds)
    const isDirect = route?.ways[0].kind === 'direct'
    const dns = isDirect ? await timeDns(new URL(origin).hostname) : undefined
    const { status, body } = answer
    return { ok: true, reached: { milliseconds, status, tls, skew, dnsMs: dns, body } }
  } catch (thrown) {
    const error = errorOf(thrown, host)
    const isCertificate = thrown instanceof ExchangeFailure && isTlsCode(codeOf(thrown.cause))
    const seen = isCertificate && route && (await lookAtUntrusted(origin, route.ways[0], connectMs))
    return { ok: false, error, ...(seen && { tls: seen }) }
  } finally {
    unwatch()
    await pool.destroy().catch(() => undefined)
  }
}

/** Finding the way may hang too, as a PAC script can. */
const late = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new ExchangeFailure(signal.reason, false)), { once: true })
  })

interface Asking {
  origin: string
  path: string
  bodyLimit: number
  ways: () => number
  signal: AbortSignal
}

/** On each way in turn, for as long as it is the proxy that does not open. */
async function askOn(pool: OriginPool, { origin, path, bodyLimit, ways, signal }: Asking) {
  for (let tried = 1; ; tried++) {
    const dispatcher = await pool.dispatcher()
    const began = performance.now()
    try {
      const answer = await exchange(
        dispatcher,
        {
          origin,
          method: 'GET',
          path,
          headers: { accept: '*/*', 'cache-control': 'no-cache' },
          headersMs: answerMs,
          bodyMs: answerMs,
          bodyLimit
        },
        signal
      )
      return { answer, milliseconds: Math.round(performance.now() - began) }
    } catch (thrown) {
      const isProxys = thrown instanceof ExchangeFailure && thrown.cause instanceof ProxyFailure
      if (!isProxys || tried >= ways()) throw thrown
      pool.suspect(dispatcher, true)
    }
  }
}

function errorOf(thrown: unknown, host: string): AppError {
  if (thrown instanceof AppFailure) return thrown.error
  if (thrown instanceof ExchangeFailure) {
    const { cause } = thrown
    // our own time is over, as a signal says it
    const isLate = cause instanceof Error && cause.name === 'TimeoutError'
    if (isLate)
      return { kind: 'unreachable', cause: 'timeout', host, detail: 'no answer within the time allowed' }
    return explainFailure(thrown, 'GET', host).error
  }
  return { kind: 'internal' }
}

/** The Date has whole seconds, and was written on half of the way. */
function skewOf(date: string | undefined, milliseconds: number): number | undefined {
  const theirs = Date.parse(date ?? '')
  return Number.isNaN(theirs) ? undefined : Date.now() - milliseconds / 2 - theirs
}

/** How long the look-up takes by itself; undefined for addresses, and where it fails or is slow. */
async function timeDns(hostname: string): Promise<number | undefined> {
  if (hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined
  const began = performance.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), dnsMs)))
  const found = await Promise.race([lookup(hostname, { all: true }).catch(() => undefined), late])
  clearTimeout(timer)
  return found && Math.round(performance.now() - began)
}
