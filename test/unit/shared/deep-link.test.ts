import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestIdentifier, longestLink, parseDeepLink } from '../../../src/shared/deep-link'

const find = (path: string): string => `tessera://find/${path}`

describe('a link that is followed', () => {
  it.each<[string, string, string?]>([
    [find('ana.lopez@example.com'), 'ana.lopez@example.com'],
    [find('ana.lopez%40example.com'), 'ana.lopez@example.com'],
    [find('ana+desk@example.com'), 'ana+desk@example.com'],
    [find('+14155550123'), '+14155550123'],
    [find('%2B1%20(415)%20555-0123'), '+1 (415) 555-0123'],
    [find('tel:+14155550123'), 'tel:+14155550123'],
    [find('-ue3N8fKgygwfkxC7GXhF'), '-ue3N8fKgygwfkxC7GXhF'],
    [find('--practice'), '--practice'],
    [find('CORP%5Cana'), 'CORP\\ana'],
    [find('a%2Fb'), 'a/b'],
    [find('50%25'), '50%'],
    // decoded once: what is left is text
    [find('%2540'), '%40'],
    [find('..'), '..'],
    [find('%22%3E%3Cimg%20src=x%3E'), '"><img src=x>'],
    [find('Ana%20L%C3%B3pez'), 'Ana López'],
    [find('Ana%20López'), 'Ana López'],
    [find('%20Ana%20'), 'Ana'],
    [find('李雷'), '李雷'],
    [find('%D9%85%DB%8C%E2%80%8C%D8%B1%D9%88%D8%AF'), 'می\u200Cرود'],
    [find('x/'), 'x'],
    [find('x?'), 'x'],
    [find('x/?tenant=practice'), 'x', 'practice'],
    ['TESSERA://FIND/Ana', 'Ana'],
    ['Tessera://Find/Ana?tenant=Contoso', 'Ana', 'Contoso'],
    [find('x?tenant=Contoso%20Retail'), 'x', 'Contoso Retail'],
    [find('x?tenant=Contoso+Retail'), 'x', 'Contoso Retail'],
    [find('x?tenant=A%2BB'), 'x', 'A+B'],
    [find('x?tenant=R%26D'), 'x', 'R&D'],
    [find('x?tenant=EU/West'), 'x', 'EU/West']
  ])('%s', (link, identifier, tenant) => {
    expect(parseDeepLink(link)).toEqual(tenant === undefined ? { identifier } : { identifier, tenant })
  })
})

describe('everything else is malformed', () => {
  it.each([
    '',
    'tessera:',
    'tessera://',
    'tessera://find',
    'tessera://find/',
    'tessera://find//',
    'tessera:find/x',
    'tessera:/find/x',
    'tessera:///find/x',
    'tessera://evil',
    'tessera://evil/x',
    'tessera://finder/x',
    'tessera://find.evil/x',
    'tessera://unlock/x',
    'tessera://user@find/x',
    'tessera://user:secret@find/x',
    'tessera://find:80/x',
    'tessera://find:/x',
    'tessera://find\\x',
    'tessera://find?tenant=practice',
    'tesseras://find/x',
    'https://find/x',
    'javascript:tessera://find/x',
    '--tessera://find/x',
    ' tessera://find/x',
    find('x '),
    find('x\n'),
    find('Ana Lopez'),
    find('x\t'),
    find('x#unlock'),
    find('x#'),
    find('x/unlock'),
    find('x//'),
    find('/x'),
    // no URL holds these as they are, and a quotation mark ends the word on Windows
    ...['"', '<', '>', '\\', '^', '`', '{', '|', '}'].map((character) => find(`x${character}`)),
    find('x" --practice'),
    // broken or overlong encodings
    ...['%', '%4', '%zz', 'x%', '%FF', '%C3', '%C0%AF', '%ED%A0%80', '%F4%90%80%80'].map(find),
    // controls, direction, what is not seen
    ...['%00', 'x%00y', '%0A', 'a%0D%0Ab', '%1B[31m', '%7F', '%C2%85', '%E2%80%A8', '%E2%80%A9'].map(find),
    ...['a%E2%80%AEb', '%E2%81%A6a', '%E2%80%8Fa', 'a%D8%9Cb'].map(find),
    ...['a%E2%80%8Bb', '%EF%BB%BFa', 'a%C2%ADb', '%E3%85%A4', '%E1%85%9F', 'a%F3%A0%81%A1', 'a%CD%8F'].map(
      find
    ),
    ...['%20', '%E3%80%80', '%E2%80%8D', '%CC%81'].map(find),
    find('a\u202Eb'),
    find('a\u200Bb'),
    find('a\u00A0b'),
    find('a\uD800b'),
    // parameters
    find('x?ticket=INC1'),
    find('x?action=unlock'),
    find('x?tenant=a&ticket=INC1'),
    find('x?ticket=INC1&tenant=a'),
    find('x?tenant=a&tenant=b'),
    find('x?tenant=a&tenant=a'),
    find('x?tenant=a&'),
    find('x?&tenant=a'),
    find('x?tenant'),
    find('x?tenant='),
    find('x?tenant=+'),
    find('x?Tenant=a'),
    find('x?%74enant=a'),
    find('x?tenant=a=b'),
    find('x?tenant=a#b'),
    find('x?tenant=a b'),
    find('x?tenant=%00'),
    find('x?tenant=%'),
    find('x?tenant=a\n'),
    find('x?tenant=a%0Ab'),
    find('x?tenant=a%0A'),
    'teſſera://find/x',
    find('x?tenant=a%E2%80%AEb')
  ])('%j', (link) => {
    expect(parseDeepLink(link)).toBeUndefined()
  })

  it('what is too long', () => {
    const longest = 'a'.repeat(longestIdentifier)
    expect(parseDeepLink(find(longest))).toEqual({ identifier: longest })
    expect(parseDeepLink(find(`${longest}a`))).toBeUndefined()
    expect(parseDeepLink(find(`x?tenant=${longest}a`))).toBeUndefined()
    // encoded it may be longer, up to a bound for the link as a whole
    expect(parseDeepLink(find('%C3%B3'.repeat(longestIdentifier)))).toEqual({
      identifier: 'ó'.repeat(longestIdentifier)
    })
    const encoded = (count: number) => find(encodeURIComponent('李'.repeat(count)))
    expect(encoded(442)).toHaveLength(longestLink - 7)
    expect(parseDeepLink(encoded(442))).toEqual({ identifier: '李'.repeat(442) })
    expect(parseDeepLink(encoded(443))).toBeUndefined()
  })
})

