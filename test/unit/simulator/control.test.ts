import { afterEach, beforeEach, expect, it } from 'vitest'
import { startBench, type Bench } from './client'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const ask = (token: string | undefined, body: string): Promise<{ status: number }> =>
  bench.raw('/__control', {
    method: 'POST',
    headers: token === undefined ? {} : { 'x-control-token': token },
    body
  })

it.each([undefined, '', 'wrong'])('refuses the token %s', async (token) => {
  expect((await ask(token, '{"action":"requests"}')).status).toBe(403)
})

it.each([
  '',
  'nothing',
  '[]',
  '{}',
  '{"action":"explode"}',
  '{"action":"advance"}',
  '{"action":"policy","appId":"x"}',
  '{"action":"method","appId":"x"}',
  '{"action":"set","providerFails":"fax"}'
])('refuses the body %s', async (body) => {
  expect((await ask(bench.simulator.controlToken, body)).status).toBe(400)
})

it('is not there unless it was asked for', async () => {
  const plain = await startBench({ control: false })
  expect(plain.simulator.controlToken).toBeUndefined()
  const reply = await plain.raw('/__control', {
    method: 'POST',
    headers: { 'x-control-token': '' },
    body: '{}'
  })
  expect(reply.status).toBe(404)
  await plain.simulator.stop()
})

it('tells which requests were made, secrets included', async () => {
  await bench.control({ action: 'clear-requests' })
  await bench.call('GET', '/v1/users?search_prefix=ana')
  await bench.call('PUT', '/v1/users/x', { password: 'secret' })
  const { requests } = (await bench.control({ action: 'requests' })) as {
    requests: Record<string, unknown>[]
  }
  expect(requests).toMatchObject([
    { method: 'GET', path: '/cis/v1/users', query: 'search_prefix=ana', body: '' },
    { method: 'PUT', path: '/cis/v1/users/x', query: '', body: '{"password":"secret"}' }
  ])
  expect(requests[0]?.['headers']).toContain('authorization')
})

it('lets time pass', async () => {
  const before = Date.now()
  const { now } = (await bench.control({ action: 'advance', ms: 60_000 })) as { now: number }
  expect(now - before).toBeGreaterThanOrEqual(60_000)
})

it('starts from the clock that is given', async () => {
  const start = Date.parse('2030-01-01T00:00:00.000Z')
  const later = await startBench({ clock: () => start })
  const { body } = await later.call('GET', '/v1/users/ue3N8fKgygwfkxC7GXhFV/authenticators')
  expect(body).toMatchObject({ result: [{ last_failed_authentication: '2029-12-31T23:54:00.000Z' }, {}, {}] })
  await later.simulator.stop()
})

it('adds a user, and shows the state of one', async () => {
  const user = {
    id: 'added',
    name: ['<b>Bold</b>', '"x"'] as [string, string],
    email: 'added@example.com',
    created: 1000
  }
  await bench.control({ action: 'add-user', user: { ...user, password: { changed: 1000 } } })
  expect((await bench.call('GET', '/v1/users/email/added%40example.com')).body).toMatchObject({
    result: { user_id: 'added', name: { first_name: '<b>Bold</b>' }, status: 'Active' }
  })
  const state = (await bench.control({ action: 'state', userId: 'added' })) as { user: { apps: object[] } }
  expect(state.user.apps).toMatchObject([{ password: { temporary: false } }])
  expect(JSON.stringify(state)).not.toContain('hash')
  await expect(bench.control({ action: 'state', userId: 'nobody' })).rejects.toThrow(/404/)
})
