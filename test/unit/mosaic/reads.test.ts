import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { clientFor, errorOf, html, json, quick, startFake, type Handler } from './fake-mosaic'

const ana = { result: { user_id: 'u1', status: 'Active', email: { value: 'ana@example.com' } } }
const found: Handler = (_, response) => json(response, 200, ana)

/** Answers the first requests as given, then finds the user. */
function first(...handlers: Handler[]): Handler {
  const left = [...handlers]
  return (seen, response) => (left.shift() ?? found)(seen, response)
}

describe('a read is tried again after', () => {
  const reset: Handler = ({ socket }) => socket.destroy()
  const truncated: Handler = ({ socket }, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 })
    response.write('{"result":{"user', () => socket.destroy())
  }
  it.each<[string, Handler]>([
    ['a reset', reset],
    ['a body that was cut off', truncated],
    ['500', (_, response) => json(response, 500, { message: 'oops', error_code: 500 })],
    ['502 as a web page', (_, response) => html(response, 502)],
    ['503 without a body', (_, response) => response.writeHead(503).end()],
    ['429', (_, response) => json(response, 429, { message: 'slow down', error_code: 429 })],
    ['429 with seconds', (_, response) => json(response, 429, {}, { 'retry-after': '0' })],
    [
      '429 with a date',
      (_, response) => json(response, 429, {}, { 'retry-after': new Date(Date.now() - 5000).toUTCString() })
    ]
  ])('%s', async (_, handler) => {
    const fake = await startFake(first(handler, handler))
    expect(await clientFor(fake.origin).users.byId('u1')).toMatchObject({ id: 'u1' })
    expect(fake.seen).toHaveLength(3)
  })
})

describe('a read fails at once with', () => {
  it.each<[string, Handler, object]>([
    [
      'a redirect',
      (_, r) => r.writeHead(302, { location: 'https://x.test/' }).end(),
      { kind: 'unexpected-answer', status: 302 }
    ],
    ['a web page', (_, r) => html(r, 200), { kind: 'unexpected-answer', status: 200 }],
    ['a web page as 404', (_, r) => html(r, 404), { kind: 'unexpected-answer', status: 404 }],
    ['a web page as 403', (_, r) => html(r, 403), { kind: 'unexpected-answer', status: 403 }],
    ['a 404 without a body', (_, r) => r.writeHead(404).end(), { kind: 'unexpected-answer', status: 404 }],
    ['a 400 without a body', (_, r) => r.writeHead(400).end(), { kind: 'unexpected-answer', status: 400 }],
    [
      'a 404 for the route',
      (_, r) => json(r, 404, { statusCode: 404, message: 'Cannot GET /cis/v1/users/u1', error: 'Not Found' }),
      { kind: 'unexpected-answer', status: 404 }
    ],
    [
      'a 404 for the application by code',
      (_, r) => json(r, 404, { error_code: 'app_not_found', message: 'no' }),
      { kind: 'unexpected-answer', status: 404 }
    ],
    [
      'a 404 for the application by code, whatever its words',
      (_, r) => json(r, 404, { error_code: 'app_not_found', message: 'User has no such app' }),
      { kind: 'unexpected-answer', status: 404 }
    ],
    [
      'a 404 for some resource',
      (_, r) => json(r, 404, { error_code: 'resource_not_found', message: 'Resource not found' }),
      { kind: 'unexpected-answer', status: 404 }
    ],
    [
      'a 404 with another code',
      (_, r) => json(r, 404, { error_code: 'route_disabled', message: 'user' }),
      { kind: 'unexpected-answer', status: 404 }
    ],
    [
      'a 404 for the application',
      (_, r) => json(r, 404, { message: 'Application not found', error_code: 404 }),
      { kind: 'unexpected-answer', status: 404 }
    ],
    [
      'malformed JSON',
      (_, r) => r.writeHead(200).end('{"result":{"user_id":'),
      { kind: 'unexpected-answer' }
    ],
    ['another shape', (_, r) => json(r, 200, { result: [] }), { kind: 'unexpected-answer', status: 200 }],
    ['no body', (_, r) => r.writeHead(200).end(), { kind: 'unexpected-answer', status: 200 }],
    [
      '403',
      (_, r) => json(r, 403, { message: 'Forbidden', error_code: 403 }),
      { kind: 'not-permitted', permission: 'users:read' }
    ],
    [
      '400',
      (_, r) => json(r, 400, { message: ['bad'], error_code: 400 }),
      { kind: 'invalid-input', reason: 'form' }
    ],
    ['501', (_, r) => r.writeHead(501).end(), { kind: 'unexpected-answer', status: 501 }]
  ])('%s', async (_, handler, error) => {
    const fake = await startFake(handler)
    expect(await errorOf(clientFor(fake.origin).users.byId('u1'))).toMatchObject(error)
    expect(fake.seen).toHaveLength(1)
  })

  it('something that is not HTTP', async () => {
    const fake = await startFake(({ socket }) => socket.end('220 smtp.example.com ESMTP\r\n'))
    expect(await errorOf(clientFor(fake.origin).users.byId('u1'))).toMatchObject({
      kind: 'unexpected-answer'
    })
  })
})

