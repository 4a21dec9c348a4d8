import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { otherUsers } from '../../../src/simulator/seed-people'
import { startBench, type Bench, type Send } from './client'

const ana = 'ue3N8fKgygwfkxC7GXhFV'
const elsewhere = '2Jy-LVoFE3xY2an5Lx74s'
let bench: Bench
let admin: Send
let limited: Send
let secondApp: Send
beforeAll(async () => {
  bench = await startBench()
  admin = await bench.as(bench.simulator.management)
  limited = await bench.as(bench.simulator.limited)
  secondApp = await bench.as(bench.simulator.secondApp)
})
afterAll(() => bench.simulator.stop())

const idOf = (body: unknown): string => (body as { result: { user_id: string } }).result.user_id
const idsOf = (body: unknown): string[] =>
  (body as { result: { user_id: string }[] }).result.map((it) => it.user_id)

describe('looking up one user', () => {
  it.each([
    `/v1/users/${ana}`,
    '/v1/users/email/ANA.lopez%40example.com',
    '/v1/users/phone-number/%2B14155550123',
    '/v1/users/phone/%2B14155550123',
    '/v1/users/username/ana.lopez',
    '/v1/users/external-user-id/CRM-00077',
    '/v1/users/identifier?identifier_name=email&identifier_value=ana.lopez%40example.com',
    '/v1/users/identifier?identifier_name=externalUserId&identifier_value=CRM-00077',
    '/v1/users/identifier?identifier_name=username&identifier_value=ana.lopez'
  ])('finds Ana by %s', async (path) => {
    const { status, body } = await bench.call('GET', path)
    expect([status, idOf(body)]).toEqual([200, ana])
  })

  it('takes apart a path whose values hold a slash, a space and a hash', async () => {
    const { body } = await bench.call(
      'GET',
      `/v1/users/external-user-id/${encodeURIComponent('LEGACY/2019 #4471')}`
    )
    expect(idOf(body)).toBe('QFOs4HsE4rWlfOtlV_MQG')
  })

  it('says 404 in shape 1', async () => {
    const { status, body } = await bench.call('GET', '/v1/users/nobody')
    expect([status, body]).toEqual([404, { message: 'User not found', error_code: 404 }])
  })

  it.each([
    '/v1/users/identifier',
    '/v1/users/identifier?identifier_name=email',
    '/v1/users/identifier?identifier_name=shoeSize&identifier_value=44'
  ])('refuses %s', async (path) => {
    const { status, body } = await bench.call('GET', path)
    expect([status, body]).toEqual([400, { message: expect.any(Array), error_code: 400 }])
  })
})

describe('who sees whom', () => {
  it('keeps users of the other application from a client of this one', async () => {
    expect((await bench.call('GET', `/v1/users/${elsewhere}`)).status).toBe(404)
    expect((await bench.call('GET', `/v1/users/${elsewhere}/authenticators`)).status).toBe(404)
    expect((await bench.call('PUT', `/v1/users/${elsewhere}`, { status: 'Disabled' })).status).toBe(404)
    expect(idOf((await secondApp('GET', `/v1/users/${elsewhere}`)).body)).toBe(elsewhere)
  })

  it('knows the same username in each application as somebody else', async () => {
    expect(idOf((await secondApp('GET', '/v1/users/username/ana.lopez')).body)).toBe(elsewhere)
    expect((await secondApp('GET', '/v1/users/email/ana.lopez%40example.com')).status).toBe(404)
  })

  it('shows a management client everybody', async () => {
    expect((await admin('GET', `/v1/users/${elsewhere}`)).status).toBe(200)
    const counts = await Promise.all(
      [admin, bench.call, secondApp].map((send) => send('GET', '/v1/users/count'))
    )
    const [all, here, there] = counts.map(
      ({ body }) => (body as { result: { user_count: number } }).result.user_count
    )
    const both = otherUsers.filter(({ apps }) => apps?.length === 2)
    expect(all).toBe((here ?? 0) + (there ?? 0) - both.length)
  })

  it.each([
    ['GET', `/v1/users/${ana}`],
    ['GET', '/v1/users'],
    ['GET', '/v1/applications/list'],
    ['POST', '/v1/users'],
    ['POST', `/v1/users/${ana}/password`],
    ['DELETE', `/v1/sessions/${ana}`]
  ])('refuses %s %s without the permission', async (method, path) => {
    const { status, body } = await limited(method, path, method === 'POST' ? {} : undefined)
    expect([status, body]).toEqual([403, { message: 'Forbidden resource', error_code: 403 }])
  })

  it('lets the same client do what it may', async () => {
    const { body } = await limited('GET', `/v1/users/${ana}/groups`)
    expect(body).toMatchObject({ result: [{ name: 'VIP customers', created_at: expect.any(Number) }] })
  })

  it('keeps the deletion from the tenant to management clients', async () => {
    expect((await bench.call('DELETE', `/v1/manage/users/${ana}`)).status).toBe(403)
  })

  it('shows login preferences of the own application only', async () => {
    const { appId, secondApp: other } = bench.simulator
    expect((await bench.call('GET', `/loginPreferences/${appId}`)).body).toMatchObject({
      result: { auth_methods: { password: { maxPasswordFailures: 5, tempPasswordValidityHours: 72 } } }
    })
    const { status, body } = await bench.call('GET', `/loginPreferences/${other.appId}`)
    expect([status, body]).toEqual([404, { message: 'Application Not Found', error_code: 404 }])
  })

  it('shows how codes and links of the application work', async () => {
    const codes = { expiresIn: 5, maxFailures: 3, codeLength: 6, lockoutDuration: 15 }
    expect((await bench.call('GET', `/loginPreferences/${bench.simulator.appId}`)).body).toMatchObject({
      result: {
        auth_methods: {
          sms: codes,
          email_otp: codes,
          email: { expiresIn: 15 },
          password: { resetValidityMinutes: 15 }
        }
      }
    })
  })

  it('lists every application', async () => {
    const { body } = await bench.call('GET', '/v1/applications/list')
    expect(body).toMatchObject({ result: [{ app_name: 'Contoso shop' }, { app_name: 'Contoso loyalty' }] })
  })
})

