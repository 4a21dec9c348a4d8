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
      temporaryPasswordHours: 24
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
    [404, { message: 'Application Not Found', error_code: 404 }, {}],
    [501, undefined, { kind: 'not-enabled-here' }]
  ])('fail with %d %j and without the body', async (status, body, error) => {
    const { preferences } = await answer(status, body)
    const told = await errorOf(preferences.read('app1'))
    expect(told).toMatchObject({ ...error, status })
    expect(JSON.stringify(told)).not.toContain(secret)
  })
})
