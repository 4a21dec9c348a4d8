import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedPassword, seedStories } from '../../../src/simulator/seed'
import { otherUsers } from '../../../src/simulator/seed-people'
import { drillSeeds } from '../../../src/simulator/seed-drills'
import { storyUsers } from '../../../src/simulator/seed-stories'
import type { Story } from '../../../src/simulator/seed-types'
import { startBench, type Bench, type Send } from './client'

const everybody = [...storyUsers, ...otherUsers, ...drillSeeds]
let bench: Bench
let admin: Send
beforeAll(async () => {
  bench = await startBench()
  admin = await bench.as(bench.simulator.management)
})
afterAll(() => bench.simulator.stop())

interface Seen {
  status: string
  last_auth?: string
  email?: { email_verified: boolean }
  phone_number?: { phone_number_verified: boolean }
  password_information?: { expired: boolean; temporary: boolean; expires_in?: string }
}

/** What the console could say of a user, from what the API shows and by nothing else. */
async function signsOf(userId: string): Promise<Set<string>> {
  const user = ((await admin('GET', `/v1/users/${userId}`)).body as { result: Seen }).result
  const { result } = (await admin('GET', `/v1/users/${userId}/authenticators`)).body as {
    result: { type: string; status: string }[]
  }
  const lock = result.find(({ type }) => type === 'password')?.status
  const password = user.password_information
  const left = Date.parse(password?.expires_in ?? '') - Date.now()
  const signs = {
    disabled: user.status === 'Disabled',
    pending: user.status === 'Pending' && user.last_auth === undefined,
    locked: lock === 'Locked',
    blocked: lock === 'Deactivated' && user.status !== 'Disabled',
    'no-password': password === undefined && lock === undefined,
    'temporary-run-out': password?.temporary === true && password.expired && left < 0,
    'temporary-waiting': password?.temporary === true && !password.expired && left > 0,
    expired: password?.temporary === false && password.expired,
    'expires-soon': password?.temporary === false && left > 0 && left < 3 * 86_400_000,
    unverified: user.email?.email_verified === false && user.phone_number?.phone_number_verified !== true
  }
  return new Set(Object.entries(signs).flatMap(([sign, shown]) => (shown ? [sign] : [])))
}

const expected: Partial<Record<Story, string[]>> = {
  disabled: ['disabled'],
  pending: ['pending'],
  locked: ['locked'],
  blocked: ['blocked'],
  'no-password': ['no-password'],
  'temporary-run-out': ['temporary-run-out'],
  'temporary-waiting': ['temporary-waiting'],
  expired: ['expired'],
  'expires-soon': ['expires-soon'],
  unverified: ['unverified'],
  ok: [],
  'locked-for-good': ['locked'],
  'disabled-and-locked': ['disabled'],
  'disabled-and-no-password': ['disabled', 'no-password'],
  'pending-and-temporary-waiting': ['pending', 'temporary-waiting', 'unverified'],
  'locked-and-temporary-run-out': ['locked', 'temporary-run-out'],
  'locked-and-expires-soon': ['locked', 'expires-soon'],
  'blocked-and-expired': ['blocked', 'expired'],
  'temporary-waiting-and-unverified': ['temporary-waiting', 'unverified'],
  'expires-soon-and-unverified': ['expires-soon', 'unverified'],
  everything: [],
  'both-apps': [],
  'locked-in-one-app': ['locked'],
  'run-out-in-other-app': []
}

it.each(Object.entries(expected))('the story %s shows %j', async (story, signs) => {
  const userId = seedStories.find((entry) => entry.story === story)?.userId ?? ''
  expect(await signsOf(userId)).toEqual(new Set(signs))
})

it('shows in each application its own username, password and lock', async () => {
  const there = await bench.as(bench.simulator.secondApp)
  const seen = async (send: Send, story: Story) => {
    const userId = seedStories.find((entry) => entry.story === story)?.userId ?? ''
    const { result } = (await send('GET', `/v1/users/${userId}`)).body as {
      result: Seen & { username: string }
    }
    const { username, password_information: password } = result
    const list = (await send('GET', `/v1/users/${userId}/authenticators`)).body as {
      result: { type: string; status: string }[]
    }
    const lock = list.result.filter(({ type }) => type === 'password').map(({ status }) => status)
    return { username, runOut: password?.temporary === true && password.expired, lock }
  }
  expect(await seen(bench.call, 'locked-in-one-app')).toEqual({
    username: 'teodora',
    runOut: false,
    lock: ['Locked']
  })
  expect(await seen(there, 'locked-in-one-app')).toEqual({
    username: 'teodora.i',
    runOut: false,
    lock: ['Active']
  })
  expect(await seen(bench.call, 'run-out-in-other-app')).toMatchObject({ username: 'bkvist', runOut: false })
  expect(await seen(there, 'run-out-in-other-app')).toMatchObject({ username: 'bjarne', runOut: true })
})

