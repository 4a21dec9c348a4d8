import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { clientFor, errorOf, html, json, quick, startFake, type Handler } from './fake-mosaic'

const done: Handler = (_, response) => json(response, 200, { result: { message: 'Password updated' } })

describe('a write that was sent and got no clear answer is not repeated: its outcome is unknown', () => {
  it.each<[string, Handler]>([
    ['reset', ({ socket }) => socket.destroy()],
    ['closed politely without an answer', ({ socket }) => socket.end()],
    ['500', (_, response) => json(response, 500, { message: 'oops', error_code: 500 })],
    ['502 as a web page', (_, response) => html(response, 502)],
    ['503 that asks to come back at once', (_, response) => json(response, 503, {}, { 'retry-after': '0' })],
    ['a success as a web page', (_, response) => html(response, 200)],
    ['a success that is cut off', (_, response) => response.writeHead(200).end('{"result":')],
    [
      'a body that is cut off',
      ({ socket }, response) => {
        response.writeHead(200, { 'content-length': 100 })
        response.write('{', () => socket.destroy())
      }
    ]
  ])('%s', async (_, handler) => {
    const fake = await startFake(handler)
    const error = await errorOf(clientFor(fake.origin).passwords.replace('u1', { password: 'Tiger-7-Lamp' }))
    expect(error).toMatchObject({ kind: 'outcome-unknown', action: 'Replace password' })
    expect(JSON.stringify(error)).not.toContain('Tiger')
    expect(fake.seen).toHaveLength(1)
  })

  it('no answer at all', async () => {
    const fake = await startFake(() => {})
    const timeouts = { ...quick, writeMs: 150 }
    const error = await errorOf(
      clientFor(fake.origin, { timeouts }).authenticators.unlockByType('u1', 'password')
    )
    expect(error).toMatchObject({ kind: 'outcome-unknown', action: 'Unlock password' })
    expect(fake.seen).toHaveLength(1)
  })

  it('cancelled while it was under way', async () => {
    const fake = await startFake(() => {})
    const cancel = new AbortController()
    const asked = new Promise<void>((resolve) => (fake.on = () => resolve()))
    const outcome = errorOf(
      clientFor(fake.origin).users.update('u1', { status: 'Disabled' }, { signal: cancel.signal })
    )
    await asked
    const [seen] = fake.seen
    cancel.abort()
    expect(await outcome).toMatchObject({ kind: 'outcome-unknown', action: 'Update user' })
    if (seen?.socket.destroyed === false) await once(seen.socket, 'close')
  })

  it('closed by the server just when the write went out on a kept connection', async () => {
    const fake = await startFake(done)
    const client = clientFor(fake.origin)
    await client.passwords.replace('u1', { password: 'Tiger-7-Lamp' })
    // the server hangs up on the first byte of the next request, as one whose keep-alive time just ran out
    fake.on = () => expect.unreachable('the server is to hang up before it reads')
    for (const socket of fake.sockets) {
      socket.removeAllListeners('data')
      socket.once('data', () => socket.resetAndDestroy())
      socket.resume()
    }
    const error = await errorOf(client.passwords.replace('u1', { password: 'Tiger-8-Lamp' }))
    expect(error).toMatchObject({ kind: 'outcome-unknown' })
    expect(fake.seen).toHaveLength(1)
  })

  it('a created user that cannot be read', async () => {
    const fake = await startFake((_, response) => response.writeHead(201).end())
    const error = await errorOf(clientFor(fake.origin).users.create({ email: 'ana@example.com' }))
    expect(error).toMatchObject({ kind: 'outcome-unknown', action: 'Create user', status: 201 })
  })
})

