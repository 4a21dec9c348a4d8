import { expect, it } from 'vitest'
import { operations } from '../../../src/main/mosaic/operations'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { clientFor, json, startFake } from './fake-mosaic'

interface Wanted {
  call: (client: MosaicClient) => Promise<unknown>
  method: string
  target: string
  body?: unknown
  answer: unknown
}

const user = { result: { user_id: 'u1', status: 'Active' } }
const list = { result: [], total_count: 0, page_info: { has_next_page: false, has_previous_page: false } }
const id = '-fRcZ_1'

const wanted: Record<string, Wanted> = {
  userById: { call: ({ users }) => users.byId(id), method: 'GET', target: `/v1/users/${id}`, answer: user },
  userByEmail: {
    call: ({ users }) => users.byEmail('a+b@example.com'),
    method: 'GET',
    target: '/v1/users/email/a%2Bb%40example.com',
    answer: user
  },
  userByPhone: {
    call: ({ users }) => users.byPhone('+14155550123'),
    method: 'GET',
    target: '/v1/users/phone-number/%2B14155550123',
    answer: user
  },
  userByUsername: {
    call: ({ users }) => users.byUsername('..'),
    method: 'GET',
    target: '/v1/users/username/%2E%2E',
    answer: user
  },
  userByExternalId: {
    call: ({ users }) => users.byExternalId('a/../b?x#y'),
    method: 'GET',
    target: '/v1/users/external-user-id/a%2F..%2Fb%3Fx%23y',
    answer: user
  },
  userByIdentifier: {
    call: ({ users }) => users.byIdentifier('phoneNumber', '+1 415'),
    method: 'GET',
    target: '/v1/users/identifier?identifier_name=phoneNumber&identifier_value=%2B1%20415',
    answer: user
  },
  userList: {
    call: ({ users }) =>
      users.list({ searchPrefix: '+1212', offset: 0, limit: 10, sortField: 'last_auth', sortOrder: 'desc' }),
    method: 'GET',
    target:
      '/v1/users?search_prefix=%2B1212&page_offset=0&page_limit=10&sort_field=last_auth&sort_order=desc',
    answer: list
  },
  userCount: {
    call: ({ users }) => users.count({ search: 'status eq "Active"' }),
    method: 'GET',
    target: '/v1/users/count?search=status%20eq%20%22Active%22',
    answer: { result: { user_count: 3 } }
  },
  userGroups: {
    call: ({ users }) => users.groups(id),
    method: 'GET',
    target: `/v1/users/${id}/groups`,
    answer: { result: [] }
  },
  userCreate: {
    call: ({ users }) =>
      users.create({
        email: 'a@example.com',
        phone: '+14155550123',
        firstName: 'Ana',
        externalUserId: 'C-7'
      }),
    method: 'POST',
    target: '/v1/users',
    body: {
      email: 'a@example.com',
      phone_number: '+14155550123',
      external_user_id: 'C-7',
      name: { first_name: 'Ana' }
    },
    answer: user
  },
  userUpdate: {
    call: ({ users }) => users.update(id, { status: 'Disabled' }),
    method: 'PUT',
    target: `/v1/users/${id}`,
    body: { status: 'Disabled' },
    answer: user
  },
  passwordAdd: {
    call: ({ passwords }) => passwords.add(id, { password: 'Tiger-7', username: 'ana' }),
    method: 'POST',
    target: `/v1/users/${id}/password`,
    body: { password: 'Tiger-7', username: 'ana', force_replace: true },
    answer: { result: { message: 'Password registered' } }
  },
  passwordReplace: {
    call: ({ passwords }) => passwords.replace(id, { password: 'Tiger-7' }),
    method: 'PUT',
    target: `/v1/users/${id}/password`,
    body: { password: 'Tiger-7', force_replace: true },
    answer: { result: { message: 'Password updated' } }
  },
  authenticatorList: {
    call: ({ authenticators }) => authenticators.list(id),
    method: 'GET',
    target: `/v1/users/${id}/authenticators`,
    answer: []
  },
  unlockByType: {
    call: ({ authenticators }) => authenticators.unlockByType(id, 'password'),
    method: 'POST',
    target: `/v1/users/${id}/authenticators/types/password/unlock`,
    body: { unlock_type: 'any' },
    answer: undefined
  },
  unlockById: {
    call: ({ authenticators }) => authenticators.unlockById(id, '-a/1'),
    method: 'POST',
    target: `/v1/users/${id}/authenticators/-a%2F1/unlock`,
    answer: undefined
  },
  backendSessions: {
    call: ({ sessions }) => sessions.listBackend(id),
    method: 'GET',
    target: `/v1/auth/users/${id}/sessions`,
    answer: []
  },
  backendSessionsEnd: {
    call: ({ sessions }) => sessions.endBackend(id),
    method: 'DELETE',
    target: `/v1/auth/users/${id}/sessions`,
    answer: undefined
  },
  hostedSessions: {
    call: ({ sessions }) => sessions.listHosted(id),
    method: 'GET',
    target: `/v1/sessions/${id}`,
    answer: []
  },
  hostedSessionsEnd: {
    call: ({ sessions }) => sessions.endHosted(id),
    method: 'DELETE',
    target: `/v1/sessions/${id}`,
    answer: { result: { deleted_count: 2 } }
  },
  sessionEnd: {
    call: ({ sessions }) => sessions.logout('s-1'),
    method: 'POST',
    target: '/v1/auth/session/logout',
    body: { session_id: 's-1' },
    answer: undefined
  },
  otpSendSms: {
    call: ({ otp }) => otp.send(id, 'sms'),
    method: 'POST',
    target: '/v1/auth/otp/send',
    body: { channel: 'sms', identifier_type: 'user_id', identifier: id },
    answer: { message: 'OTP sent' }
  },
  otpSendEmail: {
    call: ({ otp }) => otp.send(id, 'email'),
    method: 'POST',
    target: '/v1/auth/otp/send',
    body: { channel: 'email', identifier_type: 'user_id', identifier: id },
    answer: { message: 'OTP sent' }
  },
  otpIssue: {
    call: ({ otp }) => otp.issue(id),
    method: 'POST',
    target: '/v1/auth/otp/send',
    body: { channel: 'direct', identifier_type: 'user_id', identifier: id },
    answer: { message: 'OTP sent', code: '004217' }
  },
  otpCheck: {
    call: ({ otp }) => otp.check(id, '004217'),
    method: 'POST',
    target: '/v1/auth/otp/authenticate',
    body: { passcode: '004217', identifier_type: 'user_id', identifier: id },
    answer: { access_token: 'a', token_type: 'Bearer', expires_in: 3600, session_id: 's-1' }
  },
  linkSend: {
    call: ({ links }) => links.send(id, 'https://example.com/in'),
    method: 'POST',
    target: '/v1/auth/link/email/send',
    body: {
      channel: 'email',
      identifier_type: 'user_id',
      identifier: id,
      redirect_uri: 'https://example.com/in'
    },
    answer: { message: 'Email sent successfully' }
  },
  resetEmailLink: {
    call: ({ resets }) =>
      resets.sendEmailLink({ email: 'a@example.com', redirectUri: 'https://example.com/in' }),
    method: 'POST',
    target: '/v1/auth/password/reset/email/link',
    body: { email: 'a@example.com', redirect_uri: 'https://example.com/in' },
    answer: { message: 'Reset password email sent' }
  },
  resetEmailCode: {
    call: ({ resets }) => resets.sendEmailCode('a@example.com'),
    method: 'POST',
    target: '/v1/auth/password/reset/email/otp',
    body: { email: 'a@example.com' },
    answer: { message: 'Email Sent' }
  },
  resetSmsCode: {
    call: ({ resets }) => resets.sendSmsCode('+14155550123'),
    method: 'POST',
    target: '/v1/auth/password/reset/sms/otp',
    body: { phone_number: '+14155550123' },
    answer: { message: 'SMS Sent' }
  },
  passwordValidate: {
    call: ({ passwords }) => passwords.validate({ password: 'Tiger-7', phone: '+14155550123' }),
    method: 'POST',
    target: '/v1/auth/password/validate',
    body: { password: 'Tiger-7', phone_number: '+14155550123' },
    answer: { result: { valid_password: true, errors: [] } }
  },
  passwordCheck: {
    call: ({ passwords }) =>
      passwords.authenticate({ by: 'phone', identifier: '+14155550123', password: 'Tiger-7' }),
    method: 'POST',
    target: '/v1/auth/password/authenticate',
    body: { username: '+14155550123', username_type: 'phone_number', password: 'Tiger-7' },
    answer: { access_token: 'a', token_type: 'Bearer', expires_in: 3600, session_id: 's-1' }
  },
  loginPreferences: {
    call: ({ preferences }) => preferences.read('app 1'),
    method: 'GET',
    target: '/loginPreferences/app%201',
    answer: { result: { auth_methods: {} } }
  },
  loginPreferencesUpdate: {
    call: ({ preferences }) => preferences.writePassword('app 1', { passwordMinLength: 9, other: [1] }),
    method: 'PUT',
    target: '/loginPreferences/app%201/authMethods',
    body: { password: { passwordMinLength: 9, other: [1] } },
    answer: { result: { auth_methods: {} } }
  },
  applicationList: {
    call: ({ applications }) => applications.list(),
    method: 'GET',
    target: '/v1/applications/list',
    answer: { result: [] }
  }
}

