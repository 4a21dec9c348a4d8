import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { AskedTenant } from '../../../src/main/desk/look-up'
import { createMosaicClient, type MosaicClientOptions } from '../../../src/main/mosaic/client'
import { json, quick } from '../mosaic/fake-mosaic'

export type Behaviour =
  | 'found'
  | 'none'
  | 'failing'
  | 'limited'
  | 'breaking'
  | 'page'
  | 'wrong-secret'
  | 'first-fails'
  | 'silent'

/** Everything the answer to one request may depend on. */
export interface Manner {
  behaviour: Behaviour
  /** before the token, and before each other answer in turn; ms */
  delays: readonly number[]
  /** seconds that a limited tenant asks to wait */
  retryAfter?: number
}

/** Short pauses before retries; who says nothing is given up soon. */
export const impatient = { ...quick, retryBaseMs: 1 }

/**
 * A server that is a tenant to many look-ups at once: each look-up has a client id of its own, and whoever is found carries the
 * tenant's mark and that client's.
 */
export class MarkedTenant {
  readonly id: string
  readonly sockets = new Set<Socket>()
  manner: Manner = { behaviour: 'none', delays: [0] }
  /** by client id */
  requests = new Map<string, number>()
  /** answers a look-up's requests from the one of that number on only when `until` is over */
  held: { from: number; until: Promise<void> } | undefined
  origin = ''
  #server: Server

  constructor(id: string) {
    this.id = id
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const isToken = request.url === '/oidc/token'
        const body = Buffer.concat(chunks).toString()
        const client = isToken
          ? (new URLSearchParams(body).get('client_id') ?? '')
          : (request.headers.authorization ?? '').replace('Bearer ', '')
        const count = (this.requests.get(client) ?? 0) + 1
        this.requests.set(client, count)
        void this.#answer({ client, count, isToken, url: request.url ?? '' }, response)
      })
    })
    this.#server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
    })
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve)
      this.#server.closeAllConnections()
    })
  }

  /** What main opens for a look-up. */
  open(clientId: string, more: Partial<MosaicClientOptions> = {}): AskedTenant {
    const secret = async () => 'secret'
    return {
      applicationId: `application-of-${this.id}`,
      client: createMosaicClient({ origin: this.origin, clientId, secret, ...more }),
      clientOf: { apiHost: this.origin, clientId },
      defaultCountry: 'US'
    }
  }

  async #answer(
    { client, count, isToken, url }: { client: string; count: number; isToken: boolean; url: string },
    response: ServerResponse
  ): Promise<void> {
    const { behaviour, delays, retryAfter = 0 } = this.manner
    const delay = delays[(count - 1) % delays.length] ?? 0
    if (delay > 0) await wait(delay)
    if (isToken && behaviour === 'wrong-secret') return json(response, 401, { error: 'invalid_client' })
    if (isToken) return json(response, 200, { access_token: client, expires_in: 300 })
    if (this.held !== undefined && count >= this.held.from) await this.held.until
    const nobody = () =>
      url.startsWith('/cis/v1/users?')
        ? json(response, 200, { result: [], total_count: 0, page_info: { has_next_page: false } })
        : json(response, 404, { message: 'User not found', error_code: 404 })
    switch (behaviour) {
      case 'found':
        if (!url.startsWith('/cis/v1/users/email/')) return nobody()
        return json(response, 200, {
          result: { user_id: `${this.id}-of-${client}`, status: 'Active', email: { value: this.id } }
        })
      case 'failing':
        return json(response, 503, { message: 'Service unavailable' })
      case 'limited':
        return json(response, 429, { message: 'Too many requests' }, { 'retry-after': String(retryAfter) })
      case 'first-fails':
        return count === 2 ? json(response, 503, { message: 'Service unavailable' }) : nobody()
      case 'breaking':
        return void response.destroy()
      case 'page':
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')
      case 'silent':
        return undefined
      case 'none':
      case 'wrong-secret':
        return nobody()
    }
  }
}
