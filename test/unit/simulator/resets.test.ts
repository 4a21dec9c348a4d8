import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBench, type Bench, type Reply } from './client'
import { idOf, minute } from './people'

const email = 'emma.johansson@example.com'
const phone = '+46701740605'
const strong = 'Kfmp-7tqx-w3zn-h9rd'
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const reset = (end: string, body: unknown): Promise<Reply> =>
  bench.call('POST', `/v1/auth/password/reset/${end}`, body)
const sendLink = (more: Record<string, unknown> = { email }): Promise<Reply> =>
  reset('email/link', { redirect_uri: bench.simulator.redirectUri, ...more })
const newest = () => bench.simulator.inbox()[0]
/** The last step, which the user's browser makes without a client's token. */
const choose = (token: unknown, password = strong): Promise<Reply> =>
  bench.raw('/cis/v1/auth/password/reset', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reset_token: token, new_password: password })
  })
const signIn = (password: string): Promise<Reply> =>
  bench.call('POST', '/v1/auth/password/authenticate', { username: 'emma.j', password })

const flows = [
  { name: 'e-mail', end: 'email/otp', to: { email }, channel: 'email', message: 'Email Sent' },
  { name: 'SMS', end: 'sms/otp', to: { phone_number: phone }, channel: 'sms', message: 'SMS Sent' }
] as const

describe.each(flows)('a code by $name', ({ end, to, channel, message }) => {
  const validate = (passcode: string): Promise<Reply> => reset(`${end}/validate`, { ...to, passcode })

  it('is sent, is worth a token, and lets a password be chosen', async () => {
    const { status, body } = await reset(end, to)
    expect([status, body]).toEqual([200, { message }])
    expect(newest()).toMatchObject({ channel, to: Object.values(to)[0], userId: idOf('ok') })
    const code = newest()?.code ?? ''
    expect(newest()?.text).toContain(code)
    expect(newest()?.text).toContain('for 15 minutes')
    const { result } = (await validate(code)).body as { result: string }
    expect((await choose(result)).status).toBe(200)
    expect((await choose(result, `${strong}2`)).status).toBe(403)
    expect((await signIn(strong)).status).toBe(200)
  })

  it('works once', async () => {
    await reset(end, to)
    const code = newest()?.code ?? ''
    expect((await validate(code)).status).toBe(200)
    expect((await validate(code)).status).toBe(403)
  })

  it('follows the settings', async () => {
    await bench.control({ action: 'policy', policy: { codeLength: 4, resetValidityMinutes: 5 } })
    await reset(end, to)
    const code = newest()?.code ?? ''
    expect(code).toMatch(/^\d{4}$/)
    await bench.control({ action: 'advance', ms: 5 * minute })
    expect((await validate(code)).body).toEqual({
      message: 'Passcode is invalid or has expired',
      error_code: 403
    })
  })

  it('is void after five wrong attempts', async () => {
    await reset(end, to)
    const code = newest()?.code ?? ''
    for (let i = 0; i < 5; i++) expect((await validate(`${code}1`)).status).toBe(403)
    expect((await validate(code)).status).toBe(403)
    await reset(end, to)
    expect((await validate(newest()?.code ?? '')).status).toBe(200)
  })

  it('is none that signs in', async () => {
    await reset(end, to)
    const passcode = newest()?.code
    const body = { passcode, identifier_type: 'user_id', identifier: idOf('ok') }
    expect((await bench.call('POST', '/v1/auth/otp/authenticate', body)).status).toBe(400)
  })

  it('is not sent while the provider fails', async () => {
    await bench.control({ action: 'set', providerFails: channel })
    const { status, body } = await reset(end, to)
    expect([status, body]).toMatchObject([400, { error_code: 'external_provider_configuration_error' }])
    expect(bench.simulator.inbox()).toEqual([])
  })
})

