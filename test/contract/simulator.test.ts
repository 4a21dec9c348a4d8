import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practicePolicy } from '../../src/simulator/policy'
import { seedPassword, seedStories } from '../../src/simulator/seed'
import type { Story } from '../../src/simulator/seed-types'
import { startBench, type Bench, type Reply, type Send } from '../unit/simulator/client'
import { loadContract } from './openapi'

const contract = loadContract()

function userOf(story: Story): string {
  const found = seedStories.find((entry) => entry.story === story)
  if (!found) throw new Error(`nobody is seeded as ${story}`)
  return found.userId
}

interface Step {
  name: string
  method: string
  path: string
  body?: unknown
  status: number
  /** For requests that are wrong on purpose. */
  badRequest?: true
}

const ana = '/v1/users/ue3N8fKgygwfkxC7GXhFV'
const nobody = '/v1/users/nobody'
const rich = `/v1/users/${userOf('everything')}`
const person = { email: 'new.person@example.com', phone_number: '+14155550199', name: { first_name: 'New' } }
const strong = 'Gr8-Tile-Mosaic-77'
const preferences = '/loginPreferences/zl2trg3sanjsd63qs7seK'
const password = {
  ...practicePolicy,
  lockoutTiers: [
    { attempts: 3, duration: 15 },
    { attempts: 5, duration: 60 }
  ]
}

