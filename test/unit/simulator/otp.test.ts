import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBench, type Bench, type Reply } from './client'
import { authenticatorOf, idOf, minute, refused, userOf } from './people'

const emma = idOf('ok')
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const send = (channel: string, userId = emma, more: Record<string, unknown> = {}): Promise<Reply> =>
  bench.call('POST', '/v1/auth/otp/send', {
    channel,
    identifier_type: 'user_id',
    identifier: userId,
    ...more
  })
const check = (passcode: string, userId = emma): Promise<Reply> =>
  bench.call('POST', '/v1/auth/otp/authenticate', {
    passcode,
    identifier_type: 'user_id',
    identifier: userId
  })
/** The code in the newest message. */
const codeSent = (): string => bench.simulator.inbox()[0]?.code ?? ''
const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000')

describe('sending', () => {
  it('puts a code into an SMS to the phone on file', async () => {
    const { status, body } = await send('sms')
    expect([status, body]).toEqual([200, { message: 'OTP sent' }])
    const [message, ...others] = bench.simulator.inbox()
    expect(others).toEqual([])
    expect(message).toMatchObject({ channel: 'sms', to: '+46701740605', userId: emma })
    expect(message?.code).toMatch(/^\d{6}$/)
    expect(message?.text).toBe(
      `Contoso shop: your code is ${message?.code}. It works for 5 minutes. If you did not ask for it, tell us.`
    )
  })

  it('puts a code into an e-mail to the address on file', async () => {
    expect((await send('email')).status).toBe(200)
    const [message] = bench.simulator.inbox()
    expect(message).toMatchObject({
      channel: 'email',
      to: 'emma.johansson@example.com',
      subject: 'Your code for Contoso shop'
    })
    expect(message?.text).toContain(`Hello Emma,\n\nYour code is ${message?.code}.`)
  })

  it('answers with the code for the channel direct, and sends nothing', async () => {
    const { status, body } = await send('direct')
    expect([status, body]).toEqual([
      200,
      { message: 'OTP sent', code: expect.stringMatching(/^\d{6}$/) as string }
    ])
    expect(bench.simulator.inbox()).toEqual([])
    expect((await check((body as { code: string }).code)).status).toBe(200)
    expect((await userOf(bench, emma)).identities.map(({ auth_type: type }) => type)).toContain('direct_otp')
  })

  it.each([
    ['email', 'emma.johansson@example.com'],
    ['phone_number', '+46701740605'],
    ['username', 'emma.j']
  ])('knows the user by %s too', async (type, identifier) => {
    const by = { identifier_type: type, identifier }
    expect((await send('sms', emma, by)).status).toBe(200)
    const body = { passcode: codeSent(), ...by }
    expect((await bench.call('POST', '/v1/auth/otp/authenticate', body)).status).toBe(200)
  })

  it('follows the settings of the method', async () => {
    await bench.control({ action: 'method', name: 'sms', value: { codeLength: 8, expiresIn: 1 } })
    await send('sms')
    expect(codeSent()).toMatch(/^\d{8}$/)
    expect(bench.simulator.inbox()[0]?.text).toContain('for one minute')
    await bench.control({ action: 'advance', ms: minute })
    expect(refused(await check(codeSent()))).toEqual([400, 'auth_otp_passcode_expired'])
  })

  it('takes words and a lifetime for one code', async () => {
    const custom_sms_input = { custom_message: '{app} says {otp}' }
    await send('sms', emma, { custom_sms_input, expires_in: 30, approval_data: { case: '7' } })
    expect(bench.simulator.inbox()[0]?.text).toBe(`Contoso shop says ${codeSent()}`)
    await bench.control({ action: 'advance', ms: 29 * minute })
    expect((await check(codeSent())).status).toBe(200)
  })

  it.each([
    ['nobody', 'sms', 'nobody', 404, 'user_not_found'],
    ['somebody of the other application', 'sms', idOf('other-app-only'), 404, 'user_not_found'],
    ['a suspended user', 'sms', idOf('disabled'), 403, 'user_not_active'],
    ['who has no e-mail', 'email', idOf('phone-only'), 404, 'user_email_address_missing'],
    ['who has no phone', 'sms', idOf('username-only'), 404, 'user_phone_number_missing']
  ])('is refused for %s', async (_name, channel, userId, status, code) => {
    expect(refused(await send(channel, userId))).toEqual([status, code])
    expect(bench.simulator.inbox()).toEqual([])
  })

  it.each(['sms', 'email'] as const)('is refused where the application has no %s codes', async (channel) => {
    await bench.control({ action: 'method', name: channel === 'sms' ? 'sms' : 'email_otp', value: null })
    expect(refused(await send(channel))).toEqual([403, 'auth_login_preferences_missing'])
    expect((await send(channel === 'sms' ? 'email' : 'sms')).status).toBe(200)
    expect((await send('direct')).status).toBe(200)
  })

  it('needs at least one of them for a temporary access code', async () => {
    for (const name of ['sms', 'email_otp']) await bench.control({ action: 'method', name, value: null })
    expect(refused(await send('direct'))).toEqual([403, 'auth_login_preferences_missing'])
  })

  it('fails while the provider does, and leaves the code before alone', async () => {
    await send('email')
    const before = codeSent()
    await bench.control({ action: 'set', providerFails: 'sms' })
    expect(refused(await send('sms'))).toEqual([400, 'external_provider_configuration_error'])
    expect((await check(before)).status).toBe(200)
    expect((await send('email')).status).toBe(200)
    await bench.control({ action: 'set', providerFails: null })
    expect((await send('sms')).status).toBe(200)
  })

  it.each([
    ['an address that is not on file', { custom_email: 'other@example.com' }],
    ['a phone that is not on file', { custom_phone_number: '+14155550100' }],
    ['another channel', { channel: 'voice' }],
    ['another identifier', { identifier_type: 'passport' }],
    ['no identifier', { identifier: '' }],
    ['a lifetime of nothing', { expires_in: 0 }],
    ['a message without the code', { custom_sms_input: { custom_message: 'Hello {app}' } }]
  ])('refuses %s', async (_name, more) => {
    expect(refused(await send('sms', emma, more))).toEqual([400, 'system_invalid_input'])
    expect(bench.simulator.inbox()).toEqual([])
  })
})

