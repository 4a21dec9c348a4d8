import { describe, expect, it } from 'vitest'
import { clientFor, errorOf, html, json, jwt, startFake } from './fake-mosaic'

const secret = 'Tiger-7-Lamp-Under'

async function refuse(status: number, body: unknown, permissions?: string[]) {
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
  return clientFor(fake.origin)
}

const code = (error_code: string, message = 'refused') => ({ error_code, message })
const old = (message: string | string[], error_code = 400) => ({ message, error_code })

describe('a refused password', () => {
  it.each<[string, number, unknown, object]>([
    ['weak', 400, code('auth_password_weak'), { kind: 'invalid-input', reason: 'password-weak' }],
    ['breached', 400, code('auth_password_breached'), { kind: 'invalid-input', reason: 'password-breached' }],
    [
      'used recently',
      400,
      code('auth_password_recently_used'),
      { kind: 'invalid-input', reason: 'password-recently-used' }
    ],
    [
      'sign-in off',
      400,
      code('auth_password_policy_disabled'),
      { kind: 'not-enabled-here', feature: 'Password sign-in' }
    ],
    ['suspended', 400, code('auth_not_active'), { kind: 'conflict', reason: 'user-suspended' }],
    ['suspended, as 403', 403, code('user_not_active'), { kind: 'conflict', reason: 'user-suspended' }],
    [
      'incomplete',
      400,
      code('auth_password_incomplete_credentials', `no username for ${secret}`),
      {
        kind: 'conflict',
        reason: 'incomplete-credentials',
        message: 'Mosaic says: “no username for …”'
      }
    ],
    ['invalid', 400, code('system_invalid_input'), { kind: 'invalid-input', reason: 'form', fields: {} }],
    ['no user', 404, code('user_not_found'), { kind: 'not-found', what: 'The user' }],
    ['weak in 2025', 400, old(['Password is too weak']), { kind: 'invalid-input', reason: 'password-weak' }],
    [
      'short in 2025',
      400,
      old('password must be longer than or equal to 14 characters'),
      { reason: 'password-weak' }
    ],
    [
      'breached in 2025',
      400,
      old('Password has been compromised in a data breach'),
      { reason: 'password-breached' }
    ],
    ['recent in 2025', 400, old('Password was used recently'), { reason: 'password-recently-used' }],
    ['suspended in 2025', 400, old('User is not active'), { kind: 'conflict', reason: 'user-suspended' }],
    ['off in 2025', 400, old('Password authentication is disabled'), { kind: 'not-enabled-here' }],
    ['forbidden', 403, old('Forbidden', 403), { kind: 'not-permitted' }]
  ])('%s', async (_, status, body, error) => {
    const client = await refuse(status, body)
    expect(await errorOf(client.passwords.replace('u1', { password: secret }))).toMatchObject({
      ...error,
      status
    })
    expect(await errorOf(client.passwords.add('u1', { password: secret }))).toMatchObject({
      ...error,
      status
    })
  })

  it.each([code('auth_password_already_configured'), old('conflict', 409), undefined])(
    '409 as %j means another thing for each',
    async (body) => {
      const { passwords } = await refuse(409, body)
      expect(await errorOf(passwords.add('u1', { password: secret }))).toMatchObject({
        reason: 'password-exists'
      })
      expect(await errorOf(passwords.replace('u1', { password: secret }))).toMatchObject({
        reason: 'no-password'
      })
    }
  )

  it('without a word on why is a refusal all the same; a gateway’s page is not', async () => {
    const silent = await refuse(400, undefined)
    expect(await errorOf(silent.passwords.replace('u1', { password: secret }))).toMatchObject({
      kind: 'invalid-input',
      reason: 'form',
      fields: {}
    })
    const gateway = await refuse(409, 'html')
    expect(await errorOf(gateway.passwords.replace('u1', { password: secret }))).toMatchObject({
      kind: 'unexpected-answer'
    })
    const nowhere = await refuse(404, undefined)
    expect(await errorOf(nowhere.passwords.replace('u1', { password: secret }))).toMatchObject({
      kind: 'unexpected-answer'
    })
  })

  it('never comes back in an error, even where Mosaic quotes it', async () => {
    const { passwords } = await refuse(400, { error_code: secret, message: [`password ${secret} is odd`] })
    expect(JSON.stringify(await errorOf(passwords.replace('u1', { password: secret })))).not.toContain(
      'Tiger'
    )
  })
})