// In the order of a life: what comes later may rest on what came before.
const steps: Step[] = [
  {
    name: 'list',
    method: 'GET',
    path: '/v1/users?page_limit=5000&sort_field=email&sort_order=desc',
    status: 200
  },
  { name: 'prefix', method: 'GET', path: '/v1/users?search_prefix=%2B1415&page_offset=1', status: 200 },
  {
    name: 'search',
    method: 'GET',
    path: `/v1/users?search=${encodeURIComponent('status eq "Disabled"')}`,
    status: 200
  },
  { name: 'bad search', method: 'GET', path: '/v1/users?search=status', status: 400 },
  { name: 'page too large', method: 'GET', path: '/v1/users?page_limit=5001', status: 400, badRequest: true },
  { name: 'count', method: 'GET', path: '/v1/users/count', status: 200 },
  { name: 'bad count', method: 'GET', path: '/v1/users/count?search=x%20co%20%22y%22', status: 400 },
  { name: 'by id', method: 'GET', path: ana, status: 200 },
  { name: 'by id, nobody', method: 'GET', path: nobody, status: 404 },
  { name: 'by id, cannot be decoded', method: 'GET', path: '/v1/users/%zz', status: 400, badRequest: true },
  { name: 'by e-mail', method: 'GET', path: '/v1/users/email/ana.lopez%40example.com', status: 200 },
  { name: 'by e-mail, nobody', method: 'GET', path: '/v1/users/email/nobody%40example.com', status: 404 },
  { name: 'by phone', method: 'GET', path: '/v1/users/phone-number/%2B14155550123', status: 200 },
  { name: 'by phone, nobody', method: 'GET', path: '/v1/users/phone-number/%2B14155550000', status: 404 },
  { name: 'by phone, deprecated', method: 'GET', path: '/v1/users/phone/%2B14155550123', status: 200 },
  { name: 'by phone, deprecated, nobody', method: 'GET', path: '/v1/users/phone/%2B1', status: 404 },
  { name: 'by username', method: 'GET', path: '/v1/users/username/ana.lopez', status: 200 },
  { name: 'by username, nobody', method: 'GET', path: '/v1/users/username/nobody', status: 404 },
  { name: 'by external id', method: 'GET', path: '/v1/users/external-user-id/CRM-00077', status: 200 },
  { name: 'by external id, nobody', method: 'GET', path: '/v1/users/external-user-id/CRM-9', status: 404 },
  {
    name: 'by identifier',
    method: 'GET',
    path: '/v1/users/identifier?identifier_name=phoneNumber&identifier_value=%2B14155550123',
    status: 200
  },
  {
    name: 'by identifier, nobody',
    method: 'GET',
    path: '/v1/users/identifier?identifier_name=username&identifier_value=nobody',
    status: 404
  },
  { name: 'by identifier, bare', method: 'GET', path: '/v1/users/identifier', status: 400, badRequest: true },
  { name: 'groups', method: 'GET', path: `${rich}/groups`, status: 200 },
  { name: 'groups of nobody', method: 'GET', path: `${nobody}/groups`, status: 404 },
  { name: 'create', method: 'POST', path: '/v1/users', body: person, status: 201 },
  { name: 'create again', method: 'POST', path: '/v1/users', body: person, status: 409 },
  {
    name: 'create who is in another application',
    method: 'POST',
    path: '/v1/users',
    body: { email: 'ana.lopez@example.org' },
    status: 201
  },
  { name: 'create without identifier', method: 'POST', path: '/v1/users', body: { name: {} }, status: 400 },
  {
    name: 'update',
    method: 'PUT',
    path: rich,
    body: { status: 'Disabled', secondary_emails: ['second@example.com'], custom_data: { a: 1 } },
    status: 200
  },
  { name: 'update badly', method: 'PUT', path: rich, body: { email: 'no' }, status: 400 },
  { name: 'update nobody', method: 'PUT', path: nobody, body: {}, status: 404 },
  {
    name: 'password of the suspended',
    method: 'PUT',
    path: `${rich}/password`,
    body: { password: strong },
    status: 400
  },
  {
    name: 'verify e-mail',
    method: 'POST',
    path: `${rich}/emails/second%40example.com/verify`,
    body: {},
    status: 202
  },
  {
    name: 'verify another',
    method: 'POST',
    path: `${rich}/emails/x%40example.com/verify`,
    body: {},
    status: 404
  },
  {
    name: 'verify phone and make it primary',
    method: 'POST',
    path: `${rich}/phone-numbers/%2B46701740623/verify`,
    body: { change_to_primary: true },
    status: 202
  },
  {
    name: 'verify another phone',
    method: 'POST',
    path: `${rich}/phone-numbers/%2B1/verify`,
    body: {},
    status: 404
  },
  { name: 'remove e-mail', method: 'DELETE', path: `${rich}/emails/second%40example.com`, status: 204 },
  { name: 'remove e-mail again', method: 'DELETE', path: `${rich}/emails/second%40example.com`, status: 404 },
  {
    name: 'remove primary phone',
    method: 'DELETE',
    path: `${rich}/phone-numbers/%2B46701740623`,
    status: 400
  },
  { name: 'remove phone', method: 'DELETE', path: `${rich}/phone-numbers/%2B447700900674`, status: 204 },
  {
    name: 'first password',
    method: 'POST',
    path: `/v1/users/${userOf('no-password')}/password`,
    body: { password: strong, force_replace: true },
    status: 201
  },
  {
    name: 'first password twice',
    method: 'POST',
    path: `${ana}/password`,
    body: { password: strong },
    status: 409
  },
  {
    name: 'first password, weak',
    method: 'POST',
    path: `/v1/users/${userOf('phone-only')}/password`,
    body: { password: 'weak', username: 'phone.only' },
    status: 400
  },
  {
    name: 'password of nobody',
    method: 'POST',
    path: `${nobody}/password`,
    body: { password: strong },
    status: 404
  },
  { name: 'new password', method: 'PUT', path: `${ana}/password`, body: { password: strong }, status: 200 },
  {
    name: 'the same password',
    method: 'PUT',
    path: `${ana}/password`,
    body: { password: strong },
    status: 400
  },
  {
    name: 'breached',
    method: 'PUT',
    path: `${ana}/password`,
    body: { password: 'Qwerty123456!' },
    status: 400
  },
  {
    name: 'new password of nobody',
    method: 'PUT',
    path: `${nobody}/password`,
    body: { password: strong },
    status: 404
  },
  {
    name: 'new password where there is none',
    method: 'PUT',
    path: `/v1/users/${userOf('phone-only')}/password`,
    body: { password: strong },
    status: 409
  },
  { name: 'authenticators', method: 'GET', path: `${ana}/authenticators`, status: 200 },
  { name: 'all authenticators', method: 'GET', path: `${rich}/authenticators`, status: 200 },
  {
    name: 'unlock by type',
    method: 'POST',
    path: `${ana}/authenticators/types/password/unlock`,
    body: { unlock_type: 'any' },
    status: 204
  },
  {
    name: 'unlock by type, no body',
    method: 'POST',
    path: `${ana}/authenticators/types/password/unlock`,
    status: 204
  },
  {
    name: 'lock',
    method: 'POST',
    path: `${ana}/authenticators/shop-ue3N8fKgygwfkxC7/lock`,
    body: {},
    status: 204
  },
  {
    name: 'unlock by id',
    method: 'POST',
    path: `${ana}/authenticators/shop-ue3N8fKgygwfkxC7/unlock`,
    status: 204
  },
  {
    name: 'delete authenticator',
    method: 'DELETE',
    path: `${ana}/authenticators/sms1-ue3N8fKgygwfkxC7`,
    status: 204
  },
  {
    name: 'backend sessions',
    method: 'GET',
    path: '/v1/auth/users/ue3N8fKgygwfkxC7GXhFV/sessions',
    status: 200
  },
  { name: 'hosted sessions', method: 'GET', path: '/v1/sessions/ue3N8fKgygwfkxC7GXhFV', status: 200 },
  {
    name: 'end backend',
    method: 'DELETE',
    path: '/v1/auth/users/ue3N8fKgygwfkxC7GXhFV/sessions',
    status: 204
  },
  { name: 'end hosted', method: 'DELETE', path: '/v1/sessions/ue3N8fKgygwfkxC7GXhFV', status: 200 },
  {
    name: 'sign in',
    method: 'POST',
    path: '/v1/auth/password/authenticate',
    body: { username: 'emma.j', password: seedPassword },
    status: 200
  },
  {
    name: 'end one session',
    method: 'POST',
    path: '/v1/auth/session/logout',
    body: { session_id: 'any' },
    status: 204
  },
  {
    name: 'replace a password with a bad token',
    method: 'POST',
    path: '/v1/auth/password/reset',
    body: { reset_token: 'x', new_password: strong },
    status: 403
  },
  {
    name: 'replace a password badly',
    method: 'POST',
    path: '/v1/auth/password/reset',
    body: {},
    status: 400,
    badRequest: true
  },
  { name: 'applications', method: 'GET', path: '/v1/applications/list', status: 200 },
  { name: 'login preferences', method: 'GET', path: '/loginPreferences/zl2trg3sanjsd63qs7seK', status: 200 },
  { name: 'login preferences of nothing', method: 'GET', path: '/loginPreferences/nothing', status: 404 },
  {
    name: 'set a method',
    method: 'PUT',
    path: `${preferences}/authMethods`,
    body: { password },
    status: 200
  },
  { name: 'set nothing', method: 'PUT', path: `${preferences}/authMethods`, body: {}, status: 200 },
  {
    name: 'set a method badly',
    method: 'PUT',
    path: `${preferences}/authMethods`,
    body: { password: { ...password, passwordMinLength: 15, message: undefined } },
    status: 400,
    badRequest: true
  },
  {
    name: 'set a method of nothing',
    method: 'PUT',
    path: '/loginPreferences/nothing/authMethods',
    body: { password },
    status: 404
  },
  { name: 'remove from the application', method: 'DELETE', path: `${ana}/apps`, status: 204 },
  { name: 'remove again', method: 'DELETE', path: `${ana}/apps`, status: 404 }
]

