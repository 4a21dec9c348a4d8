import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../../src/simulator/routes'
import { startSimulator } from '../../../src/simulator/server'
import { startBench, type Bench } from './client'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
})
afterAll(() => bench.simulator.stop())

const json = { 'content-type': 'application/json' }
let authorization = ''
beforeAll(async () => {
  const { clientId, clientSecret } = bench.simulator
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret
  })
  const { body } = await bench.raw('/oidc/token', { method: 'POST', body: form })
  authorization = `Bearer ${(body as { access_token: string }).access_token}`
})
const post = (body: string, headers: Record<string, string> = json, path = '/cis/v1/users') =>
  bench.raw(path, { method: 'POST', headers: { authorization, ...headers }, body })

/** Sends bytes as they are, and gives back what came until the connection ended. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(bench.simulator.port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()))
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
    socket.setTimeout(2000, () => socket.destroy(new Error('no end')))
  })
}

describe('bad requests', () => {
  it.each(['{', 'null', '[]', '"x"', '{"email":'])(
    'answers the body %s with 400 and an array',
    async (body) => {
      const reply = await post(body)
      expect([reply.status, reply.body]).toEqual([400, { message: [expect.any(String)], error_code: 400 }])
    }
  )

  it('refuses a body that is not JSON by its type', async () => {
    expect((await post('email=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400)
    expect(
      (await post('{"email":"typed@example.com"}', { 'content-type': 'application/json; charset=utf-8' }))
        .status
    ).toBe(201)
  })

  it('answers 413 to a body that is too large, and goes on', async () => {
    const reply = await post(
      JSON.stringify({ email: 'x@example.com', custom_data: { a: 'x'.repeat(1_300_000) } })
    )
    expect([reply.status, reply.body]).toEqual([
      413,
      { message: 'request entity too large', error_code: 413 }
    ])
    expect((await bench.call('GET', '/v1/users/count')).status).toBe(200)
  })

  it('cuts off a body without end', async () => {
    const endless = fetch(`${bench.simulator.url}/cis/v1/users`, {
      method: 'POST',
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(1_000_000))
        }
      }),
      duplex: 'half'
    } as RequestInit)
    // whether the 413 still reaches a client that goes on sending is up to the network
    expect(
      await endless.then(
        ({ status }) => status,
        () => 413
      )
    ).toBe(413)
    expect((await bench.call('GET', '/v1/users/count')).status).toBe(200)
  })

  it.each([
    ['GET', '/', 404],
    ['GET', '/cis', 404],
    ['GET', '/cis/', 404],
    ['GET', '/cis/v1/nothing', 404],
    ['GET', '/v1/users/count', 404],
    ['PATCH', '/cis/v1/users/x', 404],
    ['DELETE', '/cis/v1/users', 404],
    ['GET', '/cis/v1/users/%', 400],
    ['GET', '/cis/v1/users/%ff', 400],
    ['GET', '/cis/v1/users/email/%E0%A4%A', 400]
  ])('answers %s %s with %i', async (method, path, status) => {
    const reply = await bench.raw(path, { method, headers: { authorization } })
    expect(reply.status).toBe(status)
    expect(reply.body).toMatchObject({ error_code: status })
  })

  it('tells a missing route before a missing token', async () => {
    expect((await bench.raw('/cis/v1/nothing')).status).toBe(404)
    expect((await bench.raw('/cis/v1/users/x')).status).toBe(401)
  })

  it('survives what is no HTTP', async () => {
    expect(await exchange('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
    expect((await bench.call('GET', '/v1/users/count')).status).toBe(200)
  })

  it('survives a client that leaves in the middle of its body', async () => {
    const socket = connect(bench.simulator.port, '127.0.0.1')
    socket.write(`POST /cis/v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await bench.call('GET', '/v1/users/count')).status).toBe(200)
  })

  it('answers anything at all with a client error or success, never with 500', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.constantFrom('Active', '+14155550123', 'a@example.com', {})
    )
    const field = fc.constantFrom(
      'email',
      'phone_number',
      'status',
      'name',
      'address',
      'custom_data',
      'secondary_emails',
      'credentials',
      'password',
      'username',
      'force_replace',
      'unlock_type',
      'session_id',
      '__proto__',
      'constructor',
      'toString'
    )
    const path = fc.constantFrom(
      '',
      '/ue3N8fKgygwfkxC7GXhFV',
      '/ue3N8fKgygwfkxC7GXhFV/password',
      '/__proto__',
      '/constructor/password',
      '/ue3N8fKgygwfkxC7GXhFV/authenticators/types/password/unlock'
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'PUT'),
        path,
        fc.dictionary(field, value),
        async (method, end, body) => {
          expect((await bench.call(method, `/v1/users${end}`, body)).status).toBeLessThan(500)
        }
      ),
      { numRuns: 150 }
    )
  })

  it('does so for codes, links and resets too', async () => {
    const ends = routes.flatMap(({ path }) =>
      path.startsWith('/v1/auth/') && !path.includes('*') ? [path] : []
    )
    expect(ends.length).toBeGreaterThan(10)
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'sms',
        'email',
        'direct',
        'user_id',
        'phone_number',
        'emma.j',
        '__proto__',
        'constructor'
      ),
      fc.constantFrom('emma.johansson@example.com', '+46701740605', 'ikmq3yqbKb6TBIyNctwp7'),
      fc.constant(bench.simulator.redirectUri)
    )
    const fields = `channel identifier_type identifier expires_in custom_sms_input approval_data passcode redirect_uri
      email username phone_number state email_expiration code password username_type session_id __proto__`
    const field = fc.constantFrom(...fields.split(/\s+/))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ends), fc.dictionary(field, value), async (end, body) => {
        expect((await bench.call('POST', end, body)).status).toBeLessThan(500)
      }),
      { numRuns: 300 }
    )
  })
})

it('listens on loopback only', async () => {
  expect(bench.simulator.url).toBe(`http://127.0.0.1:${bench.simulator.port}`)
})

it('gives every answer a correlation id of its own', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => bench.call('GET', '/v1/users/nobody')))
  expect(new Set(ids.map(({ headers }) => headers.get('x-correlation-id'))).size).toBe(3)
})

it('stops promptly, with connections kept alive and requests unanswered', async () => {
  const other = await startBench()
  await other.control({ action: 'fault', fault: { kind: 'hang' }, times: 1 })
  const hanging = other.call('GET', '/v1/users/count')
  hanging.catch(() => undefined)
  await other.call('GET', '/v1/users/count')
  // to wait for that answer would take for ever
  await other.simulator.stop()
  await expect(hanging).rejects.toThrow(/fetch failed/)
  // the port is free again
  const next = await startSimulator({ port: other.simulator.port })
  await expect(startSimulator({ port: next.port })).rejects.toThrow(/EADDRINUSE/)
  await next.stop()
})
