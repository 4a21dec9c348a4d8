import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { TLSSocket, type PeerCertificate } from 'node:tls'
import { Pool, ProxyAgent, type Dispatcher } from 'undici'
import type { Way } from '../mosaic/connection'
import { exchange } from '../mosaic/transport'

/** What a connection says of who is at its other end. */
export interface SeenCertificate {
  /** such as `TLSv1.3` */
  protocol: string
  issuer: string
  subject: string
  /** epoch ms; NaN where it says none */
  endsAt: number
}

const channel = 'undici:client:connected'

/** Hears of each TLS connection to the origin that undici makes from now on, until the answered function is called. */
export function watchTls(
  origin: string,
  onTls: (seen: SeenCertificate, socket: TLSSocket) => void
): () => void {
  const { hostname, port } = new URL(origin)
  const listener = (message: unknown) => {
    const { connectParams, socket } = message as {
      connectParams: { hostname: string; port: string }
      socket: unknown
    }
    const isOurs = connectParams.hostname === hostname && connectParams.port === port
    if (isOurs && socket instanceof TLSSocket) onTls(seenOf(socket), socket)
  }
  subscribe(channel, listener)
  return () => unsubscribe(channel, listener)
}

/**
 * The certificate of a host that was not trusted, so that whoever stands in between can be named. It is looked at and the
 * connection ended: nothing is ever sent on it. Undefined where there is none to be seen.
 */
export async function lookAtUntrusted(
  origin: string,
  way: Way,
  timeoutMs: number
): Promise<SeenCertificate | undefined> {
  let seen: SeenCertificate | undefined
  const looked = new AbortController()
  const unwatch = watchTls(origin, (found, socket) => {
    seen = found
    socket.destroy()
    // else undici would connect anew
    looked.abort()
  })
  const dispatcher = unverified(origin, way, timeoutMs)
  try {
    const headers = { accept: '*/*' }
    const limits = { headersMs: timeoutMs, bodyMs: timeoutMs, bodyLimit: 0 }
    // it fails in every case: the socket is gone before its first byte
    await exchange(
      dispatcher,
      { origin, method: 'GET', path: '/', headers, ...limits },
      AbortSignal.any([looked.signal, AbortSignal.timeout(timeoutMs)])
    ).catch(() => undefined)
    return seen
  } finally {
    unwatch()
    await dispatcher.destroy().catch(() => undefined)
  }
}

function unverified(origin: string, way: Way, timeout: number): Dispatcher {
  const look = { timeout, rejectUnauthorized: false, allowH2: false }
  return way.kind === 'direct'
    ? new Pool(origin, { connect: look, connections: 1 })
    : new ProxyAgent({ uri: way.url, requestTls: look, proxyTls: { timeout } })
}

function seenOf(socket: TLSSocket): SeenCertificate {
  const { issuer, subject, valid_to } = socket.getPeerCertificate()
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    issuer: nameOf(issuer),
    subject: nameOf(subject),
    endsAt: Date.parse(valid_to)
  }
}

/** `GTS CA 1C3 (Google Trust Services LLC)`; an absent certificate has no names at all. */
function nameOf(name: Partial<PeerCertificate['issuer']> | undefined): string {
  const [common, organisation] = [first(name?.CN), first(name?.O)]
  if (common === undefined) return organisation ?? 'nobody named'
  return organisation === undefined ? common : `${common} (${organisation})`
}

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value
