import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { clientFor, errorOf, html, json, jwt, startFake } from './fake-mosaic'

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

const coded = (error_code: string, message = 'refused') => ({ error_code, message })
const old = (message: string, error_code: number) => ({ message, error_code })

const sendSms = ({ otp }: MosaicClient) => otp.send('u1', 'sms')
const sendEmail = ({ otp }: MosaicClient) => otp.send('u1', 'email')
const issue = ({ otp }: MosaicClient) => otp.issue('u1')
const link = ({ links }: MosaicClient) => links.send('u1', 'https://desk.example/in')
const resetLink = ({ resets }: MosaicClient) =>
  resets.sendEmailLink({ email: 'ana@example.com', redirectUri: 'https://desk.example/in' })
const resetEmail = ({ resets }: MosaicClient) => resets.sendEmailCode('ana@example.com')
const resetSms = ({ resets }: MosaicClient) => resets.sendSmsCode('+14155550123')

const conflict = (reason: string) => ({ kind: 'conflict', reason })

describe('a code that is not sent', () => {
  it.each<[string, number, unknown, object]>([
    ['suspended', 403, coded('user_not_active'), conflict('user-not-active')],
    ['suspended, in words', 403, old('User is not active', 403), conflict('user-not-active')],
    ['no phone', 404, coded('user_phone_number_missing'), conflict('no-contact')],
    ['no e-mail', 404, coded('user_email_address_missing'), conflict('no-contact')],
    ['provider', 400, coded('external_provider_configuration_error'), conflict('provider-failed')],
    ['no user', 404, coded('user_not_found'), { kind: 'not-found', what: 'The user' }],
    ['form', 400, coded('system_invalid_input', 'phone not verified'), { kind: 'invalid-input' }],
    ['denied', 403, old('Forbidden', 403), { kind: 'not-permitted', permission: 'auth:execute' }],
    ['a gateway', 403, 'html', { kind: 'unexpected-answer' }],
    ['nowhere', 404, undefined, { kind: 'unexpected-answer' }]
  ])('%s', async (_, status, body, error) => {
    const client = await refuse(status, body)
    for (const act of [sendSms, sendEmail, issue]) {
      expect(await errorOf(act(client))).toMatchObject({ ...error, status })
    }
  })

  it.each([
    [403, coded('auth_login_preferences_missing')],
    [404, coded('auth_login_preferences_missing')],
    [404, { statusCode: 404, message: 'Cannot POST /cis/v1/auth/otp/send' }],
    [501, undefined]
  ])('where the way is off (%d %j), names it', async (status, body) => {
    const client = await refuse(status, body)
    const off = (feature: string) => ({ kind: 'not-enabled-here', feature })
    expect(await errorOf(sendSms(client))).toMatchObject(off('Sign-in by SMS code'))
    expect(await errorOf(sendEmail(client))).toMatchObject(off('Sign-in by e-mail code'))
    expect(await errorOf(issue(client))).toMatchObject(off('Temporary access codes'))
  })

  it('keeps Mosaic’s own code readable in the details', async () => {
    const error = await errorOf(sendEmail(await refuse(404, coded('user_email_address_missing'))))
    expect(error['detail']).toContain('user_email_address_missing')
  })
})

describe('an access code', () => {
  it.each([
    [{}, undefined],
    [{ expires_in: 5 }, undefined],
    [{ expires_in: 300 }, undefined],
    [{ expires_in: '600' }, undefined],
    [{ expires_in: '2026-05-17T09:30:00Z' }, Date.UTC(2026, 4, 17, 9, 30)],
    [{ expires_at: Date.UTC(2026, 4, 17, 9, 30) }, Date.UTC(2026, 4, 17, 9, 30)],
    [{ expires_at: '2026-05-17T09:30:00Z', expires_in: 300 }, Date.UTC(2026, 4, 17, 9, 30)]
  ])('with %j in the answer runs out at %s: a bare number may be minutes or seconds', async (more, at) => {
    const fake = await startFake((_, response) =>
      json(response, 200, { message: 'OTP sent', code: '004217', ...more })
    )
    expect(await clientFor(fake.origin).otp.issue('u1')).toEqual({ code: '004217', expiresAt: at })
  })

  it.each([undefined, '', 4217, null, '12 34'])('that cannot be read (%j) is unknown', async (code) => {
    const fake = await startFake((_, response) => json(response, 200, { message: 'OTP sent', code }))
    const error = await errorOf(clientFor(fake.origin).otp.issue('u1'))
    expect(error).toMatchObject({ kind: 'outcome-unknown', action: 'Issue access code' })
    expect(inspect(error)).not.toMatch(/4217|12 34/)
  })
})