describe('a refused unlock', () => {
  const notEnabled = { kind: 'not-enabled-here', feature: 'Unlocking a password' }
  it.each<[string, number, unknown, object]>([
    ['404 without a body', 404, undefined, notEnabled],
    ['404 as a web page', 404, 'html', { kind: 'unexpected-answer', status: 404 }],
    ['403 as a web page', 403, 'html', { kind: 'unexpected-answer', status: 403 }],
    ['405 as a web page', 405, 'html', { kind: 'unexpected-answer', status: 405 }],
    [
      '404 for the route',
      404,
      { statusCode: 404, message: 'Cannot POST /cis/v1/users/u1/authenticators/types/password/unlock' },
      notEnabled
    ],
    ['404 for the user', 404, code('user_not_found'), { kind: 'not-found', what: 'The user' }],
    [
      '404 for the user in words',
      404,
      old('User u1 was not found', 404),
      { kind: 'not-found', what: 'The user' }
    ],
    [
      '404 for the authenticator',
      404,
      old('Authenticator not found', 404),
      { kind: 'not-found', what: 'The password' }
    ],
    ['403', 403, old('Forbidden', 403), notEnabled],
    ['403 without a body', 403, undefined, notEnabled],
    [
      '403 for a permission',
      403,
      old('Missing permission', 403),
      { kind: 'not-permitted', permission: 'authenticators:edit' }
    ],
    ['405', 405, undefined, notEnabled],
    ['501', 501, undefined, notEnabled],
    [
      '400',
      400,
      old('Authenticator is not locked'),
      { kind: 'conflict', reason: 'other', message: 'Authenticator is not locked' }
    ],
    ['409 without a body', 409, undefined, { kind: 'conflict', reason: 'other', message: undefined }],
    ['409 as a web page', 409, 'html', { kind: 'unexpected-answer' }]
  ])('%s', async (_, status, body, error) => {
    const { authenticators } = await refuse(status, body)
    expect(await errorOf(authenticators.unlockById('u1', 'a1'))).toMatchObject(error)
    expect(await errorOf(authenticators.unlockByType('u1', 'pin_authenticator'))).toMatchObject(error)
  })

  it.each([
    [['users:read'], 'not-permitted'],
    [['read:user'], 'not-permitted'],
    [['users:read', 'authenticators:edit'], 'not-enabled-here'],
    [['edit:authenticator'], 'not-enabled-here'],
    [['app1:edit'], 'not-enabled-here'],
    [[], 'not-enabled-here']
  ])('403 to a token with %j is %s', async (permissions, kind) => {
    const { authenticators } = await refuse(403, old('Forbidden', 403), permissions)
    expect(await errorOf(authenticators.unlockByType('u1', 'password'))).toMatchObject({ kind })
  })
})

describe('a refused user', () => {
  it('has messages at the fields that they name', async () => {
    const message = [
      'email must be an email',
      'email should not be empty',
      'phone_number must be a valid phone number',
      'name.first_name must be shorter than or equal to 30 characters',
      'name.last_name is odd',
      'external_user_id must be a string',
      'username Anabel is not allowed',
      'property custom is unknown'
    ]
    const { users } = await refuse(400, old(message))
    expect(await errorOf(users.create({ email: 'ana@example.com', username: 'Anabel' }))).toMatchObject({
      kind: 'invalid-input',
      reason: 'form',
      fields: {
        email: 'Mosaic says: email must be an email',
        phone: 'Mosaic says: phone_number must be a valid phone number',
        firstName: 'Mosaic says: name.first_name must be shorter than or equal to 30 characters',
        lastName: 'Mosaic says: name.last_name is odd',
        externalUserId: 'Mosaic says: external_user_id must be a string',
        username: 'Mosaic says: username … is not allowed'
      }
    })
  })

  it.each<[object | undefined, string | undefined]>([
    [
      { message: 'Conflict', error_code: 409, ts_error_code: 'email_already_exists' },
      'The e-mail address is taken.'
    ],
    [{ message: 'phone number exists', error_code: 409 }, 'The phone number is taken.'],
    [{ message: ['username is in use'], error_code: 409 }, 'The username is taken.'],
    [{ message: 'External User ID exists', error_code: 409 }, 'The external user ID is taken.'],
    [{ message: 'ana@example.com exists', error_code: 409 }, '… exists'],
    [{ error_code: 409 }, undefined],
    [undefined, undefined]
  ])('409 with %j says %j', async (body, message) => {
    const { users } = await refuse(409, body)
    const error = await errorOf(users.create({ email: 'ana@example.com' }))
    expect(error).toMatchObject({ kind: 'conflict', reason: 'identifier-taken' })
    expect(error['message']).toBe(message)
  })

  it('409 names the field of the form whose value is taken', async () => {
    const { users } = await refuse(409, { message: 'phone_number is taken', error_code: 409 })
    expect(await errorOf(users.create({ phone: '+14155550123' }))).toMatchObject({ field: 'phone' })
  })

  it('keeps identifiers out of the technical details', async () => {
    const { users } = await refuse(400, old(['email ana@example.com is odd']))
    const told = JSON.stringify(await errorOf(users.byEmail('ana@example.com')))
    expect(told).toContain('GET /v1/users/email/{email}')
    expect(told).not.toContain('ana')
  })
})
