import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addClients } from '../../../src/simulator/clients'
import { Problem } from '../../../src/simulator/problems'
import { appIds, seedTenant, seedUsers } from '../../../src/simulator/seed'
import { Tenant } from '../../../src/simulator/state'
import { compileSearch } from '../../../src/simulator/user-search'

const now = Date.parse('2026-11-23T12:00:00.000Z')
const tenant = new Tenant(() => now)
seedTenant(tenant)
seedUsers(tenant)
const { app } = addClients(tenant, appIds)
const client = tenant.clients.get(app.clientId)
if (!client) throw new Error('no client')
const users = [...tenant.users.values()]

function emails(expression: string): (string | undefined)[] {
  const test = compileSearch(expression, client as NonNullable<typeof client>)
  return users.filter(test).map(({ email }) => email?.value)
}

it.each([
  ['email eq "ana.lopez@example.com"', ['ana.lopez@example.com']],
  ['email sw "ana.lop"', ['ana.lopez@example.com', 'ana.lopes@example.org', 'ana.lopez@example.org']],
  ['email sw "ana.lop" and status ne "Active"', []],
  ['EMAIL eq "x"', 'refused'],
  [
    'email EQ "ana.lima@example.com" OR email eq "ana.lorenz@example.com"',
    ['ana.lima@example.com', 'ana.lorenz@example.com']
  ],
  [
    'name.first_name eq "Ana" and (email sw "ana.lim" or email sw "ana.lor")',
    ['ana.lima@example.com', 'ana.lorenz@example.com']
  ],
  ['(((external_user_id eq "CRM-00077")))', ['ana.lopez@example.com']],
  ['secondary_emails sw "i.sorensen"', ['ingrid.sorensen@example.com']],
  ['secondary_phone_numbers pr', ['ingrid.sorensen@example.com']],
  ['custom_app_data.vip_user eq true', ['ingrid.sorensen@example.com']],
  ['custom_app_data.vip_user eq "true"', []],
  ['address.country eq "Norway"', ['ingrid.sorensen@example.com']],
  ['birthday lt "1980-01-01T00:00:00.000Z"', ['ingrid.sorensen@example.com']],
  [`created_at gt ${now - 6 * 3_600_000}`, ['joao.conceicao@example.com']],
  ['created_at ge "2026-11-23T06:00:00.000Z"', ['joao.conceicao@example.com']],
  ['last_auth ge "2026-11-23T10:00:00.000Z"', ['ingrid.sorensen@example.com']],
  ['email eq "say \\"hi\\""', []]
])('%s', (expression, expected) => {
  if (expected === 'refused') expect(() => emails(expression)).toThrow(Problem)
  else expect(emails(expression)).toEqual(expected)
})

it.each([
  '',
  'email',
  'email eq',
  'email eq ana',
  'email co "x"',
  'email ew "x"',
  'not email eq "x"',
  'username eq "ana.lopez"',
  'user_id eq "x"',
  'constructor eq "x"',
  'email constructor "x"',
  '(email eq "x"',
  'email eq "x")',
  'email eq "x" and',
  'email eq "x" email eq "y"',
  'email eq "x'
])('refuses %s', (expression) => {
  expect(() => emails(expression)).toThrow(Problem)
})

it('finds by equality exactly what there is, whatever the value holds', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const quoted = value.replace(/["\\]/g, '\\$&')
      const test = compileSearch(`external_user_id eq "${quoted}"`, client)
      const [ana] = users
      if (!ana) return
      expect(test({ ...ana, externalUserId: value })).toBe(true)
      expect(test({ ...ana, externalUserId: `${value}.` })).toBe(false)
    })
  )
})

it('refuses or understands anything, and never fails otherwise', () => {
  const word = fc.constantFrom(
    'email',
    'status',
    'eq',
    'sw',
    'pr',
    'and',
    'or',
    '(',
    ')',
    '"a"',
    '1',
    'true',
    '"',
    '\\'
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      try {
        users.filter(compileSearch(words.join(' '), client))
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
      }
    })
  )
})
