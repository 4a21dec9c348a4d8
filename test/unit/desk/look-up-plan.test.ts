import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planLookUp, requestsPerTenant } from '../../../src/main/desk/look-up-plan'
import { readPhone } from '../../../src/main/desk/phone'
import { planSearch } from '../../../src/shared/identifiers'

const words = ({ exact, fallback }: ReturnType<typeof planLookUp>) => ({
  exact: exact.map((one) => ('search' in one ? one.search : `${one.question.source}: ${one.question.value}`)),
  fallback: fallback.map((one) =>
    'search' in one ? one.search : `${one.question.source}: ${one.question.value}`
  )
})

describe('the requests of a look-up', () => {
  it('asks an address by its own endpoint, and the searches together', () => {
    expect(words(planLookUp('ana@example.com', 'US'))).toEqual({
      exact: ['email: ana@example.com', 'username: ana@example.com', 'external-id: ana@example.com'],
      fallback: [
        '(secondary_emails eq "ana@example.com" or (email sw "ana@example.com" or phone_number sw "ana@example.com"))'
      ]
    })
  })

  it('asks for several spellings in one search, but for usernames, which no search knows', () => {
    expect(words(planLookUp('CRM-00077', 'US')).exact).toEqual([
      '(external_user_id eq "CRM-00077" or external_user_id eq "crm-00077")',
      'username: CRM-00077',
      'username: crm-00077'
    ])
  })

  it('joins searches and exact look-ups where even so there would be too many', () => {
    const { exact, fallback } = words(planLookUp('ue3N8fKgygwfkxC7GXhFV', 'US'))
    expect(exact.filter((one) => one.startsWith('username')).length).toBe(3)
    expect(exact).toContain('user-id: ue3N8fKgygwfkxC7GXhFV')
    expect(exact[0]).toMatch(/external_user_id eq .*email sw /)
    expect(fallback).toEqual([])
  })

  const texts = fc.oneof(
    fc.string({ maxLength: 80, unit: 'grapheme' }),
    fc.emailAddress(),
    fc.stringMatching(/^[+0-9() .-]{1,20}$/),
    fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{16,30}$/),
    fc.stringMatching(/^[A-Z][a-z]{15,30}$/),
    fc.stringMatching(/^[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}$/)
  )

  it('are never more than a tenant may be asked, the token counted, and leave out no question', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('US', 'DE', 'SE', 'IN'), (text, country) => {
        const plan = planLookUp(text, country)
        expect(1 + plan.exact.length + plan.fallback.length).toBeLessThanOrEqual(requestsPerTenant)
        const { exact, fallback } = planSearch(text, country, readPhone)
        const asked = JSON.stringify([...plan.exact, ...plan.fallback])
        for (const { value } of [...exact, ...fallback]) {
          // names are taken apart, and quotes escaped, in a search
          const part = JSON.stringify(value.split(/[\s,]+/)[0] ?? '').slice(1, -1)
          expect(asked.replaceAll('\\\\', '\\')).toContain(part.replaceAll('\\\\', '\\'))
        }
      }),
      { numRuns: 400 }
    )
  })
})
