import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPhone } from '../../../src/main/desk/phone'
import { planSearch } from '../../../src/shared/identifiers'

const plan = (text: string, country = 'US') => {
  const { exact, fallback } = planSearch(text, country, readPhone)
  const line = ({ source, value }: { source: string; value: string }) => `${source}:${value}`
  return { exact: exact.map(line), fallback: fallback.map(line) }
}
const phonesOf = (text: string, country: string) =>
  plan(text, country).exact.filter((line) => line.startsWith('phone:'))

describe('planSearch', () => {
  it.each([
    [
      'ana.lopez@example.com',
      ['email:ana.lopez@example.com', 'username:ana.lopez@example.com', 'external-id:ana.lopez@example.com'],
      ['other-email:ana.lopez@example.com', 'prefix:ana.lopez@example.com']
    ],
    [
      'Ana <Ana@Example.com>',
      [
        'email:Ana@Example.com',
        'email:ana@example.com',
        'username:Ana@Example.com',
        'username:ana@example.com',
        'external-id:Ana@Example.com',
        'external-id:ana@example.com'
      ],
      ['other-email:Ana@Example.com', 'prefix:ana@example.com']
    ],
    [
      '(415) 555-0123',
      ['phone:+14155550123', 'username:(415) 555-0123', 'external-id:(415) 555-0123'],
      ['other-phone:+14155550123', 'prefix:+14155550123']
    ],
    [
      '+44 (0)20 7946 0123',
      ['phone:+442079460123', 'username:+44 (0)20 7946 0123', 'external-id:+44 (0)20 7946 0123'],
      ['other-phone:+442079460123', 'prefix:+442079460123']
    ],
    [
      '-e3N8fKgygwfkxC7GXhFV',
      [
        'user-id:-e3N8fKgygwfkxC7GXhFV',
        'username:-e3N8fKgygwfkxC7GXhFV',
        'username:-e3n8fkgygwfkxc7gxhfv',
        'username:-E3N8FKGYGWFKXC7GXHFV',
        'external-id:-e3N8fKgygwfkxC7GXhFV',
        'external-id:-e3n8fkgygwfkxc7gxhfv',
        'external-id:-E3N8FKGYGWFKXC7GXHFV'
      ],
      ['prefix:-e3n8fkgygwfkxc7gxhfv']
    ],
    [
      'crm-00077',
      ['username:crm-00077', 'username:CRM-00077', 'external-id:crm-00077', 'external-id:CRM-00077'],
      ['prefix:crm-00077']
    ],
    [
      'DLEFEVRE',
      ['username:DLEFEVRE', 'username:dlefevre', 'external-id:DLEFEVRE', 'external-id:dlefevre'],
      ['prefix:dlefevre', 'name:DLEFEVRE', 'prefix:DLEFEVRE']
    ],
    [
      'Ana López',
      [
        'username:Ana López',
        'username:ana lópez',
        'username:ANA LÓPEZ',
        'external-id:Ana López',
        'external-id:ana lópez',
        'external-id:ANA LÓPEZ'
      ],
      ['name:Ana López']
    ],
    ['1234567', ['username:1234567', 'external-id:1234567'], ['prefix:+11234567', 'prefix:1234567']],
    ['   ', [], []],
    ['\u200b', [], []]
  ])('%s', (text, exact, fallback) => {
    expect(plan(text)).toEqual({ exact, fallback })
  })

  it.each([
    ['0049 30 901820', 'US', '+4930901820'],
    ['00 44 7911 123456', 'US', '+447911123456'],
    ['(0049) 30 901820', 'US', '+4930901820'],
    ['(00 49)-30/901820', 'FR', '+4930901820'],
    ['030/901820', 'DE', '+4930901820'],
    ['030 – 90 18 20', 'DE', '+4930901820'],
    ['tel:+1-415-555-0123', 'DE', '+14155550123'],
    ['TEL:+1-415-555-0123', 'DE', '+14155550123'],
    ['tel:+1-415-555-0123;ext=5', 'DE', '+14155550123'],
    ['(415) 555-0123 ext. 12', 'US', '+14155550123'],
    ['415-555-0123x12', 'US', '+14155550123'],
    ['415.555.0123', 'US', '+14155550123'],
    ['415‐555‑0123', 'US', '+14155550123'],
    ['+1−415−555−0123', 'DE', '+14155550123'],
    ['07911 123456', 'GB', '+447911123456'],
    ['＋４４ ７９１１ １２３４５６', 'US', '+447911123456'],
    ['٠٥٠١٢٣٤٥٦٧', 'SA', '+966501234567'],
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹', 'IR', '+989123456789'],
    ['+९१ ९८७६५ ४३२१०', 'US', '+919876543210'],
    ['\u202a+1 415 555 0123\u202c', 'DE', '+14155550123']
  ])('reads the phone %s in %s as %s', (text, country, e164) => {
    expect(phonesOf(text, country)).toEqual([`phone:${e164}`])
  })

  it.each([
    ['44 7911 123456', 'US', ['phone:+447911123456']],
    ['49 30 901820', 'US', ['phone:+14930901820', 'phone:+4930901820']],
    ['1 415 555 0123', 'DE', ['phone:+4914155550123', 'phone:+14155550123']],
    ['415 555 0123', 'US', ['phone:+14155550123']]
  ])('reads %s in %s also with its country code, where that is possible', (text, country, phones) => {
    expect(phonesOf(text, country)).toEqual(phones)
  })

  it('searches the start of a phone with its country code', () => {
    expect(plan('415555').fallback).toEqual(['prefix:+1415555', 'prefix:415555'])
    expect(plan('+1 415').fallback).toEqual(['prefix:+1415'])
    expect(plan('415555').exact.some((line) => line.startsWith('phone:'))).toBe(false)
    // a whole number of Austria and the beginning of one here
    expect(plan('4315551').fallback).toEqual([
      'other-phone:+4315551',
      'prefix:+14315551',
      'prefix:4315551',
      'prefix:+4315551'
    ])
  })

  it('takes for a name what is words of letters', () => {
    const asksName = (text: string) => plan(text).fallback.some((line) => line.startsWith('name:'))
    const names = [
      'ana',
      'Ana Maria López',
      'López, Ana',
      "D'Angelo Brown-Whitfield",
      'J. van der Berg',
      '健二 田中'
    ]
    expect(names.filter(asksName)).toEqual(names)
    const others = ['ana.lopez', 'CRM-00077', 'LEGACY/2019 #4471', 'ana@example.com', '415 555 0123', 'a']
    expect(others.filter(asksName)).toEqual([])
  })

  it('never throws, never asks the same twice nor too much, and always asks something of what is not blank', () => {
    const numbers = fc.stringMatching(/^[\d+() .-]{1,18}$/)
    const words = fc.stringMatching(/^[A-Za-z0-9@. _-]{1,30}$/)
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), numbers, words),
        fc.constantFrom('US', 'DE', 'JP', 'CN'),
        (text, country) => {
          const { exact, fallback } = plan(text, country)
          const all = [...exact, ...fallback]
          expect(new Set(all).size).toBe(all.length)
          expect(all.length).toBeLessThanOrEqual(8)
          if (/[^\s\p{Cf}\p{Cc}]/u.test(text)) expect(exact.length).toBeGreaterThan(0)
          for (const value of all) expect(value.split(':')[1]).not.toBe('')
        }
      ),
      { numRuns: 500 }
    )
  })
})
