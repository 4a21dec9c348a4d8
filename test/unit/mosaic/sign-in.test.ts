import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { clientFor, errorOf, html, json, jwt, startFake, type Fake } from './fake-mosaic'

const code = '482913'
const password = 'Tiger-7-Lamp-Under'
const secrets = ['acc3ss.t0ken.value', 'id.t0ken.value', 'r3fresh-t0ken', 'reset-t0ken-1']
const tokens = {
  access_token: secrets[0],
  id_token: secrets[1],
  refresh_token: secrets[2],
  token_type: 'Bearer',
  expires_in: 3600,
  session_id: 'session-1'
}

async function answer(status: number, body: unknown, permissions?: string[]): Promise<Fake> {
  const fake = await startFake((_, response) =>
    body === undefined
      ? response.writeHead(status).end()
      : body === 'html'
        ? html(response, status)
        : json(response, status, body)
  )
  if (permissions !== undefined) {
    const access_token = jwt({ app_id: 'app1', ts_permissions: permissions })
    fake.onToken = (_, response) =>
      json(response, 200, { access_token, token_type: 'Bearer', expires_in: 3600 })
  }
  return fake
}

const checkCode = ({ otp }: MosaicClient) => otp.check('u1', code)
const checkPassword = ({ passwords }: MosaicClient) =>
  passwords.authenticate({ by: 'email', identifier: 'ana@example.com', password })
const both: [string, (client: MosaicClient) => Promise<unknown>][] = [
  ['a code', checkCode],
  ['a password', checkPassword]
]

const coded = (error_code: string, message = 'refused') => ({ error_code, message })
const old = (message: string | string[], error_code: number) => ({ message, error_code })

describe.each(both)('%s that is right', (_, check) => {
  it('answers the session alone: no token, whatever the envelope', async () => {
    for (const body of [tokens, { result: tokens }]) {
      const outcome = await check(clientFor((await answer(200, body)).origin))
      expect(outcome).toEqual({ outcome: 'right', sessionId: 'session-1' })
    }
  })

  it.each([undefined, '', 'a b', 7, null])('answers no session for the id %j', async (session_id) => {
    const fake = await answer(200, { ...tokens, session_id })
    expect(await check(clientFor(fake.origin))).toEqual({ outcome: 'right' })
  })

  it.each<[unknown]>([
    [undefined],
    [{}],
    [[tokens]],
    [{ message: 'OK' }],
    [{ ...tokens, access_token: '' }],
    [{ ...tokens, access_token: 1 }],
    ['html']
  ])('is not proved by a success with %j', async (body) => {
    const fake = await answer(200, body)
    const error = await errorOf(check(clientFor(fake.origin)))
    expect(error).toMatchObject({ kind: 'outcome-unknown', status: 200 })
    expect(inspect(error)).not.toContain('t0ken')
    expect(fake.seen).toHaveLength(1)
  })
})

describe('a code is judged', () => {
  it.each<[string, number, unknown, string]>([
    ['wrong', 400, coded('auth_invalid_credentials'), 'wrong'],
    ['wrong, as 401', 401, coded('auth_invalid_credentials'), 'wrong'],
    ['wrong, in words', 400, old('Invalid passcode', 400), 'wrong'],
    ['wrong, in other words', 401, old(['The code is incorrect'], 401), 'wrong'],
    ['run out', 400, coded('auth_otp_passcode_expired'), 'expired'],
    ['run out, in words', 400, old('Passcode has expired', 400), 'expired'],
    ['locked', 403, coded('auth_locked'), 'locked'],
    ['locked, in words', 403, old('One time code invalid due to multiple failed attempts', 403), 'locked']
  ])('%s', async (_, status, body, outcome) => {
    const fake = await answer(status, body)
    expect(await checkCode(clientFor(fake.origin))).toEqual({ outcome })
    expect(fake.seen).toHaveLength(1)
    expect(fake.tokenRequests).toHaveLength(1)
  })
})

describe('a password is judged', () => {
  it.each<[string, number, unknown, string]>([
    ['wrong', 400, coded('auth_invalid_credentials'), 'wrong'],
    ['wrong, as 401', 401, coded('auth_invalid_credentials'), 'wrong'],
    ['wrong, in words', 401, old('Invalid username or password', 401), 'wrong'],
    ['wrong, as they do not match', 401, old("username and password don't match", 401), 'wrong'],
    ['locked', 403, coded('auth_locked'), 'locked'],
    ['locked, in words', 403, old('Password is locked', 403), 'locked'],
    ['temporary', 403, { ...old('temporary_password', 403), reset_token: secrets[3] }, 'must-change'],
    ['temporary, coded', 403, { ...coded('temporary_password'), reset_token: secrets[3] }, 'must-change'],
    ['run out', 403, { ...old('password_expired', 403), reset_token: secrets[3] }, 'run-out'],
    ['run out, coded', 403, coded('password_expired'), 'run-out'],
    ['of a suspended user', 403, coded('user_not_active'), 'suspended'],
    ['of a suspended user, in words', 403, old('User is not active', 403), 'suspended']
  ])('%s', async (_, status, body, outcome) => {
    const fake = await answer(status, body)
    expect(await checkPassword(clientFor(fake.origin))).toEqual({ outcome })
    expect(fake.seen).toHaveLength(1)
    expect(fake.tokenRequests).toHaveLength(1)
  })
})

