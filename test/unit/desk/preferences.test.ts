import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetPreferences, readPreferences, readSignInRules } from '../../../src/main/desk/preferences'
import { contract } from '../../../src/shared/contract'
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
  expect(
    await readPreferences({ ...desk.client, preferences: { ...desk.client.preferences, read } })
  ).toEqual({})
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

it('asks again once it was told to forget', async () => {
  expect(await readPreferences(desk.client)).toMatchObject({ minLength: 12 })
  await desk.control({ action: 'policy', policy: { passwordMinLength: 9 } })
  expect(await readPreferences(desk.client)).toMatchObject({ minLength: 12 })
  forgetPreferences(desk.client)
  expect(await readPreferences(desk.client)).toMatchObject({ minLength: 9 })
})

describe('the rules that screens need', () => {
  const rules = async (client = desk.client) =>
    contract['tenant.rules'].output.parse(await readSignInRules(client, desk.simulator.appId))

  it('are those of the application', async () => {
    const lockoutTiers = [{ attempts: 3, duration: 15 }]
    await desk.control({ action: 'policy', policy: { lockoutTiers, tempPasswordValidityHours: 30 } })
    expect(await rules()).toEqual({
      appName: 'Contoso shop',
      suspensionMinutes: 15,
      lockoutTiers,
      maxFailures: 5,
      resetValidityMinutes: 15,
      temporaryPasswordHours: 30,
      minLength: 12
    })
  })

  it('name no model where the tiers are in another form', async () => {
    const lockoutTiers = [{ attempts: 3, duration: { value: 5, unit: 'minutes' } }]
    await desk.control({ action: 'policy', policy: { lockoutTiers } })
    const odd = await rules()
    expect(odd).toMatchObject({ suspensionMinutes: 15, lockoutUnreadable: true })
    expect(odd.lockoutTiers).toBeUndefined()
  })

  it('are as many as an older tenant has, and none where they cannot be read', async () => {
    await desk.control({ action: 'policy', policy: { lockoutTiers: null, passwordSuspensionDuration: null } })
    const older = await rules()
    expect(older).toMatchObject({ maxFailures: 5 })
    expect([older.lockoutTiers, older.suspensionMinutes]).toEqual([undefined, undefined])
    expect(await rules(desk.clientOf(desk.simulator.limited))).toEqual({ appName: 'Contoso shop' })
    const wrong = desk.clientOf({ clientId: desk.simulator.clientId, clientSecret: 'wrong' })
    expect(JSON.stringify(await rules(wrong))).toBe('{}')
  })
})
