import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedPassword } from '../../../src/simulator/seed'
import { startBench, type Bench, type Reply, type Send } from './client'
import { authenticatorOf, idOf, refused, userOf } from './people'

const day = 24 * 3_600_000
let bench: Bench
let path: string
beforeEach(async () => {
  bench = await startBench()
  path = `/loginPreferences/${bench.simulator.appId}`
})
afterEach(() => bench.simulator.stop())

type Methods = Record<string, Record<string, unknown>>
const methodsIn = ({ body }: Reply): Methods =>
  (body as { result: { auth_methods: Methods } }).result.auth_methods
const methods = async (): Promise<Methods> => methodsIn(await bench.call('GET', path))
const password = async (): Promise<Record<string, unknown>> => (await methods())['password'] ?? {}
const put = (body: unknown, appPath = path): Promise<Reply> =>
  bench.call('PUT', `${appPath}/authMethods`, body)

const tiers = (count: number) => Array.from({ length: count }, () => ({ attempts: 3, duration: 525_600 }))

/** Nothing but what is required. */
const least = {
  passwordComplexity: 2,
  passwordMinLength: 8,
  passwordExpiresIn: 30,
  blockPreviousPasswords: 0,
  resetValidityMinutes: 5,
  maxPasswordFailures: 5,
  passwordSuspensionDuration: 15,
  message: { primaryColor: '#abc' }
}

describe('setting the login methods', () => {
  it('replaces a method whole and leaves the others alone', async () => {
    const { password: _, ...others } = await methods()
    const reply = await put({ password: { ...least, ofTomorrow: { a: 1 } } })
    expect(reply.status).toBe(200)
    const now = await methods()
    expect(now).toEqual({ ...others, password: { ...least, ofTomorrow: { a: 1 } } })
    expect(methodsIn(reply)).toEqual(now)
  })

  it('sets another method and leaves the password alone', async () => {
    const before = await password()
    const sms = { expiresIn: 9, maxFailures: 4 }
    expect((await put({ sms })).status).toBe(200)
    expect(await methods()).toMatchObject({ sms })
    expect(await password()).toEqual(before)
  })

  it.each([
    ['passwordComplexity', [1, 5], [0, 6, '3', null]],
    ['passwordMinLength', [5, 14], [4, 15]],
    ['passwordExpiresIn', [1, 1096], [0, 1097]],
    ['ignoreExpiration', [true, false], ['true', 0]],
    ['blockPreviousPasswords', [0, 20], [-1, 21]],
    ['checkHibp', [true], ['yes']],
    ['checkDictionary', [true], [1]],
    ['maxPasswordFailures', [1, 20], [0, 21, null]],
    ['passwordSuspensionDuration', [1, 525_600], [0, 525_601, null]],
    ['failuresExpireIn', [1, 525_600], [0, 525_601]],
    ['resetValidityMinutes', [5, 60], [4, 61]],
    ['codeLength', [4, 8], [3, 9]],
    ['tempPasswordValidityHours', [1, 8760], [0, 8761]],
    ['requireMFA', [true], [{}]],
    ['notifyOnPasswordUpdate', [true], ['on']],
    [
      'lockoutTiers',
      [[], [{ attempts: 1, duration: 1 }], tiers(10)],
      [{}, [{}], [{ attempts: 0, duration: 1 }], [{ attempts: 1, duration: 0 }], tiers(11)]
    ],
    [
      'message',
      [{ primaryColor: '#aAbBcC', from: 'Shop', subject: 'New password' }],
      [
        '#fff',
        {},
        { primaryColor: 'red' },
        { primaryColor: '#fff', from: 1 },
        { primaryColor: '#fff', subject: [] }
      ]
    ]
  ])('checks the range of %s', async (field, good, bad) => {
    for (const value of good) {
      expect((await put({ password: { ...least, [field]: value } })).status).toBe(200)
      expect((await password())[field]).toEqual(value)
    }
    const before = await password()
    for (const value of bad) {
      const { status, body } = await put({ password: { ...least, [field]: value } })
      expect([status, body]).toEqual([400, { message: [expect.stringContaining(field)], error_code: 400 }])
    }
    expect(await password()).toEqual(before)
  })

  it.each(Object.keys(least))('requires %s', async (field) => {
    const { status, body } = await put({ password: { ...least, [field]: undefined } })
    expect([status, body]).toEqual([
      400,
      { message: [`password.${field} should not be null or undefined`], error_code: 400 }
    ])
  })

  it('requires the simple lock-out only where the tenant has it', async () => {
    await bench.control({
      action: 'policy',
      policy: { maxPasswordFailures: null, passwordSuspensionDuration: null }
    })
    const { maxPasswordFailures: _, passwordSuspensionDuration: __, ...rest } = least
    expect((await put({ password: rest })).status).toBe(200)
  })

  it('says all that is wrong and changes nothing', async () => {
    const before = await methods()
    const { body } = await put({
      password: { ...least, codeLength: 3, checkHibp: 1, message: undefined },
      sms: { expiresIn: 5 },
      face: {},
      toString: {}
    })
    expect((body as { message: string[] }).message).toHaveLength(6)
    expect(await methods()).toEqual(before)
  })

  it.each([undefined, [], 'text', { password: null }, { password: [] }, { google: { clientSecret: 'x' } }])(
    'refuses the body %j',
    async (body) => {
      expect((await put(body)).status).toBe(400)
    }
  )

  it('is for whoever may edit login methods, in the own application', async () => {
    const { limited, management, secondApp } = bench.simulator
    const limitedCall = await bench.as(limited)
    expect((await limitedCall('GET', path)).status).toBe(403)
    expect((await limitedCall('PUT', `${path}/authMethods`, { password: least })).status).toBe(403)
    for (const other of [secondApp.appId, 'nothing']) {
      const { status, body } = await put({ password: least }, `/loginPreferences/${other}`)
      expect([status, body]).toEqual([404, { message: 'Application Not Found', error_code: 404 }])
    }
    const admin = await bench.as(management)
    const asAdmin = await admin('PUT', `/loginPreferences/${secondApp.appId}/authMethods`, {
      password: least
    })
    expect(asAdmin.status).toBe(200)
  })
})

