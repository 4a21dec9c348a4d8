import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mayReadUsers, testConnection } from '../../../src/main/desk/connection-test'
import { isUnlimited } from '../../../src/main/desk/permissions'
import { createMosaicClient } from '../../../src/main/mosaic/client'
import { AppFailure } from '../../../src/shared/errors'
import type { Fault } from '../../../src/simulator/faults'
import { failureOf, type PracticeDesk, startPracticeDesk } from './practice-desk'

let desk: PracticeDesk
beforeAll(async () => {
  desk = await startPracticeDesk()
})
afterEach(() => desk.control({ action: 'clear-faults' }))
afterAll(() => desk.stop())

const none = new AbortController().signal
const at = async (
  origin: string,
  clientId = 'x',
  secret: string | AppFailure = 'y',
  signal: AbortSignal = none
) => {
  const timeouts = { connectMs: 500, headersMs: 500, readDeadlineMs: 600, retryBaseMs: 5 }
  const giveSecret = async () => {
    if (typeof secret === 'string') return secret
    throw secret
  }
  const client = createMosaicClient({ origin, clientId, secret: giveSecret, timeouts })
  try {
    return await testConnection(client, signal)
  } finally {
    await client.close()
  }
}
const atDesk = (signal?: AbortSignal) => {
  const { url, clientId, clientSecret } = desk.simulator
  return at(url, clientId, clientSecret, signal)
}

async function atServer(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await at(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
  }
}

/** Gives out a token with these permissions, and lists users to everybody. */
const withPermissions =
  (permissions: string[]): RequestListener =>
  (request, response) => {
    const claims = { app_id: 'app-1', app_name: 'Shop', ts_permissions: permissions, ts_roles: ['Helpdesk'] }
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
    const body = request.url?.startsWith('/oidc/token')
      ? { access_token: token, token_type: 'Bearer', expires_in: 3600 }
      : { result: [], total_count: 0 }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  }

