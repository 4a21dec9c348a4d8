import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBench, tokenRequest, type Bench } from './client'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
})
afterAll(() => bench.simulator.stop())

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

it.each(['/oidc/token', '/cis/oidc/token'])('gives a token at %s', async (path) => {
  const { status, body, headers } = await bench.raw(path, tokenRequest(bench.simulator))
  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid' })
  expect(headers.get('x-correlation-id')).toMatch(/^[\w-]{21}$/)
  const claims = claimsOf((body as { access_token: string }).access_token)
  expect(claims).toMatchObject({
    app_id: bench.simulator.appId,
    app_name: 'Contoso shop',
    client_id: bench.simulator.clientId,
    sub: bench.simulator.clientId,
    iss: 'https://userid.security',
    aud: 'userid-api',
    roles: [],
    ts_roles: ['Helpdesk']
  })
  expect(claims['ts_permissions']).toContain('users:read')
  expect(claims['exp']).toBe(Number(claims['iat']) + 3600)
  expect(claims['tid']).toBeTruthy()
})

it('marks a management client as Admin, without an application', async () => {
  const { body } = await bench.raw('/oidc/token', tokenRequest(bench.simulator.management))
  const claims = claimsOf((body as { access_token: string }).access_token)
  expect(claims['roles']).toEqual(['Admin'])
  expect(claims).not.toHaveProperty('app_id')
})

it.each([
  ['a wrong secret', { clientSecret: 'wrong' }],
  ['an unknown client', { clientId: 'nobody' }]
])('refuses %s with 401', async (_name, change) => {
  const reply = await bench.raw('/oidc/token', tokenRequest({ ...bench.simulator, ...change }))
  expect(reply.status).toBe(401)
  expect(reply.body).toEqual({ error: 'invalid_client', error_description: expect.any(String) })
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }
it.each([
  ['JSON', { 'content-type': 'application/json' }, '{"grant_type":"client_credentials"}'],
  ['no content type', { 'content-type': '' }, 'grant_type=client_credentials'],
  ['another grant', form, 'grant_type=password&client_id=a&client_secret=b'],
  ['no secret', form, 'grant_type=client_credentials&client_id=a']
])('refuses %s with 400', async (_name, headers, body) => {
  const reply = await bench.raw('/oidc/token', { method: 'POST', headers, body })
  expect(reply.status).toBe(400)
  expect(reply.body).toEqual({ message: expect.any(String), error_code: 400 })
})

it('puts a known resource into aud and refuses others', async () => {
  const ask = (resource: string) => {
    const request = tokenRequest(bench.simulator)
    ;(request.body as URLSearchParams).set('resource', resource)
    return bench.raw('/oidc/token', request)
  }
  const { body } = await ask('https://verify.identity.security')
  expect(claimsOf((body as { access_token: string }).access_token)['aud']).toBe(
    'https://verify.identity.security'
  )
  expect((await ask('https://elsewhere.example')).status).toBe(400)
})

it('has no other method', async () => {
  expect((await bench.raw('/oidc/token')).status).toBe(404)
})

it.each([undefined, 'Bearer', 'Bearer nothing', 'Basic YTpi'])(
  'answers 401 to the authorization %s',
  async (value) => {
    const reply = await bench.raw('/cis/v1/users/count', { headers: value ? { authorization: value } : {} })
    expect(reply.status).toBe(401)
    expect(reply.body).toEqual({ message: 'Invalid token', error_code: 401 })
  }
)

it('lets tokens run out by the clock and by order', async () => {
  await bench.control({ action: 'set', tokenTtlSeconds: 60 })
  const call = await bench.as(bench.simulator)
  expect((await call('GET', '/v1/users/count')).status).toBe(200)
  await bench.control({ action: 'advance', ms: 60_000 })
  expect((await call('GET', '/v1/users/count')).status).toBe(401)

  const next = await bench.as(bench.simulator)
  expect((await next('GET', '/v1/users/count')).status).toBe(200)
  await bench.control({ action: 'expire-tokens' })
  expect((await next('GET', '/v1/users/count')).status).toBe(401)
})

it('gives every start another secret, or the one that is asked for', async () => {
  const app = { clientId: 'mine', clientSecret: 'my secret' }
  const other = await startBench({ credentials: { app } })
  expect(other.simulator.clientId).toBe('mine')
  expect(other.simulator.management.clientSecret).not.toBe(bench.simulator.management.clientSecret)
  await other.simulator.stop()
})
