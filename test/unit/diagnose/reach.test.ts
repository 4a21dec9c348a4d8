import { createServer as createHttpServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hostFindings, lookAtHosts, lookAtSink } from '../../../src/main/diagnose/hosts-part'
import { reach } from '../../../src/main/diagnose/reach'
import type { NetworkRoute, Way } from '../../../src/main/mosaic/connection'
import { makeCertificate } from '../mosaic/certificate'
import { type Handler, html, listenOnLoopback, startFake } from '../mosaic/fake-mosaic'

const authority = makeCertificate({ name: 'Company Inspection CA', authority: true })
const hosts = ['mosaic.test', '127.0.0.1']
const inspected = makeCertificate({ name: 'mosaic.test', hosts, issuer: authority })
const straight: NetworkRoute = { ways: [{ kind: 'direct' }] }
const over = (route: NetworkRoute) => () => Promise.resolve(route)
const gone: Handler = (_, response) => html(response, 404)

describe('a host', () => {
  it('that is trusted by the extra CA file: its certificate and clock are told, and nobody is named to it', async () => {
    const fake = await startFake(
      (_, response) => html(response, 200, { date: new Date().toUTCString() }),
      inspected
    )
    const found = await reach(`${fake.origin}/`, over({ ...straight, extraCa: authority.pem }))
    expect(found).toMatchObject({
      ok: true,
      reached: {
        status: 200,
        tls: { protocol: 'TLSv1.3', issuer: 'Company Inspection CA', subject: 'mosaic.test' },
        dnsMs: undefined
      }
    })
    const findings = hostFindings(fake.origin, found)
    expect(findings.map(({ state }) => state)).toEqual(['good', 'fact', 'good'])
    expect(fake.seen.map(({ method, target, body }) => [method, target, body])).toEqual([['GET', '/', '']])
    expect(Object.keys(fake.seen[0]!.headers).toSorted()).toEqual([
      'accept',
      'cache-control',
      'connection',
      'host'
    ])
    expect(fake.tokenRequests).toEqual([])
  })

  it('that is not trusted: whoever stands there is named, and nothing is sent', async () => {
    const fake = await startFake(gone, inspected)
    const found = await reach(`${fake.origin}/`, over(straight))
    expect(found).toMatchObject({
      ok: false,
      error: { kind: 'unreachable', cause: 'tls' },
      tls: { issuer: 'Company Inspection CA', subject: 'mosaic.test' }
    })
    const [first, second] = hostFindings(fake.origin, found)
    expect(first).toMatchObject({
      state: 'attention',
      value: expect.stringContaining('is not trusted') as string
    })
    expect(second?.value).toContain('issued by Company Inspection CA')
    expect(fake.seen).toEqual([])
  })

  it('that nobody listens at is told, and one whose clock is another, and one that fails', async () => {
    const fake = await startFake((_, response) =>
      html(response, 503, { date: 'Thu, 26 Nov 2026 10:00:00 GMT' })
    )
    const findings = await lookAtHosts([fake.origin], over(straight))
    expect(findings).toEqual([
      expect.objectContaining({ state: 'attention', value: expect.stringMatching(/status 503/) as string }),
      expect.objectContaining({ value: 'none: plain HTTP, to this computer' }),
      expect.objectContaining({
        label: 'Clock',
        state: 'attention',
        value: expect.stringMatching(/s (ahead|behind)$/) as string
      })
    ])
    await fake.stopListening()
    const [refused] = await lookAtHosts([fake.origin], over(straight))
    expect(refused).toMatchObject({
      state: 'attention',
      value: expect.stringContaining('ECONNREFUSED') as string
    })
  })

  it('that no way leads to is told', async () => {
    const found = await reach('https://mosaic.test/', () => Promise.reject(new Error('hunter2')))
    expect(found).toMatchObject({ ok: false, error: { kind: 'unreachable', cause: 'proxy' } })
    expect(JSON.stringify(found)).not.toContain('hunter2')
  })

  it('behind a proxy is reached on the next way where the first leads nowhere', async () => {
    const fake = await startFake(gone, inspected)
    const proxy = await startProxy(fake.port)
    const dead: Way = { kind: 'http', url: 'http://127.0.0.1:1' }
    const route = { ways: [dead, { kind: 'http', url: proxy.url }] as const, extraCa: authority.pem }
    const found = await reach('https://mosaic.test/', over(route))
    expect(found).toMatchObject({
      ok: true,
      reached: { status: 404, tls: { issuer: 'Company Inspection CA' } }
    })
    expect(proxy.asked).toEqual(['mosaic.test:443'])
  })

  it('behind a proxy that inspects: the certificate is seen through it', async () => {
    const fake = await startFake(gone, inspected)
    const proxy = await startProxy(fake.port)
    const found = await reach('https://mosaic.test/', over({ ways: [{ kind: 'http', url: proxy.url }] }))
    expect(found).toMatchObject({ ok: false, tls: { issuer: 'Company Inspection CA' } })
    expect(fake.seen).toEqual([])
  })
})

describe('the other hosts', () => {
  it('the receiver of the journal is asked for nothing that is in its address', async () => {
    const fake = await startFake(gone)
    const findings = await lookAtSink(`${fake.origin}/hook/s3cr3t?key=hunter2`, over(straight))
    expect(fake.seen.map(({ target }) => target)).toEqual(['/'])
    expect(JSON.stringify(findings)).not.toMatch(/s3cr3t|hunter2/)
    expect(findings[0]).toMatchObject({ state: 'good' })
    expect(await lookAtSink(undefined, over(straight))).toEqual([expect.objectContaining({ state: 'fact' })])
  })
})

/** Opens the way to `port` whatever host it is asked for. */
async function startProxy(port: number): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createHttpServer((_, response) => response.writeHead(400).end())
  server.on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '')
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      target.pipe(socket).pipe(target)
    })
    for (const one of [socket, target]) {
      sockets.add(one)
      one.on('error', () => undefined)
    }
  })
  const at = await listenOnLoopback(server)
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return { url: `http://127.0.0.1:${at}`, asked }
}
