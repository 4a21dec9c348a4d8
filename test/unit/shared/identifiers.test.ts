import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePhone } from '../../../src/main/desk/phone'
import { planSearch } from '../../../src/shared/identifiers'

const plan = (text: string, country = 'US') => {
  const { exact, fallback } = planSearch(text, country, parsePhone)
  const line = ({ source, value }: { source: string; value: string }) => `${source}:${value}`
  return { exact: exact.map(line), fallback: fallback.map(line) }
}

describe('planSearch', () => {
  it.each([
    [
      'ana.lopez@example.com',
      ['email:ana.lopez@example.com', 'username:ana.lopez@example.com', 'external-id:ana.lopez@example.com'],
      ['prefix:ana.lopez@example.com']
    ],
    [
      'Ana@Example.com ',
      [
        'email:Ana@Example.com',
        'email:ana@example.com',
        'username:Ana@Example.com',
        'external-id:Ana@Example.com'
      ],
      ['prefix:Ana@Example.com', 'prefix:ana@example.com']
    ],
    [
      '(415) 555-0123',
      ['phone:+14155550123', 'username:(415) 555-0123', 'external-id:(415) 555-0123'],
      ['prefix:+14155550123']
    ],
    [
      '+44 (0)20 7946 0123',
      ['phone:+442079460123', 'username:+44 (0)20 7946 0123', 'external-id:+44 (0)20 7946 0123'],
      ['prefix:+442079460123']
    ],
    [
      '-e3N8fKgygwfkxC7GXhFV',
      [
        'user-id:-e3N8fKgygwfkxC7GXhFV',
        'username:-e3N8fKgygwfkxC7GXhFV',
        'external-id:-e3N8fKgygwfkxC7GXhFV'
      ],
      ['prefix:-e3N8fKgygwfkxC7GXhFV', 'prefix:-e3n8fkgygwfkxc7gxhfv']
    ],
    [
      'CRM-00077',
      ['user-id:CRM-00077', 'username:CRM-00077', 'external-id:CRM-00077'],
      ['prefix:CRM-00077', 'prefix:crm-00077']
    ],
    ['ana', ['username:ana', 'external-id:ana'], ['prefix:ana']],
    ['Ana López', ['username:Ana López', 'external-id:Ana López'], []],
    ['   ', [], []]
  ])('%s', (text, exact, fallback) => {
    expect(plan(text)).toEqual({ exact, fallback })
  })

  it.each([
    ['0049 30 901820', 'US', '+4930901820'],
    ['030/901820', 'DE', '+4930901820'],
    ['030 – 90 18 20', 'DE', '+4930901820'],
    ['tel:+1-415-555-0123', 'DE', '+14155550123'],
    ['415.555.0123', 'US', '+14155550123'],
    ['07911 123456', 'GB', '+447911123456'],
    ['٠٥٠١٢٣٤٥٦٧', 'SA', '+966501234567']
  ])('reads the phone %s in %s as %s', (text, country, e164) => {
    expect(plan(text, country).exact[0]).toBe(`phone:${e164}`)
  })

  it('searches the start of a phone with its country code', () => {
    expect(plan('415555').fallback).toEqual(['prefix:+1415555'])
    expect(plan('+1 415').fallback).toEqual(['prefix:+1415'])
    expect(plan('415555').exact.some((line) => line.startsWith('phone:'))).toBe(false)
  })

  it('asks a number also as a username, an external id and, when long enough, a user id', () => {
    expect(plan('4155550123').exact).toEqual([
      'phone:+14155550123',
      'user-id:4155550123',
      'username:4155550123',
      'external-id:4155550123'
    ])
  })

  it('never throws, never asks the same twice, and always asks something of what is not blank', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('US', 'DE', 'JP'),
        (text, country) => {
          const { exact, fallback } = plan(text, country)
          const all = [...exact, ...fallback]
          expect(new Set(all).size).toBe(all.length)
          if (text.normalize('NFC').trim() !== '') expect(exact.length).toBeGreaterThan(0)
          for (const value of all) expect(value.split(':')[1]).not.toBe('')
        }
      )
    )
  })
})