it('has a request for every operation', () => {
  expect(Object.keys(wanted).toSorted()).toEqual(Object.keys(operations).toSorted())
})

it.each(Object.entries(wanted))(
  '%s is on the wire as Mosaic wants it',
  async (_, { call, answer, ...on }) => {
    const fake = await startFake((_seen, response) => {
      if (answer === undefined) response.writeHead(204).end()
      else json(response, 200, answer)
    })
    await call(clientFor(fake.origin))
    const [seen, ...more] = fake.seen
    expect(more).toEqual([])
    expect(seen).toMatchObject({ method: on.method, target: `/cis${on.target}` })
    expect(seen?.body === '' ? undefined : JSON.parse(seen?.body ?? '')).toEqual(on.body)
    const { authorization, accept, 'content-type': type, 'user-agent': agent } = seen?.headers ?? {}
    expect({ authorization, accept, agent }).toEqual({
      authorization: 'Bearer t1',
      accept: 'application/json',
      agent: 'Tessera'
    })
    expect(type).toBe(on.body === undefined ? undefined : 'application/json')
  }
)

it.each([
  [undefined, true],
  [true, true],
  [false, false]
])('a password that is temporary: %s is sent with force_replace: %s', async (temporary, force_replace) => {
  const fake = await startFake((_, response) => json(response, 200, { result: {} }))
  const { passwords } = clientFor(fake.origin)
  await passwords.add(id, { password: 'Tiger-7', temporary })
  await passwords.replace(id, { password: 'Tiger-7', temporary })
  const bodies = fake.seen.map(({ body }) => JSON.parse(body) as unknown)
  const body = { password: 'Tiger-7', force_replace }
  expect(bodies).toEqual([body, body])
})

it('sends no request whose empty value would ask for something else', async () => {
  const fake = await startFake((_, response) => json(response, 200, list))
  const { users, sessions } = clientFor(fake.origin)
  await expect(users.byId('')).rejects.toThrow('empty path value')
  await expect(sessions.endHosted('')).rejects.toThrow('empty path value')
  expect(fake.seen).toEqual([])
})
