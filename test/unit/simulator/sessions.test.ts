import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedStories } from '../../../src/simulator/seed'
import { startBench, type Bench } from './client'

const userId = seedStories.find(({ story }) => story === 'everything')?.userId ?? ''
const backend = `/v1/auth/users/${userId}/sessions`
const hosted = `/v1/sessions/${userId}`
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

it('lists both families as bare arrays', async () => {
  const dates = { start_time: expect.stringMatching(/Z$/), expiration_time: expect.stringMatching(/Z$/) }
  const [first] = (await bench.call('GET', backend)).body as object[]
  expect(first).toEqual({ session_id: expect.any(String), ...dates })
  const [other] = (await bench.call('GET', hosted)).body as object[]
  expect(other).toEqual({
    session_id: expect.any(String),
    user_id: userId,
    client_id: expect.any(String),
    ...dates
  })
})

it('ends each family by its own call', async () => {
  const counts = async (): Promise<number[]> => {
    const replies = [await bench.call('GET', backend), await bench.call('GET', hosted)]
    return replies.map(({ body }) => (body as unknown[]).length)
  }
  expect(await counts()).toEqual([2, 3])
  const first = await bench.call('DELETE', backend)
  expect([first.status, first.text]).toEqual([204, ''])
  expect(await counts()).toEqual([0, 3])
  expect((await bench.call('DELETE', hosted)).body).toEqual({ result: { deleted_count: 3 } })
  expect(await counts()).toEqual([0, 0])
  expect((await bench.call('DELETE', hosted)).body).toEqual({ result: { deleted_count: 0 } })
})

it('forgets sessions that are over', async () => {
  await bench.control({ action: 'set', tokenTtlSeconds: 30 * 86_400 })
  const call = await bench.as(bench.simulator)
  await bench.control({ action: 'advance', ms: 7 * 86_400_000 })
  expect((await call('GET', hosted)).body).toHaveLength(2)
})

it('shows another application nothing, and lets it end nothing', async () => {
  const both = seedStories.find(({ story }) => story === 'both-apps')?.userId ?? ''
  await bench.call('POST', '/v1/auth/password/authenticate', {
    username: 'kwame',
    password: 'Tile-by-Tile-2026'
  })
  const other = await bench.as(bench.simulator.secondApp)
  expect((await other('GET', `/v1/auth/users/${both}/sessions`)).body).toEqual([])
  expect((await other('DELETE', `/v1/auth/users/${both}/sessions`)).status).toBe(204)
  expect((await bench.call('GET', `/v1/auth/users/${both}/sessions`)).body).toHaveLength(1)
})

it('answers for somebody who is not known as for somebody without sessions', async () => {
  expect((await bench.call('GET', '/v1/sessions/nobody')).body).toEqual([])
  expect((await bench.call('DELETE', '/v1/auth/users/nobody/sessions')).status).toBe(204)
})
