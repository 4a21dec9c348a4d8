import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readPreferences } from '../../../src/main/desk/preferences'
import { type PracticeDesk, startPracticeDesk } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
})
afterEach(async () => {
  vi.useRealTimers()
  await desk.stop()
})

const asked = async () => {
  const { requests } = (await desk.control({ action: 'requests' })) as { requests: { path: string }[] }
  return requests.filter(({ path }) => path.includes('loginPreferences')).length
}
/** Only the clock: the network goes on in real time. */
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

it('reads the numbers of the client’s own application', async () => {
  await desk.control({ action: 'method', name: 'sms', value: { expiresIn: 7, maxFailures: 4 } })
  await desk.control({ action: 'policy', policy: { resetValidityMinutes: 35 } })
  expect(await readPreferences(desk.client)).toMatchObject({
    smsCode: { livesMinutes: 7, attempts: 4 },
    resetValidityMinutes: 35
  })
})

it('asks once in a few minutes, however many ask at once, and for each client', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await Promise.all([readPreferences(desk.client), readPreferences(desk.client)])
  pass(4 * 60_000)
  await readPreferences(desk.client)
  expect(await asked()).toBe(1)
  await readPreferences(desk.clientOf(desk.simulator))
  expect(await asked()).toBe(2)
  pass(2 * 60_000)
  await readPreferences(desk.client)
  expect(await asked()).toBe(3)
})

it('answers nothing where they cannot be read, and asks again soon', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await desk.control({
    action: 'fault',
    match: { path: 'loginPreferences' },
    fault: { kind: 'status', status: 403, shape: 1 }
  })
  expect(await readPreferences(desk.client)).toEqual({})
  expect(await readPreferences(desk.client)).toEqual({})
  expect(await asked()).toBe(1)
  await desk.control({ action: 'clear-faults' })
  pass(31_000)
  expect(await readPreferences(desk.client)).toMatchObject({ smsCode: {} })
})

it('answers nothing where there is no token to ask with', async () => {
  const client = desk.clientOf({ clientId: desk.simulator.clientId, clientSecret: 'wrong' })
  expect(await readPreferences(client)).toEqual({})
})

it('keeps nobody waiting for long', async () => {
  const read = vi.fn<(id: string, options?: { signal?: AbortSignal | undefined }) => Promise<object>>(
    (_id, options) =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new Error('gone')))
      })
  )
  const started = performance.now()
  expect(await readPreferences({ ...desk.client, preferences: { read } })).toEqual({})
  expect(read).toHaveBeenCalledOnce()
  expect(performance.now() - started).toBeLessThan(6_000)
})

it('asks for the given application where the token names none', async () => {
  const { management, appId } = desk.simulator
  const client = desk.clientOf(management)
  const claims = async () => ({ ...(await client.claims()), appId: undefined })
  expect(await readPreferences({ ...client, claims })).toEqual({})
  expect(await readPreferences({ ...client, claims }, appId)).toMatchObject({ smsCode: {} })
})