describe('a right code', () => {
  it('signs the user in, with a session that can be ended', async () => {
    const before = await userOf(bench, emma)
    await send('sms')
    const { status, body } = await check(codeSent())
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.any(String) as string,
        id_token: expect.any(String) as string,
        refresh_token: expect.any(String) as string,
        token_type: 'Bearer',
        expires_in: 3600,
        session_id: expect.any(String) as string
      }
    ])
    const { session_id: id } = body as { session_id: string }
    const sessions = async (): Promise<string[]> => {
      const list = (await bench.call('GET', `/v1/auth/users/${emma}/sessions`)).body
      return (list as { session_id: string }[]).map((session) => session.session_id)
    }
    expect(await sessions()).toContain(id)
    expect((await bench.call('POST', '/v1/auth/session/logout', { session_id: id })).status).toBe(204)
    expect(await sessions()).not.toContain(id)

    const after = await userOf(bench, emma)
    expect(Date.now() - Date.parse(after.last_auth ?? '')).toBeLessThan(5000)
    expect(after.identities).toContainEqual(
      expect.objectContaining({ auth_type: 'sms_otp', identifier: '+46701740605' })
    )
    // nothing of the profile changed
    expect(after.updated_at).toBe(before.updated_at)
    expect(await authenticatorOf(bench, emma, 'sms_otp')).toMatchObject({
      status: 'Active',
      last_successful_authentication: after.last_auth,
      extra_data: { phone_number: '+46701740605', verified: true }
    })
  })

  it('works once', async () => {
    await send('sms')
    const code = codeSent()
    expect((await check(code)).status).toBe(200)
    expect(refused(await check(code))).toEqual([400, 'auth_invalid_credentials'])
  })

  it('is the latest one, whichever way the codes went', async () => {
    await send('sms')
    const first = codeSent()
    await send('email')
    const second = codeSent()
    if (first !== second) expect(refused(await check(first))).toEqual([400, 'auth_invalid_credentials'])
    expect((await check(second)).status).toBe(200)
  })

  it('verifies the contact that it went to, and makes a pending user Active', async () => {
    const userId = idOf('pending-and-temporary-waiting')
    expect(await userOf(bench, userId)).toMatchObject({
      status: 'Pending',
      email: { email_verified: false },
      phone_number: { phone_number_verified: false }
    })
    await send('sms', userId)
    expect((await check(codeSent(), userId)).status).toBe(200)
    const user = await userOf(bench, userId)
    expect(user).toMatchObject({
      status: 'Active',
      email: { email_verified: false },
      phone_number: { phone_number_verified: true }
    })
    expect(Date.now() - Date.parse(user.phone_number?.verified_at ?? '')).toBeLessThan(5000)
  })

  it('is no use to another application', async () => {
    const userId = idOf('both-apps')
    await send('sms', userId)
    const other = await bench.as(bench.simulator.secondApp)
    const body = { passcode: codeSent(), identifier_type: 'user_id', identifier: userId }
    expect(refused(await other('POST', '/v1/auth/otp/authenticate', body))).toEqual([
      400,
      'auth_invalid_credentials'
    ])
    expect((await check(codeSent(), userId)).status).toBe(200)
  })

  it('is no use to somebody who was suspended in between', async () => {
    await send('sms')
    await bench.call('PUT', `/v1/users/${emma}`, { status: 'Disabled' })
    expect(refused(await check(codeSent()))).toEqual([403, 'user_not_active'])
  })
})