describe('testConnection', () => {
  it('is good for the application’s client, and names it', async () => {
    const { url, clientId, clientSecret, appName, appId } = desk.simulator
    const report = await at(url, clientId, clientSecret)
    expect(report).toMatchObject({ result: 'good', appName, appId, unlimited: false })
    expect(report.result === 'good' && report.permissions).toContain('users:read')
  })

  it('warns of a management client', async () => {
    const { url, management } = desk.simulator
    expect(await at(url, management.clientId, management.clientSecret)).toMatchObject({
      result: 'good',
      unlimited: true
    })
  })

  it('tells a wrong secret', async () => {
    expect(await at(desk.simulator.url, desk.simulator.clientId, 'wrong')).toMatchObject({
      result: 'bad-credentials'
    })
  })

  it('tells a client that may not read users', async () => {
    const { url, limited } = desk.simulator
    expect(await at(url, limited.clientId, limited.clientSecret)).toMatchObject({ result: 'no-permission' })
  })

  it('tells a client that may list users and read none, with what its token names', async () => {
    expect(await atServer(withPermissions(['users:list', 'groups:read']))).toMatchObject({
      result: 'no-permission',
      message: expect.stringContaining('users:read') as string,
      detail: 'The token names: users:list, groups:read'
    })
    expect(await atServer(withPermissions(['read:user']))).toMatchObject({ result: 'good' })
    expect(await atServer(withPermissions([]))).toMatchObject({ result: 'good' })
  })

  it('tells that there is no secret from one that is wrong', async () => {
    const missing = new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
    expect(await at(desk.simulator.url, desk.simulator.clientId, missing)).toMatchObject({
      result: 'no-secret',
      message: expect.stringContaining('Enter the client secret') as string
    })
  })

  it.each([
    ['a page', 200],
    ['a page of its own', 404],
    ['that it does not know the call', 501],
    ['a redirect', 302]
  ])('tells a host that is not Mosaic by %s (%i)', async (_what, status) => {
    const report = await atServer((_, response) =>
      response
        .writeHead(status, { 'content-type': 'text/html', location: '/elsewhere' })
        .end('<h1>Intranet</h1>')
    )
    expect(report).toMatchObject({
      result: 'wrong-host',
      message: expect.stringContaining('API host') as string
    })
  })

  const outages: [what: string, path: string, fault: Fault, status: number][] = [
    ['Mosaic’s documented 500 on the token', '/oidc/token', { kind: 'status', status: 500, shape: 1 }, 500],
    ['a 503 on users', '/v1/users', { kind: 'status', status: 503, shape: 1 }, 503],
    ['a gateway’s page', '/oidc/token', { kind: 'html', status: 502 }, 502],
    ['a gateway’s page for users', '/v1/users', { kind: 'html', status: 504 }, 504],
    ['an empty 500', '/v1/users', { kind: 'status', status: 500 }, 500]
  ]
  it.each(outages)('calls %s an outage, not a wrong host', async (_what, path, fault, status) => {
    await desk.control({ action: 'fault', match: { path }, fault })
    const report = await atDesk()
    expect(report).toMatchObject({ result: 'mosaic-failed' })
    expect(report.result === 'mosaic-failed' && report.message).toContain(
      `The host answers with status ${status}.`
    )
    expect(report.result === 'mosaic-failed' && report.message).toContain('try again later')
  })

  it.each(['/oidc/token', '/v1/users'])(
    'says that %s asks for fewer requests, and until when',
    async (path) => {
      const fault = { kind: 'status', status: 429, retryAfter: 40, shape: 1 } as const
      await desk.control({ action: 'fault', match: { path }, fault })
      const report = await atDesk()
      expect(report).toMatchObject({ result: 'rate-limited' })
      expect(report.result === 'rate-limited' && report.message).toMatch(
        /status 429\. .*Wait (39|40) seconds/
      )
    }
  )

  it.each(['/oidc/token', '/v1/users'])('is no report when it was cancelled during %s', async (path) => {
    await desk.control({ action: 'fault', match: { path }, fault: { kind: 'hang' } })
    const cancel = new AbortController()
    const failure = failureOf(atDesk(cancel.signal))
    setTimeout(() => cancel.abort(), 60)
    expect(await failure).toMatchObject({ kind: 'cancelled' })
  })

  it('tells a broken CA file from a certificate that is not trusted', async () => {
    const broken = { fileName: 'company.pem', problem: 'it holds no certificate' }
    const failure = new AppFailure({ kind: 'unreachable', cause: 'tls', host: 'a.example', caFile: broken })
    const report = await at(desk.simulator.url, 'x', failure)
    expect(report).toMatchObject({ result: 'ca-file', message: expect.stringContaining('company.pem') })
  })

  it('is no report when Tessera itself failed', async () => {
    const failure = failureOf(
      at(desk.simulator.url, 'x', new AppFailure({ kind: 'internal', detail: 'ours' }))
    )
    expect(await failure).toMatchObject({ kind: 'internal', detail: 'ours' })
  })

  it('tells a host that does not exist, and one where nobody listens', async () => {
    expect(await at('https://no-such-host.invalid')).toMatchObject({
      result: 'no-dns',
      message: expect.stringContaining('no-such-host.invalid could not be looked up') as string
    })
    expect(await at('http://127.0.0.1:9')).toMatchObject({
      result: 'unreachable',
      message: expect.stringContaining('did not accept the connection') as string
    })
  })
})

describe('isUnlimited', () => {
  const claims = { permissions: [], roles: [], admin: false, expiresAt: 0 }
  it.each([
    [claims, true],
    [{ ...claims, admin: true, permissions: ['users:read'] }, true],
    [{ ...claims, roles: ['helpdesk'] }, false],
    [{ ...claims, permissions: ['users:read'] }, false]
  ])('%o → %s (API.md §1.3)', (given, unlimited) => {
    expect(isUnlimited(given)).toBe(unlimited)
  })
})

describe('mayReadUsers', () => {
  const claims = { appId: 'Ab-1_x', roles: [], admin: false, expiresAt: 0 }
  it.each([
    [[], true],
    [['users:read'], true],
    [['apps:read'], true],
    [['Ab-1_x:read'], true],
    [['users:list', 'users:read'], true],
    // as guides write them, and as the client brings them into order
    [['read:user'], true],
    [['read:users'], true],
    [['user:read'], true],
    [['read:Ab-1_x'], true],
    [['Ab-1_xs:read'], true],
    [['users:*'], true],
    [['*'], true],
    [['users:list'], false],
    [['groups:read'], false],
    [['groups:*'], false],
    [['*:list'], false],
    [['other-app:read'], false],
    [['read'], false],
    [['users'], false],
    [['users:edit', 'auth:execute', 'sessions:read', 'authenticators:read'], false]
  ])('%o → %s (API.md §1.3)', (permissions, may) => {
    expect(mayReadUsers({ ...claims, permissions })).toBe(may)
  })

  it('is never in doubt of a management client', () => {
    expect(mayReadUsers({ ...claims, admin: true, permissions: ['users:list'] })).toBe(true)
  })
})
