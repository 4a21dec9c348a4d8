import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { AppFailure } from '../../../src/shared/errors'
import { clientFor, errorOf, html, json, jwt, startFake, type Handler } from './fake-mosaic'

const user: Handler = (_, response) => json(response, 200, { result: { user_id: 'u1', status: 'Active' } })
const refuseOld =
  (good: string): Handler =>
  (seen, response) =>
    seen.headers.authorization === `Bearer ${good}`
      ? user(seen, response)
      : json(response, 401, { message: 'Invalid token', error_code: 401 })

function tokenFor(fields: object): Handler {
  return (_, response) => json(response, 200, { access_token: 'tok', token_type: 'Bearer', ...fields })
}

describe('the token', () => {
  it('is asked for as a form, once for all callers at the same time', async () => {
    const fake = await startFake(user)
    const { users } = clientFor(fake.origin)
    await Promise.all([users.byId('u1'), users.byId('u2'), users.byEmail('a@example.com')])
    await users.byId('u3')
    expect(fake.tokenRequests).toHaveLength(1)
    const [request] = fake.tokenRequests
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client.id',
      client_secret: 's3cret-Ω&='
    })
    expect(fake.seen.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill('Bearer t1'))
  })

  it('is told of, what it says and not itself, each time that one was got', async () => {
    const fake = await startFake(user)
    fake.onToken = tokenFor({ access_token: jwt({ app_id: 'app-1' }), expires_in: 1 })
    const told: unknown[] = []
    let now = 0
    const { users } = clientFor(fake.origin, { now: () => now, onToken: (claims) => told.push(claims) })
    await users.byId('u1')
    await users.byId('u2')
    expect(told).toEqual([expect.objectContaining({ appId: 'app-1' })])
    now = 10_000
    await users.byId('u3')
    expect(told).toHaveLength(2)
    fake.onToken = (_, response) => json(response, 401, { error: 'invalid_client' })
    now = 20_000
    await errorOf(users.byId('u4'))
    expect(told).toHaveLength(2)
  })

  it('still comes for the others when the caller who asked first gives up', async () => {
    const fake = await startFake(user)
    const grant = fake.onToken
    const waiting = new Promise<() => void>((resolve) => {
      fake.onToken = (seen, response) => resolve(() => grant(seen, response))
    })
    const { users } = clientFor(fake.origin)
    const cancel = new AbortController()
    const first = errorOf(users.byId('u1', { signal: cancel.signal }))
    const second = users.byId('u2')
    const answer = await waiting
    cancel.abort()
    expect(await first).toMatchObject({ kind: 'cancelled' })
    answer()
    expect(await second).toMatchObject({ id: 'u1' })
    expect(fake.tokenRequests).toHaveLength(1)
  })

  it.each([
    [3600, 3_539_000, 1],
    [3600, 3_541_000, 2],
    [100, 79_000, 1],
    [100, 81_000, 2],
    ['100', 79_000, 1],
    [1, 700, 1],
    [1, 900, 2],
    [0, 0, 2],
    [-5, 0, 2]
  ])('that lives %j s is %i ms later one of %i', async (expires_in, later, requests) => {
    let now = 1_000_000_000_000
    const fake = await startFake(user)
    fake.onToken = tokenFor({ expires_in })
    const { users } = clientFor(fake.origin, { now: () => now })
    await users.byId('u1')
    now += later
    await users.byId('u1')
    expect(fake.tokenRequests).toHaveLength(requests)
  })

  it('is timed by its own life, however wrong this computer’s clock is', async () => {
    let now = 5_000
    const fake = await startFake(user)
    fake.onToken = tokenFor({ access_token: jwt({ iat: 1_800_000_000, exp: 1_800_000_100 }) })
    const client = clientFor(fake.origin, { now: () => now })
    expect((await client.claims()).expiresAt).toBe(105_000)
    now += 79_000
    await client.users.byId('u1')
    expect(fake.tokenRequests).toHaveLength(1)
    now = 1_000 // the clock is set back: how long the token still lives is not known
    await client.users.byId('u1')
    expect(fake.tokenRequests).toHaveLength(2)
  })

  it('that Mosaic refuses is renewed once, whoever notices', async () => {
    const fake = await startFake(refuseOld('t2'))
    const { users } = clientFor(fake.origin)
    await Promise.all(Array.from({ length: 5 }, () => users.byId('u1')))
    expect(fake.tokenRequests).toHaveLength(2)
    expect(fake.seen.length).toBeLessThanOrEqual(10)
  })

  it('that was just renewed is not at fault when a call is refused: the call is not permitted', async () => {
    const fake = await startFake(refuseOld('never'))
    const error = await errorOf(clientFor(fake.origin).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'not-permitted', permission: 'users:read', status: 401 })
    expect(fake.tokenRequests).toHaveLength(2)
    expect(fake.seen).toHaveLength(2)
  })

  it('that was just renewed stays for the calls that come after, denied or not', async () => {
    let now = 1_000_000_000_000
    const denied = refuseOld('never')
    const fake = await startFake((seen, response) =>
      (seen.target.includes('/sessions/') ? denied : user)(seen, response)
    )
    const { users, sessions } = clientFor(fake.origin, { now: () => now })
    for (let call = 0; call < 4; call++) {
      const error = await errorOf(sessions.endHosted('u1'))
      expect(error).toMatchObject({ kind: 'not-permitted', permission: 'sessions:delete', status: 401 })
      await users.byId('u1')
    }
    expect(fake.tokenRequests).toHaveLength(2)
    // a token that is no longer new may have been withdrawn
    now += 120_000
    await errorOf(sessions.endHosted('u1'))
    expect(fake.tokenRequests).toHaveLength(3)
  })

  it('that cannot be renewed says why, not what was refused before', async () => {
    const fake = await startFake(refuseOld('never'))
    const grant = fake.onToken
    fake.onToken = (seen, response) =>
      fake.tokenRequests.length === 1
        ? grant(seen, response)
        : json(response, 401, { error: 'invalid_client', error_description: 'x' })
    const error = await errorOf(clientFor(fake.origin).users.byId('u1'))
    expect(error).toMatchObject({ kind: 'bad-credentials', reason: 'refused' })
  })

  it('is retried as a read is', async () => {
    const fake = await startFake(user)
    const grant = fake.onToken
    const failures: Handler[] = [
      ({ socket }) => socket.destroy(),
      (_, response) => html(response, 503),
      (_, response) => json(response, 429, {}, { 'retry-after': '0' })
    ]
    fake.onToken = (seen, response) => (failures.shift() ?? grant)(seen, response)
    expect(await clientFor(fake.origin).users.byId('u1')).toMatchObject({ id: 'u1' })
    expect(fake.tokenRequests).toHaveLength(4)
  })
})