it('shows the lock of a suspended user when he is activated', async () => {
  const userId = seedStories.find(({ story }) => story === 'disabled-and-locked')?.userId ?? ''
  await admin('PUT', `/v1/users/${userId}`, { status: 'Active' })
  expect(await signsOf(userId)).toEqual(new Set(['locked']))
})

describe('the people', () => {
  it('are about forty, with ids of 21 characters that are all different', () => {
    expect(everybody.length).toBeGreaterThanOrEqual(40)
    for (const { id } of everybody) expect(id).toMatch(/^[\w-]{21}$/)
    expect(new Set(everybody.map(({ id }) => id)).size).toBe(everybody.length)
    expect(everybody.some(({ id }) => id.startsWith('-'))).toBe(true)
    expect(everybody.some(({ id }) => id.startsWith('_'))).toBe(true)
  })

  it('have identifiers of their own, at reserved domains', () => {
    for (const field of ['email', 'phone', 'externalId'] as const) {
      const values = everybody.flatMap((user) => user[field] ?? [])
      expect(new Set(values).size).toBe(values.length)
    }
    for (const { email } of everybody)
      if (email) expect(email).toMatch(/^[a-z0-9.]+@([a-z]+\.)*example\.(com|org)$/)
    for (const { phone } of everybody) if (phone) expect(phone).toMatch(/^\+[1-9]\d{7,14}$/)
  })

  it('have names that Mosaic would take', () => {
    const parts = everybody.flatMap(({ name }) => (name ? [...name] : []))
    for (const part of parts) expect((part ?? '').length).toBeLessThanOrEqual(30)
  })

  it('give several hits for a prefix, and hide who is only in the other application', async () => {
    const { result } = (await bench.call('GET', '/v1/users?search_prefix=ana.')).body as {
      result: { email: { value: string } }[]
    }
    const emails = result.map(({ email }) => email.value)
    expect(emails.length).toBeGreaterThanOrEqual(4)
    expect(emails).toContain('ana.lopez@example.com')
    expect(emails).not.toContain('ana.lopez@example.org')
  })

  it('sign in with the seeded password', async () => {
    const reply = await bench.call('POST', '/v1/auth/password/authenticate', {
      username: 'ana.lima',
      password: seedPassword
    })
    expect(reply.status).toBe(200)
  })
})

it('shows Ana as in the picture', async () => {
  const ana = '/v1/users/ue3N8fKgygwfkxC7GXhFV'
  const { result } = (await bench.call('GET', '/v1/users/phone-number/%2B14155550123')).body as {
    result: unknown
  }
  expect(result).toMatchObject({
    user_id: 'ue3N8fKgygwfkxC7GXhFV',
    name: { first_name: 'Ana', last_name: 'López' },
    email: { value: 'ana.lopez@example.com', email_verified: true },
    username: 'ana.lopez',
    external_user_id: 'CRM-00077',
    app_name: 'Contoso shop'
  })
  const list = (await bench.call('GET', `${ana}/authenticators`)).body as { result: unknown[] }
  expect(list.result).toMatchObject([
    { type: 'password', status: 'Locked' },
    { type: 'webauthn', name: 'Pixel 9', status: 'Active' },
    { type: 'sms_otp', status: 'Registered' }
  ])
  await bench.control({ action: 'advance', ms: 9 * 60_000 })
  const later = (await bench.call('GET', `${ana}/authenticators`)).body as { result: unknown[] }
  expect(later.result[0]).toMatchObject({ type: 'password', status: 'Active' })
})

it('can be empty', async () => {
  const empty = await startBench({ seed: 'empty' })
  expect((await empty.call('GET', '/v1/users')).body).toEqual({
    result: [],
    page_info: { has_next_page: false, has_previous_page: false },
    total_count: 0
  })
  await empty.simulator.stop()
})
