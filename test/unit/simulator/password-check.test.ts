import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedPassword } from '../../../src/simulator/seed'
import { startBench, type Bench, type Reply } from './client'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const validate = (body: unknown): Promise<Reply> => bench.call('POST', '/v1/auth/password/validate', body)
const codesOf = ({ body }: Reply): string[] =>
  (body as { result: { errors: { code: string }[] } }).result.errors.map(({ code }) => code)

it('finds nothing wrong with a strong password', async () => {
  const { status, body } = await validate({ password: 'Kfmp-7tqx-w3zn-h9rd', username: 'emma.j' })
  expect([status, body]).toEqual([200, { result: { valid_password: true, errors: [] } }])
})

it('says what is wrong', async () => {
  const { status, body } = await validate({ password: 'short' })
  expect([status, body]).toEqual([
    200,
    {
      result: {
        valid_password: false,
        errors: [{ code: 'auth_password_weak', message: 'Password must have at least 12 characters' }]
      }
    }
  ])
})

it('says all that is wrong', async () => {
  await bench.control({ action: 'policy', policy: { passwordMinLength: 14 } })
  expect(codesOf(await validate({ password: 'Welcome12345!' }))).toEqual([
    'auth_password_weak',
    'auth_password_breached'
  ])
})

it.each([{ username: 'emma.j' }, { email: 'emma.johansson@example.com' }, { phone_number: '+46701740605' }])(
  'knows the passwords before of %j',
  async (who) => {
    expect(codesOf(await validate({ password: seedPassword, ...who }))).toEqual([
      'auth_password_recently_used'
    ])
    expect(codesOf(await validate({ password: 'My-Emma.J-and-Emma.Johansson-7', ...who }))).toEqual([
      'auth_password_weak'
    ])
  }
)

it.each([{}, { username: 'nobody' }, { email: 'ana.lopez@example.org' }])(
  'knows the passwords before of nobody with %j',
  async (who) => {
    expect(codesOf(await validate({ password: seedPassword, ...who }))).toEqual([])
  }
)

it('changes nothing', async () => {
  const before = await bench.call('GET', '/v1/users/username/emma.j')
  await validate({ password: 'Kfmp-7tqx-w3zn-h9rd', username: 'emma.j' })
  expect((await bench.call('GET', '/v1/users/username/emma.j')).text).toBe(before.text)
})

it('is forbidden where password sign-in is off', async () => {
  await bench.control({ action: 'policy', policy: null })
  const { status, body } = await validate({ password: 'Kfmp-7tqx-w3zn-h9rd' })
  expect([status, body]).toEqual([
    403,
    { message: 'Password authentication is not configured for this application', error_code: 403 }
  ])
})

it.each([{}, { password: 1 }, { password: 'x', username: 1 }])('refuses %j', async (body) => {
  expect((await validate(body)).status).toBe(400)
})