describe('the token endpoint', () => {
  it.each<[string, Handler, object]>([
    [
      '400 with a message',
      (_, r) => json(r, 400, { message: 'bad', error_code: 400 }),
      { kind: 'bad-credentials', reason: 'refused' }
    ],
    [
      '400 with messages',
      (_, r) => json(r, 400, { message: ['bad'], error_code: 400 }),
      { kind: 'bad-credentials' }
    ],
    [
      '401 invalid_client',
      (_, r) => json(r, 401, { error: 'invalid_client', error_description: 'x' }),
      { kind: 'bad-credentials' }
    ],
    ['400 invalid_grant', (_, r) => json(r, 400, { error: 'invalid_grant' }), { kind: 'bad-credentials' }],
    [
      '403',
      (_, r) => json(r, 403, { message: 'client is blocked', error_code: 403 }),
      { kind: 'bad-credentials' }
    ],
    [
      '400 unsupported_grant_type',
      (_, r) => json(r, 400, { error: 'unsupported_grant_type' }),
      { kind: 'unexpected-answer' }
    ],
    ['400 without a body', (_, r) => r.writeHead(400).end(), { kind: 'bad-credentials', reason: 'refused' }],
    ['401 without a body', (_, r) => r.writeHead(401).end(), { kind: 'bad-credentials', reason: 'refused' }],
    ['403 without a body', (_, r) => r.writeHead(403).end(), { kind: 'unexpected-answer', status: 403 }],
    ['400 as text', (_, r) => r.writeHead(400).end('Bad Request'), { kind: 'unexpected-answer' }],
    [
      'a packed body',
      (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"access_token":"t"}')),
      { kind: 'unexpected-answer', problem: 'Its data is packed as gzip, which Tessera did not ask for.' }
    ],
    ['401 as a web page', (_, r) => html(r, 401), { kind: 'unexpected-answer', status: 401 }],
    ['403 as a web page', (_, r) => html(r, 403), { kind: 'unexpected-answer', status: 403 }],
    [
      '404',
      (_, r) => json(r, 404, { message: 'Not Found', error_code: 404 }),
      { kind: 'unexpected-answer', status: 404 }
    ],
    ['404 as a web page', (_, r) => html(r, 404), { kind: 'unexpected-answer', status: 404 }],
    [
      'a redirect',
      (_, r) => r.writeHead(301, { location: 'https://x.test' }).end(),
      { kind: 'unexpected-answer', status: 301 }
    ],
    ['a web page', (_, r) => html(r, 200), { kind: 'unexpected-answer', status: 200 }],
    ['no token', (_, r) => json(r, 200, { ok: true }), { kind: 'unexpected-answer', status: 200 }],
    [
      'a token that is none',
      (_, r) => json(r, 200, { access_token: 'a\r\nx: y' }),
      { kind: 'unexpected-answer' }
    ],
    ['a long rate limit', (_, r) => json(r, 429, {}, { 'retry-after': '900' }), { kind: 'rate-limited' }],
    ['501', (_, r) => r.writeHead(501).end(), { kind: 'unexpected-answer', status: 501 }]
  ])('answers %s', async (_, onToken, error) => {
    const fake = await startFake(user)
    fake.onToken = onToken
    expect(await errorOf(clientFor(fake.origin).claims())).toMatchObject(error)
    expect(fake.tokenRequests).toHaveLength(1)
    expect(fake.seen).toHaveLength(0)
  })

  it('that quotes the secret does not get it told', async () => {
    const fake = await startFake(user)
    fake.onToken = (_, response) =>
      json(response, 400, { error: 'topsecret_value', message: 'topsecret_value' })
    const secret = () => Promise.resolve('topsecret_value')
    const told = await errorOf(clientFor(fake.origin, { secret }).claims())
    expect(told).toMatchObject({ kind: 'bad-credentials' })
    expect(JSON.stringify(told)).not.toContain('topsecret')
  })
})

