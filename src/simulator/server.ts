import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { InboxMessage } from '../shared/credentials'
import { answer, type Received } from './answer'
import { addClients, type ClientSet, type Credentials } from './clients'
import { Control, controlPath } from './control'
import { misbehave } from './faults'
import { answerForError, readBody, send, splitTarget, type Answer } from './http'
import { newId } from './ids'
import { openLink } from './open-link'
import { Router } from './router'
import { routes } from './routes'
import { appIds, redirectUri, secondRedirectUri, seedTenant, seedUsers } from './seed'
import { Tenant } from './state'

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  port?: number
  /** Epoch milliseconds; the computer's clock unless given. */
  clock?: () => number
  /** `empty` has applications, groups and clients, but nobody in it. */
  seed?: 'practice' | 'empty'
  /** Opens the control endpoint and keeps what was asked: for tests only. */
  control?: boolean
  credentials?: Partial<Pick<ClientSet, 'app' | 'management'>>
}

export interface Simulator {
  /** The API host, such as `http://127.0.0.1:8790`, without `/cis`. */
  url: string
  port: number
  clientId: string
  clientSecret: string
  appId: string
  appName: string
  /** The page of the application that links in e-mails may lead to. */
  redirectUri: string
  management: Credentials
  /** A client of the same application that may not read users. */
  limited: Credentials
  secondApp: Credentials & { appId: string; appName: string; redirectUri: string }
  controlToken?: string
  /** What the tenant "sent", the newest first: nothing leaves this computer. */
  inbox(): InboxMessage[]
  /** Plays the click of whoever was sent the message; false where its link is over or the message unknown. */
  openLink(messageId: string): boolean
  /** Ends every connection, those kept alive too, and resolves when the port is free. */
  stop(): Promise<void>
}

/**
 * Starts the practice tenant on 127.0.0.1: it serves over HTTP what Mosaic serves, and forgets everything when it
 * stops. Fails with the error of `listen`, such as EADDRINUSE.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const tenant = new Tenant(options.clock ?? Date.now)
  seedTenant(tenant)
  if (options.seed !== 'empty') seedUsers(tenant)
  const clients = addClients(tenant, appIds, options.credentials)
  const controlToken = randomBytes(24).toString('base64url')
  const control = options.control ? new Control(tenant, controlToken) : undefined
  const router = new Router(routes)
  const server = createServer((request, response) => {
    void serve(tenant, router, control, request, response)
  })
  // as long as a gateway's, so that a client's idle connection is not closed under its next request
  server.keepAliveTimeout = 60_000
  server.on('clientError', (_error, socket) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  const port = await listen(server, options.port ?? 0)
  const nameOf = (appId: string): string => tenant.apps.get(appId)?.name ?? ''
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    ...clients.app,
    appId: appIds.shop,
    appName: nameOf(appIds.shop),
    redirectUri,
    management: clients.management,
    limited: clients.limited,
    secondApp: {
      ...clients.secondApp,
      appId: appIds.loyalty,
      appName: nameOf(appIds.loyalty),
      redirectUri: secondRedirectUri
    },
    ...(control && { controlToken }),
    inbox: () => tenant.inbox.messages(tenant.now()),
    openLink: (messageId) => openLink(tenant, messageId).opened,
    stop: () => stop(server)
  }
}

async function serve(
  tenant: Tenant,
  router: Router,
  control: Control | undefined,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const correlationId = newId()
  const method = request.method ?? 'GET'
  const target = request.url ?? '/'
  const { path, query } = splitTarget(target)
  let body: string
  try {
    body = await readBody(request)
  } catch (error) {
    // a client that went away while it sent is owed nothing
    if (!response.destroyed) send(response, answerForError(error), correlationId)
    return
  }
  if (control && path === controlPath && method === 'POST') {
    send(
      response,
      settle(() => control.handle(request.headers['x-control-token'], body)),
      correlationId
    )
    return
  }
  const { 'content-type': contentType, authorization } = request.headers
  const received: Received = { method, target, body, contentType, authorization }
  const respond = (): Answer => settle(() => answer(tenant, router, received))
  control?.saw({ method, path, query: query.toString(), headers: Object.keys(request.headers), body })
  const { delay, fault } = control?.faults.take(method, path) ?? { delay: 0, fault: undefined }
  if (delay > 0) await wait(delay, undefined, { ref: false })
  if (fault) misbehave(fault, request, response, respond, correlationId)
  else send(response, respond(), correlationId)
}

/** Error answers are thrown all over; here they become answers. */
function settle(work: () => Answer): Answer {
  try {
    return work()
  } catch (error) {
    return answerForError(error)
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
