import { describe, expect, it } from 'vitest'
import { clientFor, errorOf, json, startFake } from './fake-mosaic'

async function answer(status: number, body: unknown) {
  const fake = await startFake((_, response) =>
    body === undefined ? response.writeHead(status).end() : json(response, status, body)
  )
  return clientFor(fake.origin)
}

describe('login preferences', () => {
  const secret = 'gcp-Cl1ent-S3cret'
  const methods = {
    google: { clientId: 'x', clientSecret: secret },
    sms: { expiresIn: 5, maxFailures: 3, codeLength: 6, message: { from: secret }, token: secret },
    email_otp: { expiresIn: '10', maxFailures: 4, lockoutDuration: 15, message: { subject: secret } },
    push: { apns: { key: secret } },
    password: {
      passwordMinLength: 12,
      passwordComplexity: 0,
      maxPasswordFailures: '4',
      passwordSuspensionDuration: 30,
      lockoutTiers: [{ attempts: 3, duration: 15, note: secret }],
      resetValidityMinutes: 15,
      tempPasswordValidityHours: 24,
      message: { primaryColor: '#fff', from: secret }
    }
  }

  it('answer their numbers and nothing else, whatever else Mosaic sends', async () => {
    const { preferences } = await answer(200, { result: { auth_methods: methods }, secret })
    const read = await preferences.read('app1')
    expect(read).toStrictEqual({
      smsCode: { livesMinutes: 5, attempts: 3, length: 6 },
      emailCode: { livesMinutes: 10, attempts: 4, length: undefined },
      resetValidityMinutes: 15,
      temporaryPasswordHours: 24,
      suspensionMinutes: 30,
      maxFailures: 4,
      lockoutTiers: [{ attempts: 3, duration: 15 }],
      minLength: 12,
      complexity: undefined
    })
    expect(JSON.stringify(read)).not.toContain(secret)
  })

  it('leave out methods that are off and numbers that are none', async () => {
    const odd = { sms: null, email_otp: { expiresIn: 0, maxFailures: secret, codeLength: -1 }, password: [] }
    const { preferences } = await answer(200, { auth_methods: odd })
    const read = await preferences.read('app1')
    expect(JSON.parse(JSON.stringify(read))).toEqual({ emailCode: {} })
  })

  it.each<[number, unknown, object]>([
    [200, { result: { secret } }, { kind: 'unexpected-answer' }],
    [403, { message: `no, ${secret}`, error_code: 403 }, { kind: 'not-permitted' }],
    [
      404,
      { message: 'Application Not Found', error_code: 404 },
      { kind: 'not-found', what: 'The application', todo: expect.stringContaining('client ID') }
    ],
    [404, { message: `Application Not Found: ${secret}`, error_code: 404 }, { kind: 'not-found' }],
    [404, { message: 'No such page', error_code: 404 }, { kind: 'unexpected-answer' }],
    [
      404,
      { message: 'Cannot GET /cis/loginPreferences/app1', error_code: 404 },
      { kind: 'not-enabled-here' }
    ],
    [501, undefined, { kind: 'not-enabled-here' }]
  ])('fail with %d %j and without the body', async (status, body, error) => {
    const { preferences } = await answer(status, body)
    const told = await errorOf(preferences.read('app1'))
    expect(told).toMatchObject({ ...error, status })
    expect(JSON.stringify(told)).not.toContain(secret)
  })
})

describe('password settings', () => {
  const google = { clientId: 'x', clientSecret: 'gcp-Cl1ent-S3cret' }
  const password = { passwordMinLength: 12, ofTomorrow: { deep: [1] }, message: { primaryColor: '#fff' } }
  const leaked = (value: unknown): boolean => JSON.stringify(value ?? null).includes(google.clientSecret)

  it('are the password object as it came, and nothing of the other methods', async () => {
    const { preferences } = await answer(200, { result: { auth_methods: { google, password } }, google })
    expect(await preferences.readPassword('app1')).toStrictEqual(password)
  })

  it.each([{}, { password: null }])('are null where sign-in by password is off: %j', async (methods) => {
    const { preferences } = await answer(200, { result: { auth_methods: { google, ...methods } } })
    expect(await preferences.readPassword('app1')).toBeNull()
  })

  it.each([
    { result: { auth_methods: { google, password: [google] } } },
    { result: { auth_methods: { google, password: google.clientSecret } } },
    { result: { auth_methods: [google] } },
    { result: { google } },
    [google],
    google.clientSecret
  ])('fail without a word of the answer where it has another shape: %j', async (body) => {
    const { preferences } = await answer(200, body)
    const told = await errorOf(preferences.readPassword('app1'))
    expect(told).toMatchObject({ kind: 'unexpected-answer', status: 200 })
    expect(leaked(told)).toBe(false)
  })

  it('are sent alone and whole, and what is set by then is answered', async () => {
    const now = { ...password, passwordMinLength: 9 }
    const fake = await startFake((_, response) =>
      json(response, 200, { result: { auth_methods: { google, password: now } } })
    )
    const { preferences } = clientFor(fake.origin)
    expect(await preferences.writePassword('app1', password)).toStrictEqual(now)
    expect(fake.seen.map(({ method, body }) => [method, body])).toEqual([
      ['PUT', JSON.stringify({ password })]
    ])
  })

  it.each([
    undefined,
    { google },
    { result: google },
    { result: { auth_methods: { google, password: [] } } }
  ])('are taken as sent where the answer does not say: %j', async (body) => {
    const { preferences } = await answer(200, body)
    expect(await preferences.writePassword('app1', password)).toBeUndefined()
  })

  it('name the fields that Mosaic refused, in words of our own', async () => {
    const message = [
      'password.passwordMinLength must not be greater than 14',
      'password.resetValidityMinutes must not be less than 5',
      'password.message.primaryColor must be a hexadecimal color',
      `password.message should not be null, ${google.clientSecret}`,
      'password.codeLength must be a number, and not more'
    ]
    const { preferences } = await answer(400, { message, error_code: 400 })
    const told = await errorOf(preferences.writePassword('app1', password))
    expect(told).toMatchObject({
      kind: 'invalid-input',
      reason: 'form',
      fields: {
        passwordMinLength: 'Mosaic takes 14 at most.',
        resetValidityMinutes: 'Mosaic takes 5 at least.',
        'message.primaryColor': 'Mosaic does not accept this value.',
        codeLength: 'Mosaic does not accept this value.'
      }
    })
    expect(leaked(told)).toBe(false)
  })

  it.each<[number, unknown, object]>([
    [400, { message: google.clientSecret, error_code: 400 }, { kind: 'invalid-input', fields: {} }],
    [
      403,
      { message: `no, ${google.clientSecret}` },
      { kind: 'not-permitted', permission: 'authentication-methods:edit' }
    ],
    [404, { message: 'Application Not Found', error_code: 404 }, { kind: 'not-found' }],
    [404, { message: 'Cannot PUT /cis/loginPreferences/a', error_code: 404 }, { kind: 'not-enabled-here' }],
    [501, undefined, { kind: 'not-enabled-here' }],
    [409, { message: google.clientSecret, error_code: 409 }, { kind: 'conflict' }],
    [
      500,
      { message: google.clientSecret, error_code: 500 },
      { kind: 'outcome-unknown', action: 'Change password settings' }
    ]
  ])('fail to be changed with %d %j and without the body', async (status, body, error) => {
    const { preferences } = await answer(status, body)
    const told = await errorOf(preferences.writePassword('app1', password))
    expect(told).toMatchObject({ ...error, status })
    expect(leaked(told)).toBe(false)
  })
})
