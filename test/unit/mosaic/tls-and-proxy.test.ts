import { createServer as createHttpServer } from 'node:http'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { NetworkRoute, Way } from '../../../src/main/mosaic/connection'
import { makeCertificate } from './certificate'
import { clientFor, errorOf, json, listenOnLoopback, startFake, type Handler } from './fake-mosaic'

const user: Handler = (_, response) => json(response, 200, { result: { user_id: 'u1', status: 'Active' } })
const authority = makeCertificate({ name: 'Company Inspection CA', authority: true })
const hosts = ['mosaic.test', '127.0.0.1']
const trusted = makeCertificate({ name: 'mosaic.test', hosts, issuer: authority })
const direct: Way = { kind: 'direct' }
const straight: NetworkRoute = { ways: [direct] }

describe('a certificate', () => {
  it.each([
    ['signed by itself', makeCertificate({ name: 'x', hosts }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of an unknown authority', trusted, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['for another host', makeCertificate({ name: 'y', hosts: ['else.test'], issuer: authority }), undefined],
    ['that ran out', makeCertificate({ name: 'z', hosts, issuer: authority, expired: true }), undefined]
  ])('%s is not trusted, and nothing is sent', async (_, certificate, code) => {
    const fake = await startFake(user, certificate)
    const error = await errorOf(clientFor(fake.origin).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'tls', host: `127.0.0.1:${fake.port}` })
    expect(error['detail']).toMatch(code ?? /^POST \/oidc\/token: [A-Z_]+$/)
    expect(fake.tokenRequests).toHaveLength(0)
  })

  it.each([
    ['for another host', makeCertificate({ name: 'y', hosts: ['else.test'], issuer: authority }), 'ALTNAME'],
    [
      'that ran out',
      makeCertificate({ name: 'z', hosts, issuer: authority, expired: true }),
      'CERT_HAS_EXPIRED'
    ]
  ])('%s is not trusted, even if its authority is', async (_, certificate, code) => {
    const fake = await startFake(user, certificate)
    const route = () => Promise.resolve({ ...straight, extraCa: authority.pem })
    const error = await errorOf(clientFor(fake.origin, { route }).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'tls' })
    expect(error['detail']).toContain(code)
  })

  it('of an authority in the extra CA file is trusted', async () => {
    const fake = await startFake(user, trusted)
    const route = () => Promise.resolve({ ...straight, extraCa: authority.pem })
    expect(await clientFor(fake.origin, { route }).users.byId('u1')).toMatchObject({ id: 'u1' })
  })

  it('is not trusted by grace of an extra CA file that is damaged', async () => {
    const fake = await startFake(user, trusted)
    const extraCa = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    const route = () => Promise.resolve({ ...straight, extraCa })
    const error = await errorOf(clientFor(fake.origin, { route }).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'tls' })
  })

  it('is missing where a server does not speak TLS', async () => {
    const fake = await startFake(user)
    const error = await errorOf(clientFor(fake.origin.replace('http:', 'https:')).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'tls' })
  })
})

interface Proxy {
  url: string
  asked: string[]
}

/** A proxy that opens the way to `port` whatever host it is asked for, or does what the test says instead. */
async function startProxy(port: number, instead?: (socket: Socket) => void, at = 0): Promise<Proxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createHttpServer((_, response) => response.writeHead(400).end())
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '')
    socket.on('error', () => socket.destroy())
    if (instead !== undefined) return instead(socket)
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(socket).pipe(target)
    })
    target.on('error', () => socket.destroy())
  })
  const url = `http://127.0.0.1:${await listenOnLoopback(server, at)}`
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return { url, asked }
}

const through =
  (url: string, ...fallbacks: Way[]) =>
  (): Promise<NetworkRoute> =>
    Promise.resolve({ ways: [{ kind: 'http', url }, ...fallbacks], extraCa: authority.pem })

