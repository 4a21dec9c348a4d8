import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { makeCertificate } from '../../unit/mosaic/certificate'

export interface WrongServer {
  host: string
  port: number
  stop(): Promise<void>
}

async function listen(server: Server): Promise<WrongServer> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
  }
}

const page: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end('<!DOCTYPE html><title>Intranet</title><h1>Welcome</h1>')
}

/** A web server that is not Mosaic: it answers everything with a page. */
export const startWebServer = (): Promise<WrongServer> => listen(createServer(page))

/** Takes every request and answers none. */
export async function startSilentServer(): Promise<WrongServer & { requests(): number; sockets(): number }> {
  let requests = 0
  const sockets = new Set<Socket>()
  const server = createServer(() => void requests++)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return { ...(await listen(server)), requests: () => requests, sockets: () => sockets.size }
}

/** `startWebServer` over TLS, with a certificate that nobody vouches for. */
export function startUntrustedServer(): Promise<WrongServer> {
  const { pem, key } = makeCertificate({ name: 'localhost', hosts: ['127.0.0.1', 'localhost'] })
  return listen(createSecureServer({ cert: pem, key }, page))
}

/** A proxy that lets nobody through. */
export function startRefusingProxy(): Promise<WrongServer> {
  const server = createServer((_request, response) => response.writeHead(403).end())
  server.on('connect', (_request, socket) =>
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')
  )
  return listen(server)
}

/** A port of this computer where nothing listens. */
export async function closedPort(): Promise<number> {
  const { port, stop } = await startWebServer()
  await stop()
  return port
}
