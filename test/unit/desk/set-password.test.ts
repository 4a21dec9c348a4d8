import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { issueTemporaryPassword } from '../../../src/main/desk/issue'
import { IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import { setChosenPassword } from '../../../src/main/desk/set-password'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

const chosen = 'Harbor-7294-Violet-Kx'
let desk: PracticeDesk
let issued: IssuedPasswords
const clipboard = { readText: async () => '', writeText: async () => undefined, clear: async () => undefined }

beforeEach(async () => {
  desk = await startPracticeDesk()
  issued = new IssuedPasswords(clipboard, () => undefined)
})
afterEach(async () => {
  issued.doneAll()
  await desk.stop()
})

interface Sent {
  method: string
  path: string
  body: { password?: string; username?: string; email?: string; force_replace?: boolean }
}

const sent = async (): Promise<Sent[]> => {
  const { requests } = (await desk.control({ action: 'requests' })) as {
    requests: { method: string; path: string; body: string }[]
  }
  return requests
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/cis/'))
    .map(({ method, path, body }) => ({ method, path, body: JSON.parse(body) as Sent['body'] }))
}
const set = (userId: string, more: { password?: string; temporary?: boolean; username?: string } = {}) =>
  setChosenPassword(desk.client, { userId, password: chosen, temporary: false, ...more })
const fault = (path: string, status: number, code: string, method = 'PUT') =>
  desk.control({
    action: 'fault',
    match: { method, path },
    times: 1,
    fault: { kind: 'status', status, shape: 2, code }
  })

describe('a chosen password', () => {
  it.each([true, false])('replaces one, temporary: %s', async (temporary) => {
    const outcome = await set(userOf('ok'), { temporary })
    expect(outcome).toMatchObject({ how: 'replaced', temporary, check: 'passed' })
    expect(outcome.user?.password?.temporary).toBe(temporary)
    expect(outcome.authenticators).not.toEqual([])
    const [validation, write, ...more] = await sent()
    expect(validation).toMatchObject({ path: '/cis/v1/auth/password/validate', body: { username: 'emma.j' } })
    expect(write).toMatchObject({ method: 'PUT', body: { password: chosen, force_replace: temporary } })
    expect(more).toEqual([])
    expect(JSON.stringify(outcome)).not.toContain('Harbor')
    const { client } = desk
    const tried = await client.passwords.authenticate({
      by: 'username',
      identifier: 'emma.j',
      password: chosen
    })
    expect(tried.outcome).toBe(temporary ? 'must-change' : 'right')
  })

  it('is the first one, with a username where one is given', async () => {
    const outcome = await set(userOf('no-password'), { temporary: true, username: 'brand.new' })
    expect(outcome).toMatchObject({ how: 'first', temporary: true, user: { username: 'brand.new' } })
    const [validation, write] = await sent()
    // nobody's history is asked for where there is none
    expect(validation?.body).toEqual({ password: chosen })
    expect(write).toMatchObject({
      method: 'POST',
      body: { password: chosen, username: 'brand.new', force_replace: true }
    })
  })

  it('is set unchecked where the application cannot check it', async () => {
    await fault('password/validate', 403, 'forbidden', 'POST')
    expect(await set(userOf('ok'))).toMatchObject({ how: 'replaced', check: 'unavailable' })
  })

  it('that took effect although no answer came is done', async () => {
    await desk.control({
      action: 'fault',
      match: { method: 'PUT' },
      times: 1,
      fault: { kind: 'reset-after' }
    })
    expect(await set(userOf('ok'))).toMatchObject({
      how: 'replaced',
      user: { password: { temporary: false } }
    })
    expect((await sent()).filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })

  it('stands where only the reading fails', async () => {
    const authenticators = {
      ...desk.client.authenticators,
      list: () => Promise.reject(new Error('gone'))
    }
    const outcome = await setChosenPassword(
      { ...desk.client, authenticators },
      { userId: userOf('ok'), password: chosen, temporary: true }
    )
    expect(outcome).toMatchObject({ how: 'replaced', rereadError: { kind: 'internal' } })
    expect(outcome.authenticators).toBeUndefined()
  })
})

describe('a chosen password that is refused', () => {
  it('is not sent on, and the reason stands at its field', async () => {
    const error = await failureOf(set(userOf('ok'), { password: 'Short-1' }))
    expect(error).toMatchObject({ kind: 'invalid-input', reason: 'form' })
    const fields = error.kind === 'invalid-input' ? error.fields : {}
    expect(Object.keys(fields)).toEqual(['password'])
    expect(fields['password']).toMatch(/^Mosaic says: “.+”$/)
    expect(JSON.stringify(error)).not.toContain('Short-1')
    expect(await sent()).toHaveLength(1)
  })

  it('without a word on why is refused in ours', async () => {
    const validate = async () => ({ result: 'refused' as const, problems: [] })
    const passwords = { ...desk.client.passwords, validate }
    const refused = setChosenPassword(
      { ...desk.client, passwords },
      { userId: userOf('ok'), password: chosen, temporary: true }
    )
    expect(await failureOf(refused)).toMatchObject({
      fields: { password: 'Mosaic does not accept this password.' }
    })
  })

  it.each([
    ['auth_password_weak', 'too weak'],
    ['auth_password_breached', 'data breach'],
    ['auth_password_recently_used', 'used recently']
  ])('when it is set (%s) is told at the same field, and no other is tried', async (code, words) => {
    await fault('/password$', 400, code)
    const error = await failureOf(set(userOf('ok')))
    expect(error).toMatchObject({
      kind: 'invalid-input',
      reason: 'form',
      fields: { password: expect.stringContaining(words) as string },
      status: 400
    })
    expect(await sent()).toHaveLength(2)
  })

  it.each([
    ['auth_password_policy_disabled', { kind: 'not-enabled-here' }],
    ['auth_not_active', { kind: 'conflict', reason: 'user-suspended' }],
    ['auth_password_incomplete_credentials', { kind: 'conflict', reason: 'incomplete-credentials' }]
  ])('for another reason (%s) says that', async (code, expected) => {
    await fault('/password$', 400, code)
    expect(await failureOf(set(userOf('ok')))).toMatchObject(expected)
  })

  it('for somebody who has nothing to sign in by asks for a username, at its field', async () => {
    const id = 'n0th1ng-to-sign-in-by'
    await desk.control({ action: 'add-user', user: { id, created: 86_400_000 } })
    expect(await failureOf(set(id))).toMatchObject({
      kind: 'invalid-input',
      reason: 'form',
      fields: { username: expect.stringContaining('enter a username') as string },
      status: 400
    })
    expect(await failureOf(issueTemporaryPassword(desk.client, id, issued))).toMatchObject({
      kind: 'conflict',
      reason: 'incomplete-credentials'
    })
    expect(await set(id, { username: 'brand.new' })).toMatchObject({ how: 'first' })
  })

  it('for nobody, or a suspended user, is not even checked', async () => {
    expect(await failureOf(set('-nobody'))).toMatchObject({ kind: 'not-found' })
    expect(await failureOf(set(userOf('disabled')))).toMatchObject({
      kind: 'conflict',
      reason: 'user-suspended'
    })
    expect(await sent()).toEqual([])
  })

  it('is unknown when the write was lost, and is not sent again', async () => {
    await desk.control({ action: 'fault', match: { method: 'PUT' }, fault: { kind: 'reset' } })
    expect(await failureOf(set(userOf('ok')))).toMatchObject({
      kind: 'outcome-unknown',
      action: 'Set a password'
    })
    expect((await sent()).filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })
})

describe('the call that fits', () => {
  it.each([
    ['ok', 'PUT', 'POST'],
    ['no-password', 'POST', 'PUT']
  ] as const)('for %s is %s, and on a 409 the other one once', async (story, fits, other) => {
    await fault('/password$', 409, 'auth_password_already_configured', fits)
    await failureOf(set(userOf(story)))
    const methods = (await sent()).slice(1).map(({ method }) => method)
    expect(methods).toEqual([fits, other])
  })
})

// a name that was entered must not be lost unsaid: only a first password has one
describe.each<[string, (userId: string, username: string) => Promise<unknown>]>([
  ['a chosen password', (userId, username) => set(userId, { username })],
  ['an issued one', (userId, username) => issueTemporaryPassword(desk.client, userId, issued, { username })]
])('%s with a username', (_, act) => {
  it('is refused where there is a password already', async () => {
    expect(await failureOf(act(userOf('ok'), 'brand.new'))).toMatchObject({
      kind: 'conflict',
      reason: 'password-exists'
    })
    expect(await sent()).toEqual([])
  })

  it('is refused where one came in between', async () => {
    await fault('/password$', 409, 'auth_password_already_configured', 'POST')
    expect(await failureOf(act(userOf('no-password'), 'brand.new'))).toMatchObject({
      reason: 'password-exists'
    })
    expect((await sent()).filter(({ method }) => method === 'PUT')).toEqual([])
  })

  it('is refused where somebody else has it', async () => {
    expect(await failureOf(act(userOf('no-password'), 'emma.j'))).toMatchObject({
      kind: 'conflict',
      reason: 'username-taken'
    })
  })
})

describe('an issued password', () => {
  it('has the username, the groups and the alphabet that are asked for', async () => {
    const options = { username: 'brand.new', groups: 8, alphabet: 'full' } as const
    const outcome = await issueTemporaryPassword(desk.client, userOf('no-password'), issued, options)
    expect(outcome).toMatchObject({ how: 'first', length: 39, user: { username: 'brand.new' } })
    const password = issued.reveal(outcome.issueId)
    expect(password.split('-')).toHaveLength(8)
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/]) expect(password).toMatch(kind)
    expect((await sent()).at(-1)?.body).toEqual({ password, username: 'brand.new', force_replace: true })
  })

  it.each([4, 6, 8])('of %d groups gets longer where it is too weak', async (groups) => {
    await fault('/password$', 400, 'auth_password_weak')
    const outcome = await issueTemporaryPassword(desk.client, userOf('ok'), issued, { groups })
    expect(outcome.strengthened).toBe(true)
    const lengths = (await sent()).map(({ body }) => body.password?.split('-').length)
    expect(lengths).toEqual([groups, groups + 2])
  })
})