describe('a write is repeated', () => {
  it('after a short rate limit, because nothing was done', async () => {
    const fake = await startFake((_, response) => {
      if (fake.seen.length > 1) return done(_, response)
      json(response, 429, { message: 'slow down', error_code: 429 }, { 'retry-after': '0' })
    })
    await clientFor(fake.origin).passwords.replace('u1', { password: 'Tiger-7-Lamp' })
    expect(fake.seen).toHaveLength(2)
  })

  it('after a rate limit once, not for as long as it says "now"', async () => {
    const fake = await startFake((_, response) => json(response, 429, {}, { 'retry-after': '0' }))
    const error = await errorOf(clientFor(fake.origin).users.create({ email: 'ana@example.com' }))
    expect(error).toMatchObject({ kind: 'rate-limited' })
    expect(fake.seen).toHaveLength(2)
  })

  it('after a 401, with a new token', async () => {
    const fake = await startFake((seen, response) =>
      seen.headers.authorization === 'Bearer t2'
        ? done(seen, response)
        : json(response, 401, { message: 'Invalid token', error_code: 401 })
    )
    await clientFor(fake.origin).passwords.replace('u1', { password: 'Tiger-7-Lamp' })
    expect(fake.seen).toHaveLength(2)
    expect(fake.tokenRequests).toHaveLength(2)
  })
})

describe('a write that was surely not done says so', () => {
  it.each<[string, Handler, object]>([
    ['a long rate limit', (_, r) => json(r, 429, {}, { 'retry-after': '60' }), { kind: 'rate-limited' }],
    ['a rate limit without a time', (_, r) => json(r, 429, {}), { kind: 'rate-limited' }],
    [
      '403',
      (_, r) => json(r, 403, { message: 'Forbidden', error_code: 403 }),
      { kind: 'not-permitted', permission: 'authenticators:edit' }
    ],
    [
      '404',
      (_, r) => json(r, 404, { error_code: 'user_not_found', message: 'x' }),
      { kind: 'not-found', what: 'The user' }
    ],
    ['404 from a gateway', (_, r) => html(r, 404), { kind: 'unexpected-answer', status: 404 }],
    [
      'a redirect',
      (_, r) => r.writeHead(307, { location: '/' }).end(),
      { kind: 'unexpected-answer', status: 307 }
    ]
  ])('%s', async (_, handler, error) => {
    const fake = await startFake(handler)
    const outcome = errorOf(clientFor(fake.origin).passwords.replace('u1', { password: 'Tiger-7-Lamp' }))
    expect(await outcome).toMatchObject(error)
    expect(fake.seen).toHaveLength(1)
  })

  it.each<[string, (client: MosaicClient) => Promise<unknown>]>([
    ['a password', ({ passwords }) => passwords.replace('u1', { password: 'Tiger-7-Lamp' })],
    ['an unlock', ({ authenticators }) => authenticators.unlockById('u1', 'a1')],
    ['a sign-out', ({ sessions }) => sessions.endBackend('u1')]
  ])('%s without a connection, which works again when the server is back', async (_, write) => {
    const fake = await startFake(done)
    const grant = fake.onToken
    fake.onToken = (seen, response) => grant(seen, response.setHeader('connection', 'close'))
    const client = clientFor(fake.origin)
    await client.claims()
    await fake.stopListening()
    expect(await errorOf(write(client))).toMatchObject({ kind: 'unreachable', cause: 'refused' })
    await fake.listenAgain()
    await write(client)
    expect(fake.seen).toHaveLength(1)
    expect(fake.tokenRequests).toHaveLength(1)
  })

  it('cancelled before it was sent', async () => {
    const fake = await startFake(done)
    const signal = AbortSignal.abort()
    const write = clientFor(fake.origin).passwords.replace('u1', { password: 'x' }, { signal })
    expect(await errorOf(write)).toMatchObject({ kind: 'cancelled' })
    expect(fake.seen).toHaveLength(0)
  })
})

it('lets a write that is under way end when the client is closed', async () => {
  const fake = await startFake(() => {})
  const client = clientFor(fake.origin)
  const asked = new Promise<() => void>((resolve) => {
    fake.on = (seen, response) => resolve(() => done(seen, response))
  })
  const write = client.passwords.replace('u1', { password: 'Tiger-7-Lamp' })
  const answer = await asked
  const closed = client.close()
  answer()
  await expect(write).resolves.toBeUndefined()
  await closed
})
