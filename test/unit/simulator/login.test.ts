import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedPassword, seedStories } from '../../../src/simulator/seed'
import type { Story } from '../../../src/simulator/seed-types'
import { startBench, type Bench, type Reply } from './client'

const minute = 60_000
const strong = 'Kfmp-7tqx-w3zn-h9rd'
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const signIn = (username: string, password = seedPassword, type?: string): Promise<Reply> =>
  bench.call('POST', '/v1/auth/password/authenticate', {
    username,
    password,
    ...(type && { username_type: type })
  })
const idOf = (story: Story): string => seedStories.find((entry) => entry.story === story)?.userId ?? ''
const statusOf = async (userId: string): Promise<string | undefined> => {
  const { body } = await bench.call('GET', `/v1/users/${userId}/authenticators`)
  return (body as { result: { type: string; status: string }[] }).result.find((it) => it.type === 'password')
    ?.status
}
const refused = ({ status, body }: Reply): unknown[] => [status, (body as { error_code: unknown }).error_code]

it('signs in by username, e-mail, phone and user id', async () => {
  for (const [login, type] of [
    ['emma.j', undefined],
    ['emma.johansson@example.com', 'email'],
    ['+46701740605', 'phone_number'],
    [idOf('ok'), 'user_id']
  ] as const) {
    const { status, body } = await signIn(login, seedPassword, type)
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, session_id: expect.any(String) })
  }
})

it('leaves a session, the time and an identity behind', async () => {
  const userId = idOf('pending')
  const { body } = await signIn('noah.fischer')
  const { session_id: id } = body as { session_id: string }
  const user = (await bench.call('GET', `/v1/users/${userId}`)).body as { result: Record<string, unknown> }
  expect(user.result).toMatchObject({
    status: 'Active',
    identities: [{ auth_type: 'password', identifier: 'noah.fischer' }]
  })
  expect(Date.now() - Date.parse(String(user.result['last_auth']))).toBeLessThan(5000)
  const sessions = (): Promise<Reply> => bench.call('GET', `/v1/auth/users/${userId}/sessions`)
  expect((await sessions()).body).toMatchObject([{ session_id: id }])
  expect((await bench.call('POST', '/v1/auth/session/logout', { session_id: id })).status).toBe(204)
  expect((await sessions()).body).toEqual([])
})

describe('wrong passwords', () => {
  it('lock after five, refuse the right one, and open again after 15 minutes', async () => {
    for (let i = 0; i < 4; i++)
      expect(refused(await signIn('emma.j', 'wrong'))).toEqual([400, 'auth_invalid_credentials'])
    expect(await statusOf(idOf('ok'))).toBe('Active')
    await signIn('emma.j', 'wrong')
    expect(await statusOf(idOf('ok'))).toBe('Locked')
    expect(refused(await signIn('emma.j'))).toEqual([403, 'auth_locked'])
    await bench.control({ action: 'advance', ms: 15 * minute })
    expect(await statusOf(idOf('ok'))).toBe('Active')
    expect((await signIn('emma.j')).status).toBe(200)
  })

  it('count only within the window', async () => {
    for (let i = 0; i < 4; i++) await signIn('emma.j', 'wrong')
    await bench.control({ action: 'advance', ms: 16 * minute })
    await signIn('emma.j', 'wrong')
    expect(await statusOf(idOf('ok'))).toBe('Active')
  })

  it('are forgotten after a right one', async () => {
    for (let i = 0; i < 4; i++) await signIn('emma.j', 'wrong')
    await signIn('emma.j')
    for (let i = 0; i < 4; i++) await signIn('emma.j', 'wrong')
    expect(await statusOf(idOf('ok'))).toBe('Active')
  })

  it('count afresh after an unlock', async () => {
    for (let i = 0; i < 5; i++) await signIn('emma.j', 'wrong')
    await bench.call('POST', `/v1/users/${idOf('ok')}/authenticators/types/password/unlock`)
    for (let i = 0; i < 4; i++) await signIn('emma.j', 'wrong')
    expect((await signIn('emma.j')).status).toBe(200)
  })

  it('follow the policy', async () => {
    await bench.control({
      action: 'policy',
      policy: { maxPasswordFailures: 2, passwordSuspensionDuration: 60 }
    })
    for (let i = 0; i < 2; i++) await signIn('emma.j', 'wrong')
    await bench.control({ action: 'advance', ms: 59 * minute })
    expect(await statusOf(idOf('ok'))).toBe('Locked')
  })

  it('tell nobody who exists', async () => {
    const [unknown, known] = [await signIn('no.such.user', 'x'), await signIn('emma.j', 'x')]
    expect(unknown.body).toEqual(known.body)
    expect(unknown.status).toBe(known.status)
  })
})