describe.each(both)('%s that is not clearly judged is never wrong, and tried once', (what, check) => {
  it.each<[string, number, unknown, object]>([
    ['a 401 without a body', 401, undefined, { kind: 'unexpected-answer' }],
    ['a 401 that says nothing', 401, old('Unauthorized', 401), { kind: 'unexpected-answer' }],
    ['a 401 about our client', 401, { error: 'invalid_client' }, { kind: 'unexpected-answer' }],
    [
      'a 401 about our client in words',
      401,
      old('Invalid client credentials', 401),
      { kind: 'unexpected-answer' }
    ],
    ['a 401 as a web page', 401, 'html', { kind: 'unexpected-answer' }],
    ['a 400 about the form', 400, coded('system_invalid_input', 'Invalid code'), { kind: 'invalid-input' }],
    ['a 400 about the form in words', 400, old('password must be a string', 400), { kind: 'invalid-input' }],
    ['a 403', 403, old('Forbidden', 403), { kind: 'not-permitted', permission: 'auth:execute' }],
    ['a 403 as a web page', 403, 'html', { kind: 'unexpected-answer' }],
    [
      'a 403 for a method that is off',
      403,
      coded('auth_login_preferences_missing'),
      { kind: 'not-enabled-here' }
    ],
    ['no such user', 404, coded('user_not_found'), { kind: 'not-found', what: 'The user' }],
    [
      'a 404 that speaks of a password',
      404,
      coded('auth_invalid_credentials'),
      { kind: 'unexpected-answer' }
    ],
    ['a 500 that speaks of it', 500, coded('auth_invalid_credentials'), { kind: 'outcome-unknown' }],
    ['a 429 that speaks of it', 429, coded('auth_locked'), { kind: 'rate-limited' }]
  ])('%s', async (_, status, body, error) => {
    const fake = await answer(status, body)
    const told = await errorOf(check(clientFor(fake.origin)))
    expect(told).toMatchObject(error)
    expect(inspect(told, { depth: 9 })).not.toMatch(/482913|Tiger|ana@example/)
    expect(fake.seen).toHaveLength(1)
  })

  it('a 401 to a token that lacks the permission', async () => {
    const fake = await answer(401, old('Unauthorized', 401), ['users:read'])
    expect(await errorOf(check(clientFor(fake.origin)))).toMatchObject({ kind: 'not-permitted' })
    expect(fake.seen).toHaveLength(1)
  })

  it('a lost answer', async () => {
    const fake = await startFake(({ socket }) => socket.destroy())
    const action = what === 'a code' ? 'Check code' : 'Check a password'
    expect(await errorOf(check(clientFor(fake.origin)))).toMatchObject({ kind: 'outcome-unknown', action })
    expect(fake.seen).toHaveLength(1)
  })
})

describe.each(both)('%s is tried again with a new access token', (_, check) => {
  it('where Mosaic surely means that token, once', async () => {
    const fake = await startFake((seen, response) =>
      seen.headers.authorization === 'Bearer t2'
        ? json(response, 200, tokens)
        : json(response, 401, old('Invalid token', 401))
    )
    expect(await check(clientFor(fake.origin))).toMatchObject({ outcome: 'right' })
    expect(fake.seen).toHaveLength(2)
    fake.on = (_seen, response) => json(response, 401, old('Invalid token', 401))
    fake.seen.length = 0
    expect(await errorOf(check(clientFor(fake.origin)))).toMatchObject({ kind: 'not-permitted' })
    expect(fake.seen).toHaveLength(2)
  })
})

it('other writes are still repeated after any 401', async () => {
  const fake = await startFake((seen, response) =>
    seen.headers.authorization === 'Bearer t2'
      ? json(response, 200, { message: 'OTP sent' })
      : json(response, 401, old('Unauthorized', 401))
  )
  await clientFor(fake.origin).otp.send('u1', 'sms')
  expect(fake.seen).toHaveLength(2)
})

it.each([400, 422])('a %d about username_type means that the way is not enabled', async (status) => {
  const said = old('username_type must be one of the following values: username, email', status)
  const fake = await answer(status, said)
  const { passwords } = clientFor(fake.origin)
  const tried = passwords.authenticate({ by: 'user-id', identifier: 'u1', password })
  expect(await errorOf(tried)).toMatchObject({ kind: 'not-enabled-here', feature: 'Signing in by user ID' })
  expect(JSON.parse(fake.seen[0]?.body ?? '')).toMatchObject({ username: 'u1', username_type: 'user_id' })
})

it('nothing that a client holds or answers has a user’s token in it', async () => {
  const bodies: [number, unknown][] = [
    [200, tokens],
    [200, { result: tokens }],
    [200, { access: tokens }],
    [400, { ...coded('auth_invalid_credentials'), ...tokens }],
    [403, { ...old('temporary_password', 403), reset_token: secrets[3] }],
    [403, { ...old('something else', 403), reset_token: secrets[3] }],
    [401, { ...old('Unauthorized', 401), ...tokens }],
    [500, { ...old('oops', 500), ...tokens }]
  ]
  for (const [status, body] of bodies) {
    for (const [, check] of both) {
      const client = clientFor((await answer(status, body)).origin)
      const outcome = await check(client).catch((thrown: unknown) => thrown)
      // the thrown error with its causes, and what the client keeps
      const all = inspect([outcome, client], { depth: 20, showHidden: true, getters: true })
      for (const secret of [...secrets, code, password]) expect(all).not.toContain(secret)
      expect(JSON.stringify(outcome)).not.toContain('t0ken')
    }
  }
})