describe.skipIf(!contract)('the practice tenant against the OpenAPI reference', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await startBench()
  })
  afterAll(() => bench.simulator.stop())

  const hold = async (send: Send, { method, path, body, badRequest }: Step): Promise<Reply> => {
    const [pathname = '', search = ''] = path.split('?')
    const query = new URLSearchParams(search)
    const request = { method, path: `/cis${pathname}`, query, body }
    const problems = contract?.checkRequest(request) ?? []
    // the check of requests is itself checked by the ones that are wrong
    if (badRequest) expect(problems).not.toEqual([])
    else expect(problems).toEqual([])
    const reply = await send(method, path, body)
    const answer = reply.text === '' ? undefined : reply.body
    expect(
      contract?.checkAnswer({ method, path: `/cis${pathname}`, status: reply.status, body: answer })
    ).toEqual([])
    return reply
  }

  it.each(steps)('$name: $method $path → $status', async (step) => {
    expect((await hold(bench.call, step)).status).toBe(step.status)
  })

  it('describes every user', async () => {
    const reply = await hold(bench.call, { name: '', method: 'GET', path: '/v1/users', status: 200 })
    expect((reply.body as { result: unknown[] }).result.length).toBeGreaterThan(35)
    for (const { userId } of seedStories) {
      const admin = await bench.as(bench.simulator.management)
      await hold(admin, { name: '', method: 'GET', path: `/v1/users/${userId}/authenticators`, status: 200 })
    }
  })

  it('deletes a user for a management client', async () => {
    const admin = await bench.as(bench.simulator.management)
    const path = `/v1/manage/users/${userOf('disabled')}`
    expect((await hold(admin, { name: '', method: 'DELETE', path, status: 204 })).status).toBe(204)
    expect((await hold(admin, { name: '', method: 'DELETE', path, status: 404 })).status).toBe(404)
  })

  it('lets a temporary password be replaced', async () => {
    const login = { username: 'lmueller', password: seedPassword }
    const refused = await bench.call('POST', '/v1/auth/password/authenticate', login)
    const { reset_token } = refused.body as { reset_token: string }
    const body = { reset_token, new_password: strong }
    const reply = await hold(bench.call, {
      name: '',
      method: 'POST',
      path: '/v1/auth/password/reset',
      body,
      status: 200
    })
    expect(reply.status).toBe(200)
  })
})