describe('who may not sign in with the right password', () => {
  it.each<[Story, string, number, unknown]>([
    ['disabled', 'dlefevre', 403, 'user_not_active'],
    ['blocked', 'siobhan', 403, 'auth_locked'],
    ['locked', 'ana.lopez', 403, 'auth_locked'],
    ['locked-for-good', 'henrik', 403, 'auth_locked'],
    ['no-password', 'kenji.tanaka@example.com', 400, 'auth_invalid_credentials']
  ])('%s', async (_story, username, status, code) => {
    expect(refused(await signIn(username))).toEqual([status, code])
  })

  it('is who has a temporary one that ran out, with no way on', async () => {
    const { status, body } = await signIn('fatima.z')
    expect([status, body]).toEqual([403, { message: 'password_expired', error_code: 403 }])
  })

  it.each([
    ['temporary-run-out', 'fatima.z'],
    ['temporary-waiting', 'lmueller']
  ] as const)('leaves no sign-in behind (%s), and the wrong ones still count', async (story, username) => {
    const userId = idOf(story)
    const before = await statusOf(userId)
    for (let i = 0; i < 4; i++) await signIn(username, 'wrong')
    expect((await signIn(username)).status).toBe(403)
    expect(await statusOf(userId)).toBe(before)
    await signIn(username, 'wrong')
    expect(await statusOf(userId)).toBe('Locked')
  })

  it.each([
    ['lmueller', 'temporary_password'],
    ['priya.r', 'password_expired']
  ])('is %s before the password is replaced', async (username, message) => {
    const { status, body } = await signIn(username)
    expect([status, body]).toEqual([403, { message, error_code: 403, reset_token: expect.any(String) }])
    const token = (body as { reset_token: string }).reset_token
    const reset = (password: string): Promise<Reply> =>
      bench.raw('/cis/v1/auth/password/reset', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ reset_token: token, new_password: password })
      })
    expect((await reset('weak')).status).toBe(400)
    expect((await reset(seedPassword)).status).toBe(400)
    expect((await reset(strong)).status).toBe(200)
    expect((await reset(`${strong}2`)).status).toBe(403)
    expect((await signIn(username, strong)).status).toBe(200)
  })

  it('is somebody of the other application', async () => {
    expect((await signIn('ana.lopez@example.org', seedPassword, 'email')).status).toBe(400)
  })
})

it('lets a reset token run out', async () => {
  const { reset_token: token } = (await signIn('lmueller')).body as { reset_token: string }
  await bench.control({ action: 'advance', ms: 15 * minute })
  const reply = await bench.call('POST', '/v1/auth/password/reset', {
    reset_token: token,
    new_password: strong
  })
  expect(reply.status).toBe(403)
})

it.each([
  {},
  { username: 'emma.j' },
  { username: 'emma.j', password: 1 },
  { username: 'e', password: 'p', username_type: 'nickname' }
])('refuses %j', async (body) => {
  expect((await bench.call('POST', '/v1/auth/password/authenticate', body)).status).toBe(400)
})

it('makes the whole way of a helpdesk call', async () => {
  const userId = idOf('locked-and-temporary-run-out')
  const path = `/v1/users/${userId}`
  expect(refused(await signIn('m.ivanova'))).toEqual([403, 'auth_locked'])
  expect(
    (await bench.call('POST', `${path}/authenticators/types/password/unlock`, { unlock_type: 'any' })).status
  ).toBe(204)
  expect((await signIn('m.ivanova')).body).toMatchObject({ message: 'password_expired' })
  expect(
    (await bench.call('PUT', `${path}/password`, { password: strong, force_replace: true })).status
  ).toBe(200)
  expect((await signIn('m.ivanova', strong)).body).toMatchObject({ message: 'temporary_password' })
})