it('the examples for ticket systems are followed', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/links.md'), 'utf8')
  const examples = [...page.matchAll(/^\| `(tessera:[^`]+)`/gm)].map(([, example]) => example ?? '')
  expect(examples.map(parseDeepLink)).toEqual([
    { identifier: 'ana.lopez@example.com' },
    { identifier: '+14155550123', tenant: 'Contoso Retail' },
    { identifier: 'CRM-00077', tenant: 'practice' }
  ])
})

// ─── properties ───

const unseen = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const isClean = (text: string): boolean =>
  text.trim() === text && /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && !unseen.test(text)
const clean = fc.string({ unit: 'binary', minLength: 1, maxLength: 150 }).filter(isClean)
const piece = fc.oneof(
  fc.constantFrom(
    ...'/ ? # & = % + @ : ; " < > \\ \n \0 -'.split(' '),
    ' ',
    'tessera:',
    '//',
    'find',
    'tenant=',
    '%2F',
    '%00',
    '\u202E'
  ),
  fc.string({ unit: 'binary', maxLength: 4 })
)
const nearly = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))

describe('whatever comes', () => {
  it('an identifier and a tenant that were encoded come back as they were', () => {
    fc.assert(
      fc.property(clean, fc.option(clean), fc.boolean(), (identifier, tenant, slash) => {
        const path = `${encodeURIComponent(identifier)}${slash ? '/' : ''}`
        if (tenant === null) {
          expect(parseDeepLink(find(path))).toEqual({ identifier })
          return
        }
        const link = find(`${path}?tenant=${encodeURIComponent(tenant)}`)
        expect(parseDeepLink(link)).toEqual({ identifier, tenant })
        const asForm = find(`${path}?${new URLSearchParams({ tenant }).toString()}`)
        expect(parseDeepLink(asForm)).toEqual({ identifier, tenant })
      })
    )
  })

  it('nothing throws, and what is answered is clean and bounded', () => {
    const prefix = fc.constantFrom(
      '',
      'tessera:',
      'tessera://',
      'tessera://find/',
      'tessera://find/x?',
      'tessera://find/x?tenant='
    )
    fc.assert(
      fc.property(prefix, nearly, (start, rest) => {
        const link = parseDeepLink(start + rest)
        for (const text of [link?.identifier, link?.tenant].filter((one) => one !== undefined)) {
          expect(text).toSatisfy(isClean)
          expect(text.length).toBeLessThanOrEqual(longestIdentifier)
        }
        if (link !== undefined) expect(Object.keys(link).sort().join()).toMatch(/^identifier(,tenant)?$/)
      }),
      { numRuns: 2_000 }
    )
  })
})