describe('the secret', () => {
  it('that is missing is told as such, and nothing is sent', async () => {
    const fake = await startFake(user)
    const secret = () => Promise.reject(new AppFailure({ kind: 'bad-credentials', reason: 'missing' }))
    const error = await errorOf(clientFor(fake.origin, { secret }).users.byId('u1'))
    expect(error).toEqual({ kind: 'bad-credentials', reason: 'missing' })
    expect(fake.tokenRequests).toHaveLength(0)
  })

  it('is asked for again after it failed', async () => {
    const fake = await startFake(user)
    const answers = [Promise.reject(new AppFailure({ kind: 'bad-credentials', reason: 'missing' }))]
    const secret = () => answers.shift() ?? Promise.resolve('now it is there')
    const { users } = clientFor(fake.origin, { secret })
    await errorOf(users.byId('u1'))
    expect(await users.byId('u1')).toMatchObject({ id: 'u1' })
  })

  it('may take its time: a person may have to unlock the keychain', async () => {
    const fake = await startFake(user)
    const secret = () => new Promise<string>((resolve) => setTimeout(resolve, 400, 's'))
    const timeouts = { readDeadlineMs: 300, retryBaseMs: 1 }
    expect(await clientFor(fake.origin, { secret, timeouts }).users.byId('u1')).toMatchObject({ id: 'u1' })
  })
})

describe('the claims', () => {
  it('are read in either style', async () => {
    const fake = await startFake(user)
    const access_token = jwt({
      app_id: 'app1',
      app_name: 'Sh\u202Eop',
      tid: 'ten1',
      role: 'Admin',
      ts_roles: ['helpdesk'],
      ts_permissions: ['users:read', 'read:user', 'auth:invoke', 'update:session', 'apps:list']
    })
    fake.onToken = tokenFor({ access_token, expires_in: 100 })
    expect(await clientFor(fake.origin, { now: () => 1000 }).claims()).toEqual({
      appId: 'app1',
      appName: 'Sh\uFFFDop',
      tenantId: 'ten1',
      roles: ['Admin', 'helpdesk'],
      permissions: ['users:read', 'auth:execute', 'sessions:edit', 'apps:list'],
      admin: true,
      expiresAt: 101_000
    })
  })

  it.each<[object, boolean]>([
    [{ role: 'Admin' }, true],
    [{ roles: ['helpdesk', 'admin'] }, true],
    [{ ts_roles: ['Admin'] }, false],
    [{ role: 'helpdesk', ts_roles: ['Admin'] }, false]
  ])('%j: of a management client? %j (API.md §1.2)', async (claims, admin) => {
    const fake = await startFake(user)
    fake.onToken = tokenFor({ access_token: jwt(claims), expires_in: 100 })
    expect(await clientFor(fake.origin).claims()).toMatchObject({ admin })
  })

  it.each([['opaque'], ['a.b.c'], ['a..c'], [`a.${Buffer.from('[1]').toString('base64url')}.c`]])(
    'of the token %j are simply unknown',
    async (access_token) => {
      const fake = await startFake(user)
      fake.onToken = tokenFor({ access_token, expires_in: 100 })
      const claims = await clientFor(fake.origin).claims()
      expect(claims).toMatchObject({ roles: [], permissions: [], admin: false })
      expect(claims.appId).toBeUndefined()
    }
  )
})