describe('the list', () => {
  it('comes in pages that fit together', async () => {
    const whole = (await bench.call('GET', '/v1/users?page_limit=5000')).body as { total_count: number }
    const collected: string[] = []
    for (let offset = 0; ; offset += 7) {
      const { body } = await bench.call('GET', `/v1/users?page_limit=7&page_offset=${offset}`)
      collected.push(...idsOf(body))
      const page = body as {
        page_info: { has_next_page: boolean; has_previous_page: boolean }
        total_count: number
      }
      expect(page.total_count).toBe(whole.total_count)
      expect(page.page_info.has_previous_page).toBe(offset > 0)
      if (!page.page_info.has_next_page) break
    }
    expect(collected).toEqual(idsOf(whole))
    expect(collected).toHaveLength(whole.total_count)
  })

  it.each(['email', 'phone_number', 'created_at', 'last_auth'])(
    'sorts by %s, those without it last',
    async (field) => {
      const values = async (order: string): Promise<unknown[]> => {
        const { body } = await bench.call('GET', `/v1/users?sort_field=${field}&sort_order=${order}`)
        return (body as { result: Record<string, unknown>[] }).result.map((user) => {
          const value = user[field] as { value: string } | string | number | undefined
          return typeof value === 'object' ? value.value : value
        })
      }
      const ascending = await values('asc')
      const known = ascending.filter((value) => value !== undefined)
      expect(ascending.slice(0, known.length)).toEqual(known)
      expect(known).toEqual([...known].sort((a, b) => ((a as string) < (b as string) ? -1 : 1)))
      const descending = (await values('desc')).slice(0, known.length)
      expect(descending).toEqual([...descending].sort((a, b) => ((a as string) < (b as string) ? 1 : -1)))
    }
  )

  it.each([
    ['ana.', /^ana\./],
    ['ANA.LO', /^ana\.lo/],
    ['+14155550', /^\+14155550/]
  ])('finds the prefix %s in primary e-mails and phones', async (prefix, pattern) => {
    const { body } = await bench.call('GET', `/v1/users?search_prefix=${encodeURIComponent(prefix)}`)
    const { result } = body as { result: { email?: { value: string }; phone_number?: { value: string } }[] }
    expect(result.length).toBeGreaterThan(1)
    for (const { email, phone_number: phone } of result) {
      expect([email?.value, phone?.value].some((value) => pattern.test(value ?? ''))).toBe(true)
    }
  })

  it('does not look at secondary contacts or names', async () => {
    expect(idsOf((await bench.call('GET', '/v1/users?search_prefix=i.sorensen')).body)).toEqual([])
    expect(idsOf((await bench.call('GET', '/v1/users?search_prefix=L%C3%B3pez')).body)).toEqual([])
  })

  it.each([
    'page_limit=5001',
    'page_limit=-1',
    'page_limit=ten',
    'page_offset=1.5',
    'sort_field=name',
    'sort_field=constructor',
    'sort_order=up'
  ])('refuses %s', async (query) => {
    const { status, body } = await bench.call('GET', `/v1/users?${query}`)
    expect([status, body]).toEqual([400, { message: [expect.any(String)], error_code: 400 }])
  })
})