describe('a link by e-mail', () => {
  it.each([
    ['email', { email }],
    ['username', { username: 'emma.j' }]
  ])('is sent to who is named by %s', async (_name, who) => {
    const { status, body } = await sendLink(who)
    expect([status, body]).toEqual([200, { message: 'Reset password email sent' }])
    expect(newest()).toMatchObject({
      channel: 'email',
      to: email,
      subject: 'Choose a new password for Contoso shop',
      link: 'fresh'
    })
  })

  it('lets a password be chosen once it is opened', async () => {
    await sendLink()
    const address = new URL(/https:\/\/\S+/.exec(newest()?.text ?? '')?.[0] ?? '')
    expect(address.href).toMatch(/^https:\/\/shop\.example\.com\/signed-in\?code=[\w-]{32}$/)
    const messageId = newest()?.id ?? ''
    const opened = (await bench.control({ action: 'open-link', messageId })) as { resetToken: string }
    expect(opened).toEqual({ opened: true, resetToken: address.searchParams.get('code') })
    expect(newest()?.link).toBe('opened')
    expect(await bench.control({ action: 'open-link', messageId })).toEqual({ opened: false })
    expect((await choose(opened.resetToken)).status).toBe(200)
    expect((await signIn(strong)).status).toBe(200)
  })

  it('counts as opened when its code was used', async () => {
    await sendLink()
    const id = newest()?.id
    const address = new URL(/https:\/\/\S+/.exec(newest()?.text ?? '')?.[0] ?? '')
    expect((await choose(address.searchParams.get('code'))).status).toBe(200)
    expect(bench.simulator.inbox().find((message) => message.id === id)?.link).toBe('opened')
  })

  it('is over after fifteen minutes', async () => {
    await sendLink()
    await bench.control({ action: 'advance', ms: 15 * minute })
    expect(newest()?.link).toBe('over')
    expect(bench.simulator.openLink(newest()?.id ?? '')).toBe(false)
  })

  it.each([
    ['to a page that is not allowed', { email, redirect_uri: 'https://evil.example.com/' }],
    ['to no page', { email, redirect_uri: undefined }],
    ['to two people', { email, username: 'emma.j' }],
    ['to nobody in particular', {}]
  ])('is refused %s', async (_name, body) => {
    expect((await sendLink(body)).status).toBe(400)
    expect(bench.simulator.inbox()).toEqual([])
  })
})

describe.each([
  ['email/link', 'email'],
  ['email/otp', 'email'],
  ['sms/otp', 'phone_number']
] as const)('%s', (end, field) => {
  const to = (value: string): Promise<Reply> =>
    reset(end, { [field]: value, ...(end === 'email/link' && { redirect_uri: bench.simulator.redirectUri }) })
  const of = (emailValue: string, phoneValue: string): string => (field === 'email' ? emailValue : phoneValue)

  it.each([
    ['nobody', of('nobody@example.com', '+14155550000'), 404, 'User not found'],
    ['a secondary contact', of('ingrid@family.example.org', '+46701740623'), 404, 'User not found'],
    ['somebody of the other application', of('ana.lopez@example.org', '+34600000108'), 404, 'User not found'],
    [
      'an unverified contact',
      of('chloe.dubois@example.com', '+33639980456'),
      403,
      of('Email is not verified', 'Phone number is not verified')
    ],
    ['a suspended user', of('desiree.lefevre@example.com', '+33639980123'), 403, 'User is not active']
  ])('is refused for %s', async (_name, value, status, message) => {
    const reply = await to(value)
    expect([reply.status, reply.body]).toEqual([status, { message, error_code: status }])
    expect(bench.simulator.inbox()).toEqual([])
  })

  it('is refused where password sign-in is off', async () => {
    await bench.control({ action: 'policy', policy: null })
    expect((await to(of(email, phone))).status).toBe(403)
  })

  it('is refused without a contact', async () => {
    expect((await to('')).status).toBe(400)
  })

  it('asks for auth:execute', async () => {
    const limited = await bench.as(bench.simulator.limited)
    expect((await limited('POST', `/v1/auth/password/reset/${end}`, {})).status).toBe(403)
  })
})

it('does not have the call that answers with the link', async () => {
  const body = { email, redirect_uri: bench.simulator.redirectUri }
  expect((await reset('link', body)).body).toEqual({
    message: 'Cannot POST /cis/v1/auth/password/reset/link',
    error_code: 404
  })
})

it.each(['email', 'sms'])('finds nobody to validate a code of, by %s', async (way) => {
  const body = { email: 'nobody@example.com', phone_number: '+14155550000', passcode: '123456' }
  expect((await reset(`${way}/otp/validate`, body)).status).toBe(404)
})