describe('a link that is not sent', () => {
  it.each<[string, number, unknown, object]>([
    [
      'redirect',
      400,
      coded('400', 'redirect_uri is not one of the allowed redirect URIs configured for this app'),
      conflict('redirect-not-allowed')
    ],
    ['suspended', 403, coded('403', 'User is not active'), conflict('user-not-active')],
    [
      'sign-up',
      403,
      coded('403', 'Public signup is not allowed for this application'),
      { kind: 'unexpected-answer' }
    ],
    ['no application', 404, coded('404', 'App not found'), { kind: 'unexpected-answer' }],
    ['no user', 404, coded('404', 'User not found'), { kind: 'not-found', what: 'The user' }],
    ['no address', 404, coded('404', 'User has no email address'), conflict('no-contact')],
    ['provider', 400, coded('400', 'The email provider refused it'), conflict('provider-failed')],
    ['off', 403, coded('auth_login_preferences_missing'), { kind: 'not-enabled-here' }],
    ['denied', 403, coded('403', 'Forbidden'), { kind: 'not-permitted', permission: 'auth:execute' }]
  ])('%s', async (_, status, body, error) => {
    expect(await errorOf(link(await refuse(status, body)))).toMatchObject({ ...error, status })
  })
})

describe('a reset that is not sent', () => {
  const acts = [resetLink, resetEmail, resetSms]
  it.each<[string, number, unknown, object]>([
    ['unverified', 403, old('Email is not verified', 403), conflict('contact-unverified')],
    ['forbidden without a word on why', 403, old('Forbidden', 403), conflict('contact-unverified')],
    ['forbidden without a body', 403, undefined, conflict('contact-unverified')],
    ['denied in words', 403, old('Missing permission', 403), { kind: 'not-permitted' }],
    [
      'unverified in words that speak of allowing',
      403,
      old('Reset is not allowed: phone number is not verified', 403),
      conflict('contact-unverified')
    ],
    ['a gateway', 403, 'html', { kind: 'unexpected-answer' }],
    ['suspended', 403, old('User is not active', 403), conflict('user-not-active')],
    ['no such e-mail', 404, old('Email not found', 404), conflict('no-contact')],
    ['no such phone', 404, old('Phone number does not exist', 404), conflict('no-contact')],
    ['no user', 404, old('User not found', 404), { kind: 'not-found', what: 'The user' }],
    ['no application', 404, old('App not found', 404), { kind: 'unexpected-answer' }],
    ['nowhere', 404, undefined, { kind: 'unexpected-answer' }],
    ['redirect', 400, old('redirect_uri is not allowed', 400), conflict('redirect-not-allowed')],
    ['redirect, as 403', 403, old('Redirect URI not allowed', 403), conflict('redirect-not-allowed')],
    ['provider', 400, coded('external_provider_configuration_error'), conflict('provider-failed')],
    [
      'no passwords here',
      403,
      old('Password authentication is not configured for this application', 403),
      { kind: 'not-enabled-here' }
    ]
  ])('%s', async (_, status, body, error) => {
    const client = await refuse(status, body)
    for (const act of acts) expect(await errorOf(act(client))).toMatchObject({ ...error, status })
  })

  it.each([
    [['users:read'], 'not-permitted'],
    [['read:user'], 'not-permitted'],
    [['auth:invoke'], 'conflict'],
    [['auth:execute'], 'conflict'],
    [['app1:execute'], 'conflict'],
    [[], 'conflict']
  ])('403 to a token with %j is %s', async (permissions, kind) => {
    const client = await refuse(403, old('Forbidden', 403), permissions)
    for (const act of acts) expect(await errorOf(act(client))).toMatchObject({ kind })
  })

  it('where the tenant lacks the call names it', async () => {
    const client = await refuse(405, undefined)
    const features = await Promise.all(acts.map(async (act) => (await errorOf(act(client)))['feature']))
    expect(features).toEqual([
      'Password reset by e-mail link',
      'Password reset by e-mail code',
      'Password reset by SMS code'
    ])
  })
})

it.each<[string, string, (client: MosaicClient) => Promise<unknown>]>([
  ['a code by SMS', 'Send code by SMS', sendSms],
  ['a code by e-mail', 'Send code by e-mail', sendEmail],
  ['an access code', 'Issue access code', issue],
  ['a link', 'Send link by e-mail', link],
  ['a reset link', 'Send a password reset', resetLink],
  ['a reset code by e-mail', 'Send a password reset', resetEmail],
  ['a reset code by SMS', 'Send a password reset', resetSms],
  ['the end of a session', 'End the session', ({ sessions }) => sessions.logout('s1')]
])('%s whose answer is lost is not sent again: “%s” is unknown', async (_, action, act) => {
  const fake = await startFake(({ socket }) => socket.destroy())
  const error = await errorOf(act(clientFor(fake.origin)))
  expect(error).toMatchObject({ kind: 'outcome-unknown', action })
  expect(inspect(error, { depth: 9 })).not.toMatch(/ana@example|4155550123|desk\.example/)
  expect(fake.seen).toHaveLength(1)
})

it('an answer to what was sent is not read: no shape of it can fail', async () => {
  const fake = await startFake((_, response) => response.writeHead(204).end())
  const client = clientFor(fake.origin)
  for (const act of [sendSms, sendEmail, link, resetLink, resetEmail, resetSms]) {
    await expect(act(client)).resolves.toBeUndefined()
  }
})

it('a session that is over already is said to be not found', async () => {
  const { sessions } = await refuse(404, old('Session not found', 404))
  expect(await errorOf(sessions.logout('s1'))).toMatchObject({ kind: 'not-found', what: 'The session' })
})