describe('a look-up', () => {
  it.each([
    [{ message: 'User not found', error_code: 404 }],
    [{ error_code: 'user_not_found', message: 'no such user' }],
    [{ message: ['User u1 was not found'], error_code: '404' }],
    [{ message: 'Not Found', error_code: 404 }],
    [{ message: 'User u1 was not found', error_code: 'not_found' }],
    [{ message: 'No such user', error_code: 'resource_not_found' }],
    [{ message: 'Not Found', error_code: 'NOT_FOUND' }]
  ])('finds nobody where Mosaic says %j', async (body) => {
    const fake = await startFake((_, response) => json(response, 404, body))
    expect(await clientFor(fake.origin).users.byEmail('ana@example.com')).toBeNull()
  })

  it('by identifier says where a tenant does not have it yet', async () => {
    const body = { statusCode: 404, message: 'Cannot GET /cis/v1/users/identifier?x', error: 'Not Found' }
    const fake = await startFake((_, response) => json(response, 404, body))
    const error = await errorOf(clientFor(fake.origin).users.byIdentifier('email', 'a@example.com'))
    expect(error).toMatchObject({ kind: 'not-enabled-here', feature: 'Looking up by identifier' })
  })
})

it('gives up after a few tries and says what went wrong last', async () => {
  const fake = await startFake((_, response) => {
    response.setHeader('x-correlation-id', 'corr-7')
    response.setHeader('cf-ray', '8f-AMS')
    html(response, 502)
  })
  const error = await errorOf(clientFor(fake.origin).users.byEmail('ana@example.com'))
  expect(error).toMatchObject({ kind: 'unexpected-answer', status: 502, correlationId: 'corr-7' })
  expect(error['detail']).toBe('GET /v1/users/email/{email} answered 502 with a web page, cf-ray 8f-AMS')
  expect(fake.seen).toHaveLength(4)
})

it('does not wait longer for a rate limit than its deadline lets it, and says until when it lasts', async () => {
  const fake = await startFake((_, response) => json(response, 429, {}, { 'retry-after': '3600' }))
  const now = () => 1_000_000
  const error = await errorOf(clientFor(fake.origin, { now }).users.byId('u1'))
  expect(error).toMatchObject({ kind: 'rate-limited', until: 4_600_000 })
  expect(fake.seen).toHaveLength(1)
})

it('reads the end of a rate limit by the clock of whoever set it', async () => {
  const date = 'Sun, 17 May 2026 09:30:00 GMT'
  const fake = await startFake((_, response) =>
    json(response, 429, {}, { date, 'retry-after': 'Sun, 17 May 2026 09:31:00 GMT' })
  )
  // this computer is an hour behind
  const now = () => Date.UTC(2026, 4, 17, 8, 30)
  const error = await errorOf(clientFor(fake.origin, { now }).users.byId('u1'))
  expect(error).toMatchObject({ kind: 'rate-limited', until: now() + 60_000 })
})

it('takes a rate limit from a gateway for one', async () => {
  const fake = await startFake((_, response) => html(response, 429, { 'retry-after': '3600' }))
  expect(await errorOf(clientFor(fake.origin).users.byId('u1'))).toMatchObject({ kind: 'rate-limited' })
})

it('ends with a time-out when nobody answers within the deadline', async () => {
  const fake = await startFake(() => {})
  const timeouts = { ...quick, readDeadlineMs: 150 }
  const error = await errorOf(clientFor(fake.origin, { timeouts }).users.byId('u1'))
  expect(error).toMatchObject({ kind: 'unreachable', cause: 'timeout', host: `127.0.0.1:${fake.port}` })
})

it('tries again when headers or body stall', async () => {
  const stall: Handler = (_, response) => response.writeHead(200).write('{')
  const fake = await startFake(first(() => {}, stall))
  const timeouts = { ...quick, headersMs: 100, bodyMs: 100 }
  expect(await clientFor(fake.origin, { timeouts }).users.byId('u1')).toMatchObject({ id: 'u1' })
  expect(fake.seen).toHaveLength(3)
})

it('tells a refused connection', async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  server.close()
  const error = await errorOf(clientFor(`http://127.0.0.1:${port}`).users.byId('u1'))
  expect(error).toMatchObject({ kind: 'unreachable', cause: 'refused' })
})

