import { createSecureContext } from 'node:tls'
import { Pool, ProxyAgent, type Dispatcher, type buildConnector } from 'undici'
import { isLoopback } from '../../shared/api-host'
import { trustedRoots } from './ca'
import type { Way } from './connection'
import { codeOf, isTlsCode } from './failure-codes'

/** The proxy could not be reached or did not open the way; `status` is what it answered to CONNECT. */
export class ProxyFailure extends Error {
  readonly status: number | undefined
  constructor(cause: unknown) {
    super('the proxy did not open the way', { cause })
    this.name = 'ProxyFailure'
    this.status = Number(/Proxy response \((\d{3})\)/.exec(messageOf(cause))?.[1]) || undefined
  }
}

/** `pipelining: 1` is undici's way to say: keep connections alive, one request at a time on each. */
const pooling = { pipelining: 1, connections: 16, keepAliveTimeout: 10_000, allowH2: false } as const

export interface PoolOptions {
  way: Way
  /** PEM text, trusted besides Node's own roots */
  extraCa?: string | undefined
  connectMs: number
}

/** One keep-alive pool for the origin, straight or through the proxy. Loopback never goes through a proxy. */
export function openPool(origin: string, { way, extraCa, connectMs }: PoolOptions): Dispatcher {
  const tls = {
    timeout: connectMs,
    // made once and not for each connection: parsing all the roots takes tens of milliseconds
    ...(extraCa === undefined ? {} : { secureContext: createSecureContext({ ca: trustedRoots(extraCa) }) })
  }
  if (way.kind === 'direct' || isLoopback(new URL(origin).hostname)) {
    return new Pool(origin, { ...pooling, connect: tls })
  }
  return new ProxyAgent({
    uri: way.url,
    requestTls: tls,
    proxyTls: tls,
    clientFactory: (proxy, options) =>
      new Pool(proxy, { connect: asProxyFailure(connectOf(options), () => true), headersTimeout: connectMs }),
    factory: (target, options) =>
      new Pool(target, {
        ...pooling,
        // through an open tunnel only the target's certificate can be at fault; anything else is the proxy's
        connect: asProxyFailure(connectOf(options), (error) => !isTlsCode(codeOf(error)))
      })
  })
}

/**
 * Tells the proxy's failures from the target's. It also keeps undici from dialling without end: a pool retries a
 * connection whose failure carries one of undici's own socket codes, as a proxy that hangs up on CONNECT causes.
 */
function asProxyFailure(
  connect: buildConnector.connector,
  isProxys: (error: Error) => boolean
): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error === null) return callback(null, socket)
      const known = error instanceof ProxyFailure || !isProxys(error)
      callback(known ? error : new ProxyFailure(error), null)
    })
}

/** undici hands its factories the connector under `connect`, in an object that it does not type. */
function connectOf(options: object): buildConnector.connector {
  return (options as { connect: buildConnector.connector }).connect
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : ''
}
