import { describe, expect, it } from 'vitest'
import { clientFor, errorOf, html, json, startFake } from './fake-mosaic'

const password = 'Tiger-7-Lamp-Under'

async function answer(status: number, body: unknown) {
  const fake = await startFake((_, response) =>
    body === undefined
      ? response.writeHead(status).end()
      : body === 'html'
        ? html(response, status)
        : json(response, status, body)
  )
  return { fake, ...clientFor(fake.origin) }
}

describe('a password that Mosaic is asked about', () => {
  it.each([{ result: { valid_password: true, errors: [] } }, { valid_password: true }])(
    'passes with %j',
    async (body) => {
      const { passwords } = await answer(200, body)
      expect(await passwords.validate({ password })).toEqual({ result: 'passed' })
    }
  )

  it('is refused in Mosaic’s words, harmless and without what was sent', async () => {
    const errors = [
      { code: 'a', message: `Password ${password} is\u202e weak` },
      { code: 'b', message: `tiger-7-lamp-under was used by ana@example.com\n${'x'.repeat(5000)}` },
      { code: 'c' },
      'In a data breach'
    ]
    const { passwords } = await answer(200, { result: { valid_password: false, errors } })
    const checked = await passwords.validate({ password, email: 'ana@example.com' })
    expect(checked).toMatchObject({ result: 'refused' })
    const problems = checked.result === 'refused' ? checked.problems : []
    expect(problems[0]).toBe('Password … is\ufffd weak')
    expect(problems[1]).toMatch(/^… was used by … x+$/)
    expect(problems[1]?.length).toBeLessThanOrEqual(300)
    expect(problems.slice(2)).toEqual(['In a data breach'])
  })

  it('is refused with at most ten reasons', async () => {
    const errors = Array.from({ length: 1000 }, (_, index) => ({ code: 'x', message: `reason ${index}` }))
    const { passwords } = await answer(200, { result: { valid_password: false, errors } })
    const checked = await passwords.validate({ password })
    expect(checked.result === 'refused' && checked.problems).toHaveLength(10)
  })

  it.each([
    ['403', 403, { message: 'Forbidden', error_code: 403 }],
    ['403 without a body', 403, undefined],
    ['404 without a body', 404, undefined],
    ['404 for the route', 404, { statusCode: 404, message: 'Cannot POST /cis/v1/auth/password/validate' }],
    ['405', 405, undefined],
    ['501', 501, undefined],
    ['401 all the time', 401, { message: 'Unauthorized', error_code: 401 }]
  ])('is not checked where Mosaic answers %s', async (_, status, body) => {
    const { passwords } = await answer(status, body)
    expect(await passwords.validate({ password })).toEqual({ result: 'unavailable' })
  })

  it.each<[string, number, unknown, object]>([
    ['a gateway’s 403', 403, 'html', { kind: 'unexpected-answer' }],
    ['a gateway’s 404', 404, 'html', { kind: 'unexpected-answer' }],
    ['no such user', 404, { error_code: 'user_not_found', message: 'x' }, { kind: 'not-found' }],
    ['an outage', 503, undefined, { kind: 'unexpected-answer', status: 503 }],
    ['another shape', 200, { result: { ok: true } }, { kind: 'unexpected-answer' }],
    ['a refusal of the call', 400, { message: password, error_code: 400 }, { kind: 'invalid-input' }]
  ])('is not taken for good or unchecked after %s', async (_, status, body, error) => {
    const { passwords } = await answer(status, body)
    const told = await errorOf(passwords.validate({ password }))
    expect(told).toMatchObject(error)
    expect(JSON.stringify(told)).not.toContain('Tiger')
  })

  it('is asked about again when no answer came: asking changes nothing', async () => {
    const { fake, passwords } = await answer(200, { valid_password: true })
    const good = fake.on
    fake.on = (seen, response) => (fake.seen.length > 1 ? good(seen, response) : seen.socket.destroy())
    expect(await passwords.validate({ password })).toEqual({ result: 'passed' })
    expect(fake.seen).toHaveLength(2)
  })
})

describe('a username that is taken', () => {
  const add = async (status: number, body: unknown) => {
    const { passwords } = await answer(status, body)
    return errorOf(passwords.add('u1', { password, username: 'anabel' }))
  }

  it.each<[number, unknown]>([
    [409, { message: 'Username already exists', error_code: 409 }],
    [409, { message: 'username is taken', error_code: 409, ts_error_code: 'username_taken' }],
    [409, { message: 'Conflict', error_code: 409, ts_error_code: 'username_already_exists' }],
    [400, { message: ['username must be unique'], error_code: 400 }],
    [400, { message: 'username is already in use', error_code: 'system_invalid_input' }]
  ])('is told with %d and %j', async (status, body) => {
    expect(await add(status, body)).toMatchObject({ kind: 'conflict', reason: 'username-taken', status })
  })

  it.each<[number, unknown, string]>([
    [409, { error_code: 'auth_password_already_configured', message: 'username exists' }, 'password-exists'],
    [409, { message: 'User name anabel already has a password', error_code: 409 }, 'password-exists'],
    [409, undefined, 'password-exists'],
    [400, { message: 'username must be a string', error_code: 400 }, 'form'],
    [400, { message: 'password must not contain the username already', error_code: 400 }, 'form']
  ])('is not told with %d and %j', async (status, body, reason) => {
    expect(await add(status, body)).toMatchObject({ reason })
  })

  it('has no place where a password is replaced', async () => {
    const { passwords } = await answer(409, { message: 'Username already exists', error_code: 409 })
    expect(await errorOf(passwords.replace('u1', { password }))).toMatchObject({ reason: 'no-password' })
  })
})