it('lets tests take fields away, as in older tenants, and the tenant goes by Mosaic’s defaults then', async () => {
  await bench.control({
    action: 'policy',
    policy: { lockoutTiers: null, maxPasswordFailures: null, passwordExpiresIn: null, codeLength: 8 }
  })
  const now = await password()
  expect(now).toMatchObject({ codeLength: 8, passwordMinLength: 12 })
  for (const field of ['lockoutTiers', 'maxPasswordFailures', 'passwordExpiresIn']) {
    expect(now).not.toHaveProperty(field)
  }
  const signIn = { username: 'emma.j', password: 'wrong' }
  for (let i = 0; i < 5; i++) await bench.call('POST', '/v1/auth/password/authenticate', signIn)
  expect((await authenticatorOf(bench, idOf('ok'), 'password'))?.status).toBe('Locked')
})

it('measures existing passwords by the new expiry', async () => {
  const facts = async () => {
    const user = (await userOf(bench, idOf('ok'))) as unknown as {
      password_information: { updated_at: number; expires_in?: string; expired: boolean }
    }
    return user.password_information
  }
  const before = await facts()
  expect(before.expired).toBe(false)
  const set = await password()
  await put({ password: { ...set, passwordExpiresIn: 1 } })
  const { expired, expires_in: end } = await facts()
  expect(expired).toBe(true)
  expect(Date.parse(end ?? '')).toBe(before.updated_at + day)
  await put({ password: { ...set, passwordExpiresIn: 1, ignoreExpiration: true } })
  expect(await facts()).toEqual({ ...before, expires_in: undefined, expired: false })
})

describe('lock-out in steps', () => {
  const minute = 60_000
  const signIn = (word = seedPassword): Promise<Reply> =>
    call('POST', '/v1/auth/password/authenticate', { username: 'emma.j', password: word })
  const fail = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++)
      expect(refused(await signIn('wrong'))).toEqual([400, 'auth_invalid_credentials'])
  }
  const isLocked = async (): Promise<boolean> =>
    (await authenticatorOf({ ...bench, call }, idOf('ok'), 'password'))?.status === 'Locked'
  const pass = (minutes: number): Promise<unknown> =>
    bench.control({ action: 'advance', ms: minutes * minute })

  let call: Send
  beforeEach(async () => {
    // time passes here, and the token must not run out with it
    await bench.control({ action: 'set', tokenTtlSeconds: 500 * 24 * 3600 })
    call = await bench.as(bench.simulator)
    const lockoutTiers = [
      { attempts: 2, duration: 1 },
      { attempts: 5, duration: 30 }
    ]
    await put({ password: { ...(await password()), lockoutTiers, failuresExpireIn: 120 } })
  })

  it('counts on from tier to tier and ends with a lock for good, which an unlock lifts', async () => {
    await fail(1)
    expect(await isLocked()).toBe(false)
    await fail(1)
    expect(await isLocked()).toBe(true)
    await pass(1)
    expect(await isLocked()).toBe(false)
    await fail(2)
    expect(await isLocked()).toBe(false)
    await fail(1)
    await pass(29)
    expect(refused(await signIn())).toEqual([403, 'auth_locked'])
    await pass(1)
    expect(await isLocked()).toBe(false)
    await fail(1)
    await pass(400 * 24 * 60)
    expect(await isLocked()).toBe(true)
    await call('POST', `/v1/users/${idOf('ok')}/authenticators/types/password/unlock`)
    await fail(1)
    expect(await isLocked()).toBe(false)
  })

  it('begins anew after a right password, and once the failures are out of the window', async () => {
    await fail(2)
    await pass(1)
    expect((await signIn()).status).toBe(200)
    await fail(1)
    expect(await isLocked()).toBe(false)
    await fail(1)
    await pass(121)
    await fail(1)
    expect(await isLocked()).toBe(false)
    await fail(1)
    await pass(1)
    expect(await isLocked()).toBe(false)
  })

  it('is the other application’s way', async () => {
    const { secondApp } = bench.simulator
    const asOther = await bench.as(secondApp)
    const set = methodsIn(await asOther('GET', `/loginPreferences/${secondApp.appId}`))['password']
    expect(set).toMatchObject({ lockoutTiers: [{}, {}, {}] })
  })
})
