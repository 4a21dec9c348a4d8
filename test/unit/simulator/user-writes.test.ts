import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedPassword } from '../../../src/simulator/seed'
import { startBench, type Bench, type Reply } from './client'

const ana = '/v1/users/ue3N8fKgygwfkxC7GXhFV'
const rich = '/v1/users/YuYf1oQ0lJg-tomDyfnDD'
const elsewhere = '2Jy-LVoFE3xY2an5Lx74s'
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const create = (body: unknown): Promise<Reply> => bench.call('POST', '/v1/users', body)
const resultOf = ({ body }: Reply) => (body as { result: Record<string, unknown> }).result

describe('create', () => {
  it('makes a pending user who is found by each identifier', async () => {
    const reply = await create({
      email: 'ruth@example.com',
      phone_number: '+14155550188',
      username: 'ruth',
      external_user_id: 'CRM-90001',
      name: { first_name: 'Ruth', last_name: 'Ndlovu' },
      birthday: '1990-02-03',
      custom_data: { note: 'x' },
      credentials: { password: seedPassword, force_replace: false }
    })
    expect(reply.status).toBe(201)
    const user = resultOf(reply)
    expect(user).toMatchObject({
      status: 'Pending',
      email: { value: 'ruth@example.com', email_verified: false },
      username: 'ruth',
      birthday: '1990-02-03T00:00:00.000Z',
      password_information: { temporary: false, expired: false },
      app_name: 'Contoso shop'
    })
    expect(user['user_id']).toMatch(/^[\w-]{21}$/)
    for (const path of [
      'email/ruth%40example.com',
      'phone-number/%2B14155550188',
      'username/ruth',
      'external-user-id/CRM-90001'
    ]) {
      expect(resultOf(await bench.call('GET', `/v1/users/${path}`))['user_id']).toBe(user['user_id'])
    }
  })

  it('sets a temporary password unless told otherwise', async () => {
    const reply = await create({ email: 'a@example.com', credentials: { password: seedPassword } })
    expect(resultOf(reply)['password_information']).toMatchObject({ temporary: true })
  })

  it('shows a username only once there is a password', async () => {
    const user = resultOf(await create({ username: 'walk.in' }))
    expect(user).not.toHaveProperty('username')
    const path = `/v1/users/${String(user['user_id'])}`
    await bench.call('POST', `${path}/password`, { password: seedPassword, force_replace: true })
    expect(resultOf(await bench.call('GET', path))['username']).toBe('walk.in')
  })

  it('adds somebody of the tenant to the application and changes nothing else', async () => {
    const reply = await create({ email: 'ana.lopez@example.org', name: { first_name: 'Changed' } })
    expect(reply.status).toBe(201)
    expect(resultOf(reply)).toMatchObject({
      user_id: elsewhere,
      name: { first_name: 'Ana' },
      app_name: 'Contoso shop'
    })
    // the password belongs to the other application
    expect(resultOf(reply)).not.toHaveProperty('password_information')
    expect((await create({ email: 'ana.lopez@example.org' })).status).toBe(409)
  })

  it.each([
    ['email', { email: 'Ana.Lopez@example.com' }],
    ['phone_number', { phone_number: '+14155550123' }],
    ['external_user_id', { email: 'x@example.com', external_user_id: 'CRM-00077' }],
    ['username', { email: 'x@example.com', username: 'ana.lopez' }],
    ['phone_number', { email: 'ana.lopez@example.org', phone_number: '+493023125133' }]
  ])('answers 409 for a %s that is taken', async (identifier, body) => {
    const reply = await create(body)
    expect(reply.status).toBe(409)
    expect(reply.body).toEqual({
      message: `A user with this ${identifier} already exists`,
      error_code: 409,
      ts_error_code: 'identifier_is_taken'
    })
  })

  it.each([
    ['nothing to know them by', { name: { first_name: 'X' } }, /email or phone_number is required/],
    ['an e-mail that is none', { email: 'x' }, /email must be an email/],
    ['a phone that is not E.164', { phone_number: '415 555' }, /phone_number must be a valid phone number/],
    [
      'a long name',
      { email: 'x@example.com', name: { first_name: 'x'.repeat(31) } },
      /name.first_name must be shorter/
    ],
    ['a wrong kind', { email: 'x@example.com', language: 5 }, /language must be a string/],
    ['null', { email: null }, /email must be an email/],
    ['a bad list', { email: 'x@example.com', secondary_emails: ['y'] }, /each value in secondary_emails/],
    ['a bad date', { email: 'x@example.com', birthday: 'spring' }, /birthday/],
    ['a bad address', { email: 'x@example.com', address: { type: 'Sea' } }, /address.type must be one of/],
    ['too much custom data', { email: 'x@example.com', custom_data: { a: 'x'.repeat(500_001) } }, /500 KB/],
    ['a weak password', { email: 'x@example.com', credentials: { password: 'weak' } }, /at least 12/]
  ])('refuses %s', async (_name, body, message) => {
    const reply = await create(body)
    expect(reply.status).toBe(400)
    const { message: messages, error_code } = reply.body as { message: string[]; error_code: number }
    expect(error_code).toBe(400)
    expect(messages.join()).toMatch(message)
  })

  it('names every field that is wrong', async () => {
    const { body } = await create({ email: 'x', phone_number: 'y' })
    expect((body as { message: string[] }).message).toHaveLength(2)
  })

  it('lets a management client create users that are in no application', async () => {
    const admin = await bench.as(bench.simulator.management)
    const user = resultOf(await admin('POST', '/v1/users', { email: 'tenant@example.com' }))
    expect(user).not.toHaveProperty('app_name')
    expect((await bench.call('GET', '/v1/users/email/tenant%40example.com')).status).toBe(404)
    expect((await admin('POST', '/v1/users', { email: 'tenant@example.com' })).status).toBe(409)
  })
})

