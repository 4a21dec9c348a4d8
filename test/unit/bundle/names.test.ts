import { describe, expect, it } from 'vitest'
import { parseBundle } from '../../../src/main/bundle/parse'
import { isUnseen, seenName } from '../../../src/shared/bundle-name'
import { redirectUri } from '../../../src/shared/redirect-uri'
import { application, bundleWith, tenant } from '../desk/bundle-desk'

const faultOf = (bundle: unknown): string | undefined => {
  const parsed = parseBundle(Buffer.from(JSON.stringify(bundle)))
  return parsed.ok ? undefined : parsed.problem
}

describe('a name with something in it that cannot be seen', () => {
  it.each([
    ['a filler', '\u3164'],
    ['a half-width filler', '\uFFA0'],
    ['a joiner alone', '\u200D'],
    ['a braille blank', '\u2800'],
    ['a braille blank within', 'Contoso\u2800EU'],
    ['a variation selector', 'Contoso\uFE0F'],
    ['one of the supplementary ones', 'Contoso\u{E0100}'],
    ['a grapheme joiner', 'Contoso\u034F'],
    ['a joiner in an alphabet that has no use for it', 'Con\u200Dtoso'],
    ['a joiner before a space', 'Contoso\u200D EU'],
    ['a joiner at the end', 'می\u200C'],
    ['accents without a letter', '\u0301\u0301']
  ])('is refused: %s', (_what, label) => {
    expect(faultOf(bundleWith([tenant('a', { label })]))).toBe(
      '“tenants[0].label” must have no invisible or control characters.'
    )
    expect(seenName(label)).not.toBe(label)
    expect(seenName(label) === '' || !isUnseen(seenName(label))).toBe(true)
  })

  it.each([
    'Contoso EU (Staging) – 2',
    'نام\u200Cها',
    'क्\u200Dष',
    '⚠️ Production',
    '👨‍👩‍👧 Families',
    '🧑🏽‍🍳 Bakery',
    '1️⃣',
    '★'
  ])('is fine where a script or a picture needs it: %s', (label) => {
    expect(faultOf(bundleWith([tenant('a', { label })]))).toBeUndefined()
    expect(seenName(label)).toBe(label)
  })
})

describe('a redirect URI', () => {
  const refused = [
    ['direction turned round', 'https://shop.example.com/\u202Egpj.exe'],
    ['a line break, which a parser drops', 'https://shop.exam\nple.com/'],
    ['a tab', 'https://shop.example.com/\ta'],
    ['a blank of no width', 'https://shop.example\u200B.com/x'],
    ['a filler', 'https://shop.example.com/\u3164'],
    ['a blank', 'https://shop.example.com/a b'],
    ['no slashes', 'https:shop.example.com'],
    ['a slash too many', 'https:///shop.example.com'],
    ['slashes the other way', 'https:\\\\shop.example.com'],
    ['one of them before another host', 'https://shop.example.com\\@elsewhere.example'],
    ['a name', 'https://shop.example.com@elsewhere.example/']
  ]
  it.each(refused)('is refused with %s, in a bundle and in the form', (_what, uri = '') => {
    const bundle = bundleWith([tenant('a', { applications: [application('main', { redirectUri: uri })] })])
    expect(faultOf(bundle)).toBe(
      '“tenants[0].applications[0].redirectUri” must be a whole address that starts with https://.'
    )
    expect(redirectUri.safeParse(uri).success).toBe(false)
  })

  it.each(['https://shop.example.com/in?a=b#c', 'http://localhost:3000/', 'https://bücher.example/größe'])(
    'is taken: %s',
    (uri) => {
      const bundle = bundleWith([tenant('a', { applications: [application('main', { redirectUri: uri })] })])
      expect(faultOf(bundle)).toBeUndefined()
      expect(redirectUri.parse(` ${uri} `)).toBe(uri)
    }
  )
})
