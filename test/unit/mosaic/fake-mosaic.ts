import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import {
  createMosaicClient,
  type MosaicClient,
  type MosaicClientOptions
} from '../../../src/main/mosaic/client'
import type { Certificate } from './certificate'

export interface Seen {
  method: string
  /** the raw target, as it was on the wire */
  target: string
  headers: IncomingMessage['headers']
  body: string
  socket: Socket
}

export type Handler = (seen: Seen, response: ServerResponse) => void

export interface Fake {
  origin: string
  port: number
  /** requests to the API, without those for tokens */
  seen: Seen[]
  tokenRequests: Seen[]
  /** how API calls are answered */
  on: Handler
  onToken: Handler
  sockets: Set<Socket>
  /** connections are refused until it listens again, on the same port */
  stopListening: () => Promise<void>
  listenAgain: () => Promise<void>
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {}
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export function html(response: ServerResponse, status: number, headers: Record<string, string> = {}) {
  response
    .writeHead(status, { 'content-type': 'text/html', ...headers })
    .end('<!doctype html><h1>Gateway</h1>')
}

/** A JWT with that payload and no real signature: the client reads tokens and never judges them. */
export function jwt(payload: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part(payload)}.c2lnbmF0dXJl`
}

/** A server that behaves as the test says, whose tokens are t1, t2, … by default. It ends with the test. */
export async function startFake(on: Handler, certificate?: Certificate): Promise<Fake> {
  const fake: Fake = {
    origin: '',
    port: 0,
    seen: [],
    tokenRequests: [],
    on,
    onToken: (_, response) =>
      json(response, 200, {
        access_token: `t${fake.tokenRequests.length}`,
        token_type: 'Bearer',
        expires_in: 3600
      }),
    sockets: new Set(),
    stopListening: async () => {
      server.close()
      for (const socket of fake.sockets) socket.destroy()
      await once(server, 'close')
    },
    listenAgain: async () => {
      server.listen(fake.port, '127.0.0.1')
      await once(server, 'listening')
    }
  }
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers, socket } = request
      const seen = { method, target: url, headers, body: Buffer.concat(chunks).toString(), socket }
      const isToken = url === '/oidc/token'
      ;(isToken ? fake.tokenRequests : fake.seen).push(seen)
      ;(isToken ? fake.onToken : fake.on)(seen, response)
    })
  }
  const server: Server = certificate
    ? createTlsServer({ key: certificate.key, cert: certificate.pem }, listener)
    : createServer(listener)
  server.on('connection', (socket) => {
    fake.sockets.add(socket)
    socket.on('close', () => fake.sockets.delete(socket))
  })
  fake.port = await listenOnLoopback(server)
  fake.origin = `${certificate ? 'https' : 'http'}://127.0.0.1:${fake.port}`
  onTestFinished(() => {
    server.close()
    for (const socket of fake.sockets) socket.destroy()
  })
  return fake
}

export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Patient enough for a busy machine, yet with pauses that no test notices. */
export const quick = {
  connectMs: 5000,
  headersMs: 5000,
  bodyMs: 5000,
  readDeadlineMs: 8000,
  writeMs: 8000,
  retryBaseMs: 1
}

export function clientFor(origin: string, options: Partial<MosaicClientOptions> = {}): MosaicClient {
  const secret = () => Promise.resolve('s3cret-Ω&=')
  const client = createMosaicClient({ origin, clientId: 'client.id', secret, timeouts: quick, ...options })
  onTestFinished(() => client.close())
  return client
}

/** The `AppError` a promise fails with; a promise that does not fail is a failed test. */
export async function errorOf(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  const outcome = await promise.then(
    () => 'no failure',
    (thrown: unknown) => (thrown as { error?: unknown }).error ?? thrown
  )
  if (typeof outcome !== 'object' || outcome === null || outcome instanceof Error) {
    throw new Error('expected an AppFailure', { cause: outcome })
  }
  return { ...outcome }
}