describe('a code', () => {
  it('runs out after five minutes', async () => {
    await send('sms')
    await bench.control({ action: 'advance', ms: 5 * minute - 2000 })
    expect(refused(await check(otherThan(codeSent())))).toEqual([400, 'auth_invalid_credentials'])
    await bench.control({ action: 'advance', ms: 2000 })
    expect(refused(await check(codeSent()))).toEqual([400, 'auth_otp_passcode_expired'])
  })

  it('locks after three wrong attempts, a new one too, and opens again after 15 minutes', async () => {
    await send('sms')
    for (let i = 0; i < 3; i++) {
      expect(refused(await check(otherThan(codeSent())))).toEqual([400, 'auth_invalid_credentials'])
    }
    expect(refused(await check(codeSent()))).toEqual([403, 'auth_locked'])
    expect((await send('email')).status).toBe(200)
    expect(refused(await check(codeSent()))).toEqual([403, 'auth_locked'])
    await bench.control({ action: 'advance', ms: 15 * minute })
    await send('email')
    expect((await check(codeSent())).status).toBe(200)
  })

  it('may be entered wrongly twice; a new one has attempts of its own', async () => {
    for (let round = 0; round < 2; round++) {
      await send('sms')
      for (let i = 0; i < 2; i++) await check(otherThan(codeSent()))
    }
    expect((await check(codeSent())).status).toBe(200)
  })

  it('leaves the time of a wrong attempt on its authenticator', async () => {
    const userId = idOf('phone-only')
    await send('sms', userId)
    await check(otherThan(codeSent()), userId)
    const { last_failed_authentication: failed } = (await authenticatorOf(bench, userId, 'sms_otp')) ?? {}
    expect(Date.now() - Date.parse(failed ?? '')).toBeLessThan(5000)
  })

  it('tells nobody who exists', async () => {
    const [unknown, known] = [await check('123456', 'nobody'), await check('123456')]
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
  })

  it.each([{}, { passcode: 1 }, { passcode: '1', identifier_type: 'x', identifier: emma }])(
    'is not read from %j',
    async (body) => {
      const reply = await bench.call('POST', '/v1/auth/otp/authenticate', body)
      expect(refused(reply)).toEqual([400, 'system_invalid_input'])
    }
  )
})

it('asks for auth:execute', async () => {
  const limited = await bench.as(bench.simulator.limited)
  for (const path of ['/v1/auth/otp/send', '/v1/auth/otp/authenticate'])
    expect((await limited('POST', path, {})).status).toBe(403)
})