describe('a proxy', () => {
  it('is asked for a tunnel, through which TLS is checked as ever', async () => {
    const fake = await startFake(user, trusted)
    const proxy = await startProxy(fake.port)
    const client = clientFor('https://mosaic.test', { route: through(proxy.url) })
    expect(await client.users.byId('u1')).toMatchObject({ id: 'u1' })
    expect(proxy.asked[0]).toBe('mosaic.test:443')
    expect(fake.seen[0]?.headers.host).toBe('mosaic.test')
  })

  it('that inspects TLS with an unknown authority is a TLS problem, not the proxy’s', async () => {
    const fake = await startFake(user, trusted)
    const proxy = await startProxy(fake.port)
    const route = () => Promise.resolve<NetworkRoute>({ ways: [{ kind: 'http', url: proxy.url }] })
    const error = await errorOf(clientFor('https://mosaic.test', { route }).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'tls', host: 'mosaic.test' })
  })

  it.each<[string, (socket: Socket) => void, number, string]>([
    [
      '407',
      (s) => s.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
      1,
      'answered 407'
    ],
    ['403', (s) => s.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'), 1, 'answered 403'],
    ['502', (s) => s.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'), 4, 'answered 502'],
    ['hanging up', (s) => s.destroy(), 4, 'UND_ERR_SOCKET|ECONNRESET']
  ])('that answers with %s is told as such', async (_, instead, asked, detail) => {
    const proxy = await startProxy(0, instead)
    const error = await errorOf(
      clientFor('https://mosaic.test', { route: through(proxy.url) }).users.byId('u1')
    )
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'proxy', host: 'mosaic.test' })
    expect(error['detail']).toMatch(new RegExp(`^POST /oidc/token: .*(${detail})`))
    // neither given up too early nor dialled without end
    expect(proxy.asked).toHaveLength(asked)
  })

  it('that closes the tunnel in the handshake is told as such', async () => {
    const proxy = await startProxy(0, (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const error = await errorOf(
      clientFor('https://mosaic.test', { route: through(proxy.url) }).users.byId('u1')
    )
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'proxy' })
    expect(proxy.asked).toHaveLength(4)
  })

  it('that is not there is told as such', async () => {
    const server = createTcpServer()
    server.listen(0, '127.0.0.1')
    const gone = await startProxy(0)
    server.close()
    const url = gone.url.replace(/\d+$/, '1')
    const error = await errorOf(clientFor('https://mosaic.test', { route: through(url) }).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'proxy' })
    expect(error['detail']).not.toContain(url)
  })

  it('is not used for this computer', async () => {
    const fake = await startFake(user)
    const proxy = await startProxy(fake.port)
    expect(await clientFor(fake.origin, { route: through(proxy.url) }).users.byId('u1')).not.toBeNull()
    expect(proxy.asked).toHaveLength(0)
  })
})

