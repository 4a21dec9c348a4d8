import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drillSeeds, drillUsers } from '../../../src/simulator/seed-drills'
import { seedPassword } from '../../../src/simulator/seed'
import { startBench, type Bench } from './client'
import { authenticatorOf, idOf, userOf } from './people'

const hour = 3_600_000
let bench: Bench
beforeAll(async () => {
  bench = await startBench()
})
afterAll(() => bench.simulator.stop())

const idOfDrill = (drill: string): string => {
  const found = Object.entries(drillUsers).find(([, key]) => key === drill)
  if (!found) throw new Error(`no drill ${drill}`)
  return found[0]
}

it('are known by these ids', () => {
  expect(drillUsers).toEqual({
    mN4r8tA0wKq2LpZx7Vb1c: 'locked-out',
    oB6e9lLo3sUn1KfYt5Rw2: 'password-run-out',
    hK1m7uRa9qWe4TyUi8Op3: 'phone-only-forgot',
    vC5a2sTe8lLnXz3Mk6Qp4: 'vip-takeover',
    jB9r4aNd7tGhRe2Sw5Lx6: 'changed-lately',
    sO3k8oRo5vBnMq1Zx9Cv7: 'suspended'
  })
})

it('are found by phone, each with a name', async () => {
  for (const { id, phone = '', name } of drillSeeds) {
    const { body } = await bench.call('GET', `/v1/users/phone-number/${encodeURIComponent(phone)}`)
    expect(body).toMatchObject({ result: { user_id: id, name: { last_name: name?.[1] } } })
  }
})

describe('who calls for themselves', () => {
  it('is locked out for as long as nobody unlocks', async () => {
    const password = await authenticatorOf(bench, idOfDrill('locked-out'), 'password')
    expect(password?.status).toBe('Locked')
    await bench.control({ action: 'advance', ms: hour / 3 })
    expect((await authenticatorOf(bench, idOfDrill('locked-out'), 'password'))?.status).toBe('Locked')
    await bench.control({ action: 'advance', ms: -hour / 3 })
  })

  it('has a password that ran out', async () => {
    const userId = idOfDrill('password-run-out')
    expect(await userOf(bench, userId)).toMatchObject({
      password_information: { expired: true, temporary: false }
    })
  })

  it('has a phone only, and a password that was forgotten', async () => {
    const userId = idOfDrill('phone-only-forgot')
    const user = await userOf(bench, userId)
    expect(user.email).toBeUndefined()
    expect(user.phone_number).toMatchObject({ phone_number_verified: true })
    const body = { username: user.phone_number?.value, password: seedPassword, username_type: 'phone_number' }
    expect((await bench.call('POST', '/v1/auth/password/authenticate', body)).status).toBe(200)
  })

  it('has verified contacts and a profile that nobody touched for a day', async () => {
    for (const drill of ['locked-out', 'password-run-out', 'phone-only-forgot', 'vip-takeover'])
      expect(await risksOf(idOfDrill(drill))).toEqual([])
  })
})

describe('in whose name somebody else calls', () => {
  it('is a VIP', async () => {
    const { body } = await bench.call('GET', `/v1/users/${idOfDrill('vip-takeover')}/groups`)
    expect(body).toMatchObject({ result: [{ name: 'VIP customers' }] })
  })

  it('has a profile and an e-mail of three hours ago, and an old phone', async () => {
    const user = await userOf(bench, idOfDrill('changed-lately'))
    const ago = (instant: number): number => (Date.now() - instant) / hour
    expect(ago(user.updated_at)).toBeCloseTo(3, 1)
    expect(user.email?.email_verified).toBe(true)
    expect(ago(Date.parse(user.email?.verified_at ?? ''))).toBeCloseTo(3, 1)
    expect(await risksOf(idOfDrill('changed-lately'))).toEqual(['profile changed', 'contact changed'])
    expect(ago(Date.parse(user.phone_number?.verified_at ?? ''))).toBeGreaterThan(24 * 365)
  })

  it('is suspended', async () => {
    expect((await userOf(bench, idOfDrill('suspended'))).status).toBe('Disabled')
  })
})

it.each(['locked', 'locked-for-good', 'expired'] as const)(
  'leaves the story %s with contacts that can be trusted',
  async (story) => {
    expect(await risksOf(idOf(story))).toEqual([])
    expect(await userOf(bench, idOf(story))).toMatchObject({ email: {}, phone_number: {} })
  }
)

/** What could make somebody doubt a code to this user: contacts unverified, or a change within 24 hours. */
async function risksOf(userId: string): Promise<string[]> {
  const user = await userOf(bench, userId)
  const young = (at: number): boolean => Date.now() - at < 24 * hour
  const verifiedAt = [user.email, user.phone_number].map((contact) => contact?.verified_at)
  const risks = {
    'e-mail unverified': user.email?.email_verified === false,
    'phone unverified': user.phone_number?.phone_number_verified === false,
    'profile changed': young(user.updated_at),
    'contact changed': verifiedAt.some((at) => at !== undefined && young(Date.parse(at)))
  }
  return Object.entries(risks).flatMap(([risk, there]) => (there ? [risk] : []))
}