describe('update', () => {
  it('merges at top level, replaces objects and lists whole, and merges custom data', async () => {
    const before = resultOf(await bench.call('GET', rich))
    const after = resultOf(
      await bench.call('PUT', rich, {
        name: { first_name: 'Inga' },
        secondary_emails: ['ingrid@family.example.org', 'new@example.com'],
        custom_data: { newsletter: false }
      })
    )
    expect(after['name']).toEqual({ first_name: 'Inga' })
    expect(after['secondary_emails']).toMatchObject([
      { value: 'ingrid@family.example.org', email_verified: true },
      { value: 'new@example.com', email_verified: false }
    ])
    expect(after['custom_data']).toEqual({ ...(before['custom_data'] as object), newsletter: false })
    expect(after['address']).toEqual(before['address'])
    expect(after['updated_at']).toBeGreaterThan(before['updated_at'] as number)
  })

  it('makes a changed e-mail unverified, and finds the user by the new one only', async () => {
    const after = resultOf(await bench.call('PUT', ana, { email: 'ana.new@example.com' }))
    expect(after['email']).toEqual({ value: 'ana.new@example.com', email_verified: false })
    expect((await bench.call('GET', '/v1/users/email/ana.lopez%40example.com')).status).toBe(404)
    expect((await bench.call('GET', '/v1/users/email/ana.new%40example.com')).status).toBe(200)
  })

  it('leaves an unchanged e-mail verified', async () => {
    const after = resultOf(await bench.call('PUT', ana, { email: 'ana.lopez@example.com' }))
    expect(after['email']).toMatchObject({ email_verified: true })
  })

  it('suspends and activates, and notes when', async () => {
    const suspended = resultOf(await bench.call('PUT', ana, { status: 'Disabled' }))
    expect(suspended['status']).toBe('Disabled')
    expect(Date.now() - Date.parse(String(suspended['status_changed_at']))).toBeLessThan(5000)
    const { body } = await bench.call('GET', `${ana}/authenticators`)
    for (const { status } of (body as { result: { status: string }[] }).result)
      expect(status).toBe('Deactivated')
    expect(resultOf(await bench.call('PUT', ana, { status: 'Active' }))['status']).toBe('Active')
  })

  it.each([
    ['a taken e-mail', { email: 'ana.lima@example.com' }],
    ['a taken username', { username: 'ana.lima' }],
    ['an unknown status', { status: 'Suspended' }]
  ])('refuses %s with 400 and changes nothing', async (_name, body) => {
    const before = await bench.call('GET', ana)
    const reply = await bench.call('PUT', ana, body)
    expect([reply.status, reply.body]).toEqual([400, { message: [expect.any(String)], error_code: 400 }])
    expect((await bench.call('GET', ana)).body).toEqual(before.body)
  })

  it('does not let custom data reach a prototype', async () => {
    const custom = JSON.parse('{"custom_data": {"__proto__": {"polluted": true}}}') as unknown
    expect((await bench.call('PUT', ana, custom)).status).toBe(200)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('contacts', () => {
  it('verifies, makes primary, and removes what is secondary', async () => {
    const path = `${rich}/emails/ingrid%40family.example.org`
    const reply = await bench.call('POST', `${path}/verify`, { change_to_primary: true })
    expect([reply.status, reply.text]).toEqual([202, ''])
    const user = resultOf(await bench.call('GET', rich))
    expect(user['email']).toMatchObject({ value: 'ingrid@family.example.org', email_verified: true })
    expect(user['secondary_emails']).toMatchObject([
      { value: 'ingrid.sorensen@example.com' },
      { value: 'i.sorensen@work.example.com' }
    ])
    expect((await bench.call('GET', '/v1/users/email/ingrid%40family.example.org')).status).toBe(200)
    expect((await bench.call('DELETE', path)).status).toBe(400)
    expect((await bench.call('DELETE', `${rich}/emails/i.sorensen%40work.example.com`)).status).toBe(204)
    expect((await bench.call('DELETE', `${rich}/emails/i.sorensen%40work.example.com`)).status).toBe(404)
  })

  it('refuses a missing body and a wrong flag', async () => {
    const path = `${ana}/phone-numbers/%2B14155550123/verify`
    expect((await bench.call('POST', path)).status).toBe(400)
    expect((await bench.call('POST', path, { change_to_primary: 'yes' })).status).toBe(400)
    expect((await bench.call('POST', path, {})).status).toBe(202)
  })
})

it('removes a user from the application, who stays in the tenant and in others', async () => {
  const both = '/v1/users/QdQmQ3c5-Xzgx93v3eMQr'
  expect((await bench.call('DELETE', `${both}/apps`)).status).toBe(204)
  expect((await bench.call('GET', both)).status).toBe(404)
  expect((await bench.call('GET', '/v1/users/username/kwame')).status).toBe(404)
  const other = await bench.as(bench.simulator.secondApp)
  expect(resultOf(await other('GET', both))['app_name']).toBe('Contoso loyalty')
})