it('tells a host name that does not exist', async () => {
  // a label may have 63 letters: the resolver refuses this one without asking any network
  const host = `${'m'.repeat(64)}.invalid`
  const error = await errorOf(clientFor(`https://${host}`).users.byId('u1'))
  expect(error).toMatchObject({ kind: 'unreachable', cause: 'dns', host })
})

it('breaks off an answer that is too long', async () => {
  const fake = await startFake((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', more)
    more()
  })
  const error = await errorOf(clientFor(fake.origin).users.byId('u1'))
  expect(error).toMatchObject({ kind: 'unexpected-answer', status: 200 })
  expect(fake.seen).toHaveLength(1)
})

describe('a cancelled read', () => {
  it('closes its socket', async () => {
    const fake = await startFake(() => {})
    const asked = new Promise<void>((resolve) => (fake.on = () => resolve()))
    const cancel = new AbortController()
    const outcome = errorOf(clientFor(fake.origin).users.byId('u1', { signal: cancel.signal }))
    await asked
    const [seen] = fake.seen
    const closed = seen?.socket.destroyed === false ? once(seen.socket, 'close') : undefined
    cancel.abort()
    expect(await outcome).toMatchObject({ kind: 'cancelled' })
    await closed
    expect(fake.seen).toHaveLength(1)
  })

  it('closes its socket in the middle of a body', async () => {
    const fake = await startFake((_, response) => response.writeHead(200).write('{"result":'))
    const cancel = new AbortController()
    const started = new Promise<void>((resolve) => {
      const answer = fake.on
      fake.on = (seen, response) => {
        answer(seen, response)
        seen.socket.on('close', resolve)
        cancel.abort()
      }
    })
    const error = await errorOf(clientFor(fake.origin).users.byId('u1', { signal: cancel.signal }))
    expect(error).toMatchObject({ kind: 'cancelled' })
    await started
  })

  it('that was cancelled before sends nothing at all', async () => {
    const fake = await startFake(found)
    const outcome = errorOf(clientFor(fake.origin).users.byId('u1', { signal: AbortSignal.abort() }))
    expect(await outcome).toMatchObject({ kind: 'cancelled' })
    expect(fake.seen).toHaveLength(0)
  })

  it('ends while the connection is still being made', async () => {
    // takes TCP connections and never speaks: the TLS handshake hangs
    const server = createServer()
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const cancel = new AbortController()
    const outcome = errorOf(
      clientFor(`https://127.0.0.1:${port}`).users.byId('u1', { signal: cancel.signal })
    )
    const socket = await accepted
    cancel.abort()
    expect(await outcome).toMatchObject({ kind: 'cancelled' })
    socket.destroy()
  })

  it('stops waiting for a retry', async () => {
    const cancel = new AbortController()
    const fake = await startFake((_, response) => {
      json(response, 503, {}, { 'retry-after': '5' })
      setTimeout(() => cancel.abort(), 20)
    })
    const outcome = errorOf(clientFor(fake.origin).users.byId('u1', { signal: cancel.signal }))
    expect(await outcome).toMatchObject({ kind: 'cancelled' })
    expect(fake.seen).toHaveLength(1)
  })
})

it('cancels reads when it is closed', async () => {
  const fake = await startFake(() => {})
  const asked = new Promise<void>((resolve) => (fake.on = () => resolve()))
  const client = clientFor(fake.origin)
  const outcome = errorOf(client.users.byId('u1'))
  await asked
  await client.close()
  expect(await outcome).toMatchObject({ kind: 'cancelled' })
  expect(await errorOf(client.users.byId('u1'))).toMatchObject({ kind: 'cancelled' })
})

it('keeps one connection for calls in a row', async () => {
  const fake = await startFake(found)
  const client = clientFor(fake.origin)
  for (let call = 0; call < 5; call++) await client.users.byId('u1')
  expect(new Set(fake.seen.map(({ socket }) => socket)).size).toBe(1)
})

it('sends one request at a time on each connection', async () => {
  const fake = await startFake((_, response) => setTimeout(() => json(response, 200, ana), 20))
  const client = clientFor(fake.origin)
  await client.claims()
  await Promise.all(Array.from({ length: 30 }, () => client.users.byId('u1')))
  expect(fake.seen).toHaveLength(30)
  expect(new Set(fake.seen.map(({ socket }) => socket)).size).toBeLessThanOrEqual(16)
})

it('refuses plain HTTP to another machine, and anything that is not an origin', async () => {
  expect(() => clientFor('http://api.transmitsecurity.io')).toThrow('invalid-input')
  expect(() => clientFor('https://api.transmitsecurity.io/cis')).toThrow('invalid-input')
  expect(() => clientFor('ftp://127.0.0.1')).toThrow('invalid-input')
})
