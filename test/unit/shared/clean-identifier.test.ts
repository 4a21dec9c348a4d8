import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanIdentifier } from '../../../src/shared/clean-identifier'

describe('cleanIdentifier', () => {
  it.each([
    // e-mails as they are pasted
    ['"a@b.c"', 'a@b.c'],
    ['“a@b.c”', 'a@b.c'],
    ["'a@b.c'", 'a@b.c'],
    ['<a@b.c>', 'a@b.c'],
    ['(a@b.c)', 'a@b.c'],
    ['Ana López <a@b.c>', 'a@b.c'],
    ['"López, Ana" <a@b.c>;', 'a@b.c'],
    ['mailto:a@b.c', 'a@b.c'],
    ['MAILTO:a@b.c?subject=Help', 'a@b.c'],
    ['<mailto:a@b.c>', 'a@b.c'],
    ['a@b.c,', 'a@b.c'],
    ['a@b.c.', 'a@b.c'],
    ['a@b.c ;', 'a@b.c'],
    ['"a@b.c",', 'a@b.c'],
    ['ana.lopez @ example.com', 'ana.lopez@example.com'],
    ['ana .lopez@example. com', 'ana.lopez@example.com'],
    ['a@b.c\u200b', 'a@b.c'],
    ['\u202aa@b.c\u202c', 'a@b.c'],
    ['ａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ana@example.com'],
    // phones as they are pasted
    ['TEL:+1-415-555-0123', '+1-415-555-0123'],
    ['tel:+1-415-555-0123;ext=5', '+1-415-555-0123;ext=5'],
    ['\u202a+1 415 555 0123\u202c', '+1 415 555 0123'],
    ['+1\u00a0415\u2007555\u202f0123', '+1 415 555 0123'],
    ['415\u2010555\u20110123', '415-555-0123'],
    ['415\u2212555\u2e3a0123', '415-555-0123'],
    ['０９０ー１２３４ー５６７８', '090-1234-5678'],
    ['＋４４ ２０ ７９４６ ０１２３', '+44 20 7946 0123'],
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹', '0912 345 6789'],
    ['٠٥٠١٢٣٤٥٦٧', '0501234567'],
    ['+९१ ९८७६५ ४३२१०', '+91 98765 43210'],
    ['"+1 415 555 0123",', '+1 415 555 0123'],
    ['415 555 0123 ext. 12', '415 555 0123 ext. 12'],
    // what is neither keeps its marks
    ['"CRM-00077"', '"CRM-00077"'],
    ['CRM\u201100077', 'CRM-00077'],
    ['LEGACY/2019 #4471', 'LEGACY/2019 #4471'],
    ['a@b.c, d@e.f', 'a@b.c, d@e.f'],
    [' Ana\u00a0López ', 'Ana López'],
    ['Jose\u0301', 'José'],
    ['نیلوفر\u200cزاده', 'نیلوفر\u200cزاده'],
    ['-e3N8fKgygwfkxC7GXhFV', '-e3N8fKgygwfkxC7GXhFV'],
    ['\u200b\u200e', '']
  ])('%s → %s', (pasted, clean) => {
    expect(cleanIdentifier(pasted)).toBe(clean)
  })

  it('knows the digits of every script that the platform can write', () => {
    for (const system of Intl.supportedValuesOf('numberingSystem')) {
      const written = '1234567890'
        .split('')
        .map((digit) =>
          new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(Number(digit))
        )
      // some systems are no decimal digits, such as Roman or Chinese numerals
      if (!written.every((digit) => /^\p{Nd}$/u.test(digit))) continue
      expect([system, cleanIdentifier(`+${written.join('')}`)]).toEqual([system, '+1234567890'])
    }
  })

  const letters = ['a', 'Z', 'é', 'e', '\u0301', 'A\u0301', 'Ａ', 'न', 'K', 'ー', 'x', '7', '٧', '７', '0']
  const marks = [
    '@',
    '.',
    ',',
    ';',
    ' ',
    '\u00a0',
    '\t',
    '"',
    '“',
    '”',
    '<',
    '>',
    '(',
    ')',
    '+',
    '＋',
    '?',
    '#'
  ]
  const hidden = ['-', '\u2011', '\u2212', '\u200b', '\u200d']
  const words = ['mailto:', 'tel:', 'a@b.c', '555 0123', ' ext. ']
  const part = fc.constantFrom(...letters, ...marks, ...hidden, ...words)
  const mixed = fc.array(part, { maxLength: 14 }).map((parts) => parts.join(''))

  it('changes nothing more the second time', () => {
    const anything = fc.oneof(mixed, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(anything, (text) => {
        const clean = cleanIdentifier(text)
        expect(cleanIdentifier(clean)).toBe(clean)
      }),
      { numRuns: 2_000 }
    )
  })

  it('leaves what is clean as it is', () => {
    const plain = fc.oneof(
      fc.emailAddress(),
      fc.stringMatching(/^\+[1-9]\d{6,14}$/),
      fc.stringMatching(/^[A-Za-z0-9_-]{6,64}$/),
      fc.stringMatching(/^[A-Z]{2,5}\/\d{4} #\d{1,6}$/),
      fc.constantFrom('Ana López', "D'Angelo Brown-Whitfield", '健二 田中', 'محمد الأحمد')
    )
    fc.assert(
      fc.property(plain, (text) => {
        expect(cleanIdentifier(text)).toBe(text)
      })
    )
  })
})
