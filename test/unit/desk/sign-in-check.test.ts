import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkSignIn } from '../../../src/main/desk/sign-in-check'
import { AppFailure } from '../../../src/shared/errors'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

const good = 'Harbor-7294-Violet-Kx'
let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
  await desk.client.passwords.replace(userOf('ok'), { password: good, temporary: false })
})
afterEach(() => desk.stop())

const check = (by: 'username' | 'email' | 'phone' | 'user-id', password = good, userId = userOf('ok')) =>
  checkSignIn(desk.client, { userId, by, password })
const tries = async () => {
  const { requests } = (await desk.control({ action: 'requests' })) as {
    requests: { path: string; body: string }[]
  }
  return requests.filter(({ path }) => path.endsWith('/password/authenticate'))
}

describe('a password that works', () => {
  it.each(['username', 'email', 'phone', 'user-id'] as const)(
    'by %s: its session is ended again',
    async (by) => {
      const before = await desk.client.sessions.listBackend(userOf('ok'))
      expect(await check(by)).toEqual({ result: 'works', session: { state: 'done' } })
      expect(await desk.client.sessions.listBackend(userOf('ok'))).toEqual(before)
      expect(await tries()).toHaveLength(1)
    }
  )

  it('works all the same where the session was not ended, and that is told', async () => {
    await desk.control({
      action: 'fault',
      match: { path: 'session/logout' },
      fault: { kind: 'status', status: 403, shape: 1 }
    })
    expect(await check('email')).toMatchObject({
      result: 'works',
      session: { state: 'failed', error: { kind: 'not-permitted', permission: 'sessions:delete' } }
    })
  })

  it('looks whether the session ended when no answer came', async () => {
    const lose = (kind: 'reset' | 'reset-after') =>
      desk.control({ action: 'fault', match: { path: 'session/logout' }, times: 1, fault: { kind } })
    await lose('reset-after')
    expect(await check('email')).toMatchObject({ session: { state: 'done' } })
    await lose('reset')
    expect(await check('email')).toMatchObject({
      result: 'works',
      session: { state: 'failed', error: { kind: 'outcome-unknown', action: 'Check a password' } }
    })
  })

  it('tells that a session without a name was not ended', async () => {
    const authenticate = async () => ({ outcome: 'right' as const })
    const passwords = { ...desk.client.passwords, authenticate }
    const checked = checkSignIn(
      { ...desk.client, passwords },
      { userId: userOf('ok'), by: 'email', password: good }
    )
    expect(await checked).toMatchObject({ result: 'works', session: { state: 'failed' } })
  })
})

describe('a password that does not', () => {
  it('is wrong, until that locks it', async () => {
    const results: string[] = []
    for (let tried = 0; tried < 7; tried++) results.push((await check('email', 'Wrong-1')).result)
    expect(results[0]).toBe('wrong')
    expect(results.at(-1)).toBe('locked')
    expect(await tries()).toHaveLength(7)
    expect(await check('email')).toEqual({ result: 'locked' })
  })

  it('must be changed first', async () => {
    await desk.client.passwords.replace(userOf('ok'), { password: `${good}-2` })
    expect(await check('username', `${good}-2`)).toEqual({ result: 'must-change' })
  })

  it('has run out', async () => {
    await desk.client.passwords.replace(userOf('ok'), { password: `${good}-2` })
    await desk.control({ action: 'advance', ms: 400 * 24 * 3_600_000 })
    expect(await check('username', `${good}-2`)).toEqual({ result: 'run-out' })
  })

  it('is not tried for a suspended user', async () => {
    expect(await check('email', good, userOf('disabled'))).toEqual({ result: 'suspended' })
    expect(await tries()).toEqual([])
  })

  it.each(['email', 'phone'] as const)('has no %s on file to be tried with', async (by) => {
    const { user } = await desk.client.users.create({ username: `lone-name-${by}` })
    const error = await failureOf(check(by, good, user.id))
    expect(error).toMatchObject({ kind: 'conflict', reason: 'no-contact' })
    expect(error.kind === 'conflict' && error.message).toContain('on file')
    expect(await tries()).toEqual([])
  })
})

it.each(['reset', 'reset-after'] as const)('a lost answer (%s) is not asked for again', async (kind) => {
  await desk.control({ action: 'fault', match: { path: 'password/authenticate' }, fault: { kind } })
  expect(await failureOf(check('email', 'Wrong-1'))).toMatchObject({
    kind: 'outcome-unknown',
    action: 'Check a password'
  })
  expect(await tries()).toHaveLength(1)
})

it('tells nothing of the password or the identifier, also in what it throws', async () => {
  const told: unknown[] = [await check('email'), await check('email', 'Wrong-Pass-1')]
  await desk.control({
    action: 'fault',
    match: { path: 'password/authenticate' },
    fault: { kind: 'status', status: 400, shape: 1 }
  })
  const thrown = await check('email').catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(AppFailure)
  told.push((thrown as AppFailure).error, (thrown as AppFailure).message)
  expect(JSON.stringify(told)).not.toMatch(/Harbor|Wrong-Pass|emma|token/i)
})