describe('a list of ways', () => {
  /** a proxy's address where nobody listens any more */
  const nobody = async () => {
    const server = createHttpServer()
    const port = await listenOnLoopback(server)
    await new Promise((resolve) => server.close(resolve))
    return `http://127.0.0.1:${port}`
  }
  const by = (url: string): Way => ({ kind: 'http', url })

  it('is tried in its order, and the one that works is kept', async () => {
    const fake = await startFake(user, trusted)
    const dead = await nobody()
    const working = await startProxy(fake.port)
    const unused = await startProxy(fake.port)
    const route = through(dead, by(working.url), by(unused.url))
    const { users, passwords } = clientFor('https://mosaic.test', { route })
    await Promise.all(Array.from({ length: 6 }, () => users.byId('u1')))
    await passwords.replace('u1', { password: 'Tiger-7-Lamp' })
    expect(fake.seen).toHaveLength(7)
    expect(fake.tokenRequests).toHaveLength(1)
    expect(working.asked.length).toBeGreaterThan(0)
    expect(unused.asked).toEqual([])
  })

  it('begins anew after the last', async () => {
    const fake = await startFake(user, trusted)
    const [first, second] = [await nobody(), await nobody()]
    let asked = 0
    const route = async () => {
      asked += 1
      // by the time that both were tried the first has come back
      if (asked === 3) await startProxy(fake.port, undefined, Number(new URL(first).port))
      return through(first, by(second))()
    }
    expect(await clientFor('https://mosaic.test', { route }).users.byId('u1')).toMatchObject({ id: 'u1' })
    expect(asked).toBe(3)
  })

  it.each([
    ['407 Proxy Authentication Required', 1],
    ['403 Forbidden', 1],
    ['502 Bad Gateway', 4]
  ])('is not used to get around a proxy that answers %s', async (answer, asked) => {
    const fake = await startFake(user, trusted)
    const refusing = await startProxy(0, (socket) =>
      socket.end(`HTTP/1.1 ${answer}\r\ncontent-length: 0\r\n\r\n`)
    )
    const open = await startProxy(fake.port)
    const route = through(refusing.url, by(open.url), direct)
    const error = await errorOf(clientFor('https://mosaic.test', { route }).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'proxy' })
    expect(refusing.asked).toHaveLength(asked)
    expect(open.asked).toEqual([])
  })

  it('is not gone through for a certificate that is not trusted', async () => {
    const fake = await startFake(user, makeCertificate({ name: 'mosaic.test', hosts }))
    const [one, other] = [await startProxy(fake.port), await startProxy(fake.port)]
    const route = through(one.url, by(other.url))
    const error = await errorOf(clientFor('https://mosaic.test', { route }).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'unreachable', cause: 'tls' })
    expect(other.asked).toEqual([])
  })

  it('does not send a write a second time that may have arrived', async () => {
    const fake = await startFake(user, trusted)
    const [one, other] = [await startProxy(fake.port), await startProxy(fake.port)]
    const route = through(one.url, by(other.url))
    const client = clientFor('https://mosaic.test', { route })
    await client.claims()
    fake.on = ({ socket }) => socket.destroy()
    const error = await errorOf(client.passwords.replace('u1', { password: 'Tiger-7-Lamp' }))
    expect(error).toMatchObject({ kind: 'outcome-unknown' })
    expect(fake.seen).toHaveLength(1)
    expect(other.asked).toEqual([])
  })
})

describe('the route', () => {
  it('is found on first use, and once', async () => {
    const fake = await startFake(user)
    const asked: string[] = []
    const route = (origin: string) => {
      asked.push(origin)
      return Promise.resolve(straight)
    }
    const { users } = clientFor(fake.origin, { route })
    expect(asked).toEqual([])
    await Promise.all([users.byId('u1'), users.byId('u1')])
    await users.byId('u1')
    expect(asked).toEqual([fake.origin])
  })

  it('is found again after the proxy failed', async () => {
    const fake = await startFake(user, trusted)
    const broken = await startProxy(0, (socket) =>
      socket.end('HTTP/1.1 503 Gone\r\ncontent-length: 0\r\n\r\n')
    )
    const working = await startProxy(fake.port)
    const urls = [broken.url, working.url]
    const route = () => through(urls.length > 1 ? (urls.shift() ?? '') : working.url)()
    expect(await clientFor('https://mosaic.test', { route }).users.byId('u1')).toMatchObject({ id: 'u1' })
    expect(broken.asked).toHaveLength(1)
  })

  it('that cannot be found is a proxy problem, and is looked for again', async () => {
    const fake = await startFake(user)
    const outcomes: Promise<NetworkRoute>[] = [Promise.reject(new Error('PAC script threw'))]
    const route = () => outcomes.shift() ?? Promise.resolve(straight)
    const { users } = clientFor(fake.origin, { route })
    expect(await errorOf(users.byId('u1'))).toMatchObject({ kind: 'unreachable', cause: 'proxy' })
    expect(await users.byId('u1')).toMatchObject({ id: 'u1' })
  })
})
