import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedPassword, seedStories } from '../../../src/simulator/seed'
import type { Story } from '../../../src/simulator/seed-types'
import { startBench, type Bench, type Reply } from './client'

const strong = 'kfmp-7tqx-w3zn-h9rd'
const hour = 3_600_000
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

function pathOf(story: Story): string {
  return `/v1/users/${seedStories.find((entry) => entry.story === story)?.userId}`
}
const set = (method: 'POST' | 'PUT', story: Story, body: unknown): Promise<Reply> =>
  bench.call(method, `${pathOf(story)}/password`, body)
const informationOf = async (story: Story): Promise<Record<string, unknown> | undefined> => {
  const { body } = await bench.call('GET', pathOf(story))
  return (body as { result: { password_information?: Record<string, unknown> } }).result.password_information
}

describe('the first password', () => {
  it('is temporary unless told otherwise, and runs out', async () => {
    const reply = await set('POST', 'no-password', { password: strong })
    expect([reply.status, reply.body]).toEqual([201, { result: { message: 'Password registered' } }])
    const information = await informationOf('no-password')
    expect(information).toMatchObject({ temporary: true, expired: false })
    const left = Date.parse(String(information?.['expires_in'])) - Date.now()
    expect(left / hour).toBeCloseTo(72, 1)
    await bench.control({ action: 'advance', ms: 72 * hour + 1 })
    await bench.control({ action: 'expire-tokens' })
    const later = await (await bench.as(bench.simulator))('GET', pathOf('no-password'))
    expect(later.body).toMatchObject({ result: { password_information: { temporary: true, expired: true } } })
  })

  it('takes the verified e-mail as username where none is given', async () => {
    await set('POST', 'no-password', { password: strong, force_replace: false })
    const { body } = await bench.call('GET', pathOf('no-password'))
    expect(body).toMatchObject({ result: { username: 'kenji.tanaka@example.com' } })
    expect(await informationOf('no-password')).toMatchObject({ temporary: false })
  })

  it('may be any string with enforce_complexity false', async () => {
    expect((await set('POST', 'no-password', { password: 'x' })).status).toBe(400)
    expect((await set('POST', 'no-password', { password: 'x', enforce_complexity: false })).status).toBe(201)
  })

  it('is refused where there is one', async () => {
    const reply = await set('POST', 'ok', { password: strong })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ error_code: 'auth_password_already_configured' })
  })

  it('is refused with a username that is taken or a user who is not known', async () => {
    const taken = await set('POST', 'no-password', { password: strong, username: 'ana.lopez' })
    expect([taken.status, taken.body]).toMatchObject([400, { error_code: 'system_invalid_input' }])
    const unknown = await bench.call('POST', '/v1/users/nobody/password', { password: strong })
    expect([unknown.status, unknown.body]).toMatchObject([404, { error_code: 'user_not_found' }])
  })
})

describe('a new password', () => {
  it('replaces the old one, temporary or not', async () => {
    expect((await set('PUT', 'ok', { password: strong, force_replace: true })).body).toEqual({
      result: { message: 'Password updated' }
    })
    expect(await informationOf('ok')).toMatchObject({ temporary: true })
    expect((await set('PUT', 'ok', { password: `${strong}2`, force_replace: false })).status).toBe(200)
    expect(await informationOf('ok')).toMatchObject({ temporary: false })
  })

  it('ends an expiry and leaves a lock', async () => {
    await set('PUT', 'expired', { password: strong, force_replace: false })
    expect(await informationOf('expired')).toMatchObject({ expired: false })
    await set('PUT', 'locked', { password: strong })
    const { body } = await bench.call('GET', `${pathOf('locked')}/authenticators`)
    expect(body).toMatchObject({ result: [{ type: 'password', status: 'Locked' }, {}, {}] })
  })

  const refusals: [string, Story, unknown, number, string][] = [
    ['too short', 'ok', { password: 'Sh0rt!' }, 400, 'auth_password_weak'],
    ['of one kind of characters', 'ok', { password: 'abcdefghijklmn' }, 400, 'auth_password_weak'],
    ['with the username in it', 'ok', { password: 'My-Emma.J-2026!' }, 400, 'auth_password_weak'],
    ['a dictionary word', 'ok', { password: 'Sunshine12345!' }, 400, 'auth_password_weak'],
    ['breached', 'ok', { password: 'Qwerty123456!' }, 400, 'auth_password_breached'],
    ['the present one', 'ok', { password: seedPassword }, 400, 'auth_password_recently_used'],
    ['absent', 'ok', {}, 400, 'system_invalid_input'],
    ['empty', 'ok', { password: '' }, 400, 'system_invalid_input'],
    ['with a wrong flag', 'ok', { password: strong, force_replace: 'yes' }, 400, 'system_invalid_input'],
    ['for a suspended user', 'disabled', { password: strong }, 400, 'auth_not_active'],
    [
      'for credentials without identifier',
      'incomplete-credentials',
      { password: strong },
      400,
      'auth_password_incomplete_credentials'
    ],
    ['where there is none', 'no-password', { password: strong }, 409, 'auth_password_already_configured'],
    ['for somebody of another application', 'other-app-only', { password: strong }, 404, 'user_not_found']
  ]
  it.each(refusals)('is refused %s', async (_name, story, body, status, code) => {
    const reply = await set('PUT', story, body)
    expect([reply.status, reply.body]).toEqual([status, { error_code: code, message: expect.any(String) }])
  })

  it('may not be one of the last five', async () => {
    const put = async (n: number): Promise<number> =>
      (await set('PUT', 'ok', { password: `${strong}-${n}` })).status
    for (const n of [0, 1, 2, 3, 4]) expect(await put(n)).toBe(200)
    expect(await put(0)).toBe(400)
    expect(await put(5)).toBe(200)
    expect(await put(0)).toBe(200)
  })
})

describe('the policy', () => {
  it.each([
    [1, 'aaaaaaaaaaaa', 200],
    [2, 'aaaaaaaaaaaa', 400],
    [2, 'aaaaaaaaaaa1', 200],
    [4, strong, 400],
    [4, 'Kfmp-7tqx-w3zn', 200],
    [5, 'Kfmp-7tqx-www3', 400],
    [5, 'Kfmp-7tqx-w3zn', 200]
  ])('of level %i answers to %s with %i', async (passwordComplexity, password, status) => {
    await bench.control({ action: 'policy', policy: { passwordComplexity } })
    expect((await set('PUT', 'ok', { password })).status).toBe(status)
  })

  it('can be switched off', async () => {
    await bench.control({ action: 'policy', policy: null })
    for (const [method, story] of [
      ['POST', 'no-password'],
      ['PUT', 'ok']
    ] as const) {
      const reply = await set(method, story, { password: strong })
      expect([reply.status, reply.body]).toMatchObject([400, { error_code: 'auth_password_policy_disabled' }])
    }
  })

  it('decides afresh when existing passwords expire', async () => {
    expect(await informationOf('expired')).toMatchObject({ expired: true })
    await bench.control({ action: 'policy', policy: { passwordExpiresIn: 365 } })
    expect(await informationOf('expired')).toMatchObject({ expired: false })
    await bench.control({ action: 'policy', policy: { ignoreExpiration: true } })
    expect(await informationOf('expired')).not.toHaveProperty('expires_in')
  })
})

it('keeps no password in its state', async () => {
  await set('PUT', 'ok', { password: strong })
  const userId = pathOf('ok').split('/').at(-1) ?? ''
  expect(JSON.stringify(await bench.control({ action: 'state', userId }))).not.toContain(strong)
})
