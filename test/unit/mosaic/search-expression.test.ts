import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameBegins, secondaryEmailIs, secondaryPhoneIs } from '../../../src/main/mosaic/search-expression'
import { addClients } from '../../../src/simulator/clients'
import { appIds, seedTenant, seedUsers } from '../../../src/simulator/seed'
import { Tenant } from '../../../src/simulator/state'
import type { UserRecord } from '../../../src/simulator/types'
import { compileSearch } from '../../../src/simulator/user-search'

const tenant = new Tenant(() => Date.parse('2026-11-23T12:00:00.000Z'))
seedTenant(tenant)
seedUsers(tenant)
const client = tenant.clients.get(addClients(tenant, appIds).app.clientId)!
const users = [...tenant.users.values()]
const emails = (expression: string) =>
  users.filter(compileSearch(expression, client)).map(({ email }) => email?.value)

describe('search expressions', () => {
  it.each([
    [secondaryEmailIs('ingrid@family.example.org'), 'secondary_emails eq "ingrid@family.example.org"'],
    [secondaryEmailIs('A@b.c'), '(secondary_emails eq "A@b.c" or secondary_emails eq "a@b.c")'],
    [secondaryEmailIs('"a\\b"@b.c'), 'secondary_emails eq "\\"a\\\\b\\"@b.c"'],
    [secondaryPhoneIs('+46701740623'), 'secondary_phone_numbers eq "+46701740623"'],
    [nameBegins('Ana'), '(name.first_name sw "Ana" or name.last_name sw "Ana")'],
    [
      nameBegins('Ana López'),
      '((name.first_name sw "Ana" and name.last_name sw "López") or (name.last_name sw "Ana" and name.first_name sw "López"))'
    ]
  ])('%s', (expression, expected) => {
    expect(expression).toBe(expected)
  })

  it.each([
    ['Ingrid', ['ingrid.sorensen@example.com']],
    ['ingrid sørensen', ['ingrid.sorensen@example.com']],
    ['Sørensen, Ingrid', ['ingrid.sorensen@example.com']],
    ['INGRID MARIE SØRENSEN', ['ingrid.sorensen@example.com']],
    ['Zoë van der Berg', ['zoe.vandenberg@example.org']],
    ['van der Berg, Zoë', ['zoe.vandenberg@example.org']],
    ["d'angelo brown-whitfield", ['dangelo.brown@example.com']],
    ['健二 田中', ['kenji.tanaka@example.com']],
    ['Ana Kim', []]
  ])('the name %s finds %s', (name, expected) => {
    expect(emails(nameBegins(name))).toEqual(expected)
  })

  it('find a second e-mail address and a second phone number', () => {
    expect(emails(secondaryEmailIs('Ingrid@Family.example.org'))).toEqual(['ingrid.sorensen@example.com'])
    expect(emails(secondaryPhoneIs('+46701740623'))).toEqual(['ingrid.sorensen@example.com'])
  })

  it('compare with the whole value, whatever it holds', () => {
    const nasty = fc.array(fc.constantFrom('"', '\\', ' or email pr', ' eq ', '(', ')', 'a', '@'), {
      maxLength: 9
    })
    const [somebody] = users
    const withEmail = (value: string): UserRecord => ({
      ...somebody!,
      secondaryEmails: [{ value, verified: false }]
    })
    fc.assert(
      fc.property(
        fc.oneof(
          nasty.map((parts) => parts.join('')),
          fc.string()
        ),
        (value) => {
          const test = compileSearch(secondaryEmailIs(value), client)
          expect(test(withEmail(value))).toBe(true)
          expect(test(withEmail(`${value}x`))).toBe(false)
        }
      )
    )
  })
})
