import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalBytes } from '../../../src/main/bundle/canonical'
import { formatBundle, largestBundle, parseBundle } from '../../../src/main/bundle/parse'
import type { BundleFile } from '../../../src/shared/bundle'
import { bytesOf, exampleBundle } from './example-bundle'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const problemOf = (content: Uint8Array): string => {
  const parsed = parseBundle(content)
  return parsed.ok ? 'none' : parsed.problem
}
/** The example after something was done to it. */
function changed(change: (bundle: BundleFile) => void): Uint8Array {
  const copy = structuredClone(exampleBundle)
  change(copy)
  return bytesOf(copy)
}

const text = JSON.stringify(exampleBundle)

describe('a bundle', () => {
  it('is read as it was written', () => {
    expect(parseBundle(bytes(formatBundle(exampleBundle)))).toEqual({ ok: true, bundle: exampleBundle })
  })

  it('may have a byte order mark', () => {
    expect(parseBundle(bytes(`\uFEFF${text}`))).toEqual({ ok: true, bundle: exampleBundle })
  })

  it('may have no tenants, which is how a series takes all of them back', () => {
    const { policy: _policy, defaults: _defaults, ...bundle } = { ...exampleBundle, tenants: [] }
    expect(parseBundle(bytesOf(bundle))).toEqual({ ok: true, bundle })
  })
})

describe('what is no bundle', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(''), 'It is not valid JSON.'],
    ['no JSON', bytes('{\n"format": "tessera-bundle",}'), 'It is not valid JSON (line 2).'],
    ['a comment', bytes(`${text}// signed`), 'It is not valid JSON (line 1).'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'It is not valid JSON: it is no UTF-8 text.'],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'It is not valid JSON: it is no UTF-8 text.'],
    ['another file', bytes('{"version":1}'), 'It is no bundle of Tessera: “format” must be tessera-bundle.'],
    ['null', bytes('null'), 'It is no bundle of Tessera: “format” must be tessera-bundle.'],
    ['more than 25 MiB', Buffer.alloc(largestBundle + 1, ' '), 'It is larger than 25 MiB.'],
    [
      'a newer version',
      bytes('{"format":"tessera-bundle","version":2,"tenants":"elsewhere"}'),
      'It was made for a newer version of Tessera: “version” is newer than this one knows.'
    ]
  ])('%s', (_, content, problem) => {
    expect(problemOf(content)).toBe(problem)
  })
})

describe('a member that occurs twice', () => {
  it.each([
    ['at the top', text.replace('"serial":41', '"serial":41,"serial":42'), 'serial'],
    ['with the same value', text.replace('"serial":41', '"serial":41,"serial":41'), 'serial'],
    ['written otherwise', text.replace('"serial":41', String.raw`"serial":41,"seri\u0061l":42`), 'serial'],
    [
      'deeper',
      text.replace('"clientId":"client-2"', '"clientId":"client-2","clientId":"evil"'),
      'tenants[0].applications[1].clientId'
    ],
    ['that reaches for a prototype', text.replace('{', '{"__proto__":1,"__proto__":2,'), '__proto__']
  ])('is refused %s', (_, content, place) => {
    expect(problemOf(bytes(content))).toBe(`“${place}” stands there twice.`)
  })

  it('in two objects is none', () => {
    expect(parseBundle(bytes(text)).ok).toBe(true)
  })
})

describe('what no bundle needs is refused before it costs anything', () => {
  const head = '{"format":"tessera-bundle","version":1'
  it.each([
    [
      'depth',
      `${head},"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      'It is nested too deeply for a bundle.'
    ],
    [
      'depth that a second member hides',
      `${head},"tenants":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},"tenants":[]}`,
      'It is nested too deeply for a bundle.'
    ],
    [
      'millions of values',
      `${head},"x":[${'0,'.repeat(3_000_000)}0]}`,
      'It holds far more than a bundle can.'
    ],
    [
      'too many tenants',
      `${head},"tenants":[${'{},'.repeat(100_000)}{}]}`,
      '“tenants” must be at most 1000.'
    ],
    [
      'too many applications',
      `${head},"tenants":[{},{"applications":[${'{},'.repeat(100_000)}{}]}]}`,
      '“tenants[1].applications” must be at most 51.'
    ]
  ])('%s', (_, content, problem) => {
    expect(problemOf(bytes(content))).toBe(problem)
  })
})

describe('a fault is named with its place and without its value', () => {
  const evil = 'evil\u202Evalue'
  it.each<[string, Uint8Array, string]>([
    [
      'an unknown member',
      changed((bundle) => Object.assign(bundle, { issuedBy: evil })),
      '“issuedBy” is not known; the schema of the bundle has all names.'
    ],
    [
      'an unknown member of the proxy',
      changed((bundle) => Object.assign(bundle.defaults!.proxy!, { password: evil })),
      '“defaults.proxy.password” is not known; the schema of the bundle has all names.'
    ],
    [
      'an unknown kind of proxy',
      changed((bundle) => Object.assign(bundle.defaults!.proxy!, { mode: evil })),
      '“defaults.proxy.mode” is not accepted.'
    ],
    [
      'a number for a text',
      changed((bundle) => Object.assign(bundle.tenants[1]!, { label: 7 })),
      '“tenants[1].label” must be text in quotation marks.'
    ],
    [
      'the practice tenant',
      changed((bundle) => (bundle.tenants[0]!.id = 'practice')),
      '“tenants[0].id” is not accepted.'
    ],
    [
      'an id with a blank',
      changed((bundle) => (bundle.tenants[0]!.id = 'a b')),
      '“tenants[0].id” is not written as the schema demands.'
    ],
    [
      'a serial beyond what all readers count to',
      bytes(text.replace('"serial":41', '"serial":9007199254740993')),
      '“serial” must be at most 9007199254740991. 1 more such fault was found.'
    ],
    [
      'a tenant twice',
      changed((bundle) => (bundle.tenants[1]!.id = 'bakery-eu')),
      '“tenants[1].id” is the same as “tenants[0].id”.'
    ],
    [
      'an application twice',
      changed((bundle) => (bundle.tenants[0]!.applications[1]!.id = 'main')),
      '“tenants[0].applications[1].id” is the same as “tenants[0].applications[0].id”.'
    ],
    [
      'a client twice',
      changed((bundle) => (bundle.tenants[0]!.applications[1]!.clientId = 'client-1')),
      '“tenants[0].applications[1].clientId” is the same as “tenants[0].applications[0].clientId”.'
    ],
    [
      'no main application',
      changed((bundle) => (bundle.tenants[0]!.applications[0]!.id = 'first')),
      '“tenants[0].applications[0].id” must be main.'
    ],
    [
      'plain HTTP',
      changed((bundle) => (bundle.tenants[0]!.apiHost = 'http://api.example.com')),
      '“tenants[0].apiHost” is no API host. Plain HTTP is only allowed to this computer. Use HTTPS.'
    ],
    [
      'a host without a scheme',
      changed((bundle) => (bundle.tenants[0]!.apiHost = 'api.example.com')),
      '“tenants[0].apiHost” must be an origin, such as https://api.eu.transmitsecurity.io, and nothing more.'
    ],
    [
      'a host that is written otherwise',
      changed((bundle) => (bundle.defaults!.apiHost = 'https://API.example.com')),
      '“defaults.apiHost” must be an origin, such as https://api.eu.transmitsecurity.io, and nothing more.'
    ],
    [
      'a client ID with a blank',
      changed((bundle) => (bundle.tenants[0]!.applications[0]!.clientId = 'a b')),
      '“tenants[0].applications[0].clientId” must have no spaces and only plain letters, digits and signs.'
    ],
    ...['javascript:alert(1)', 'http://shop.example.com/', ' https://shop.example.com/', ''].map(
      (uri): [string, Uint8Array, string] => [
        `the redirect URI “${uri}”`,
        changed((bundle) => (bundle.tenants[0]!.applications[0]!.redirectUri = uri)),
        '“tenants[0].applications[0].redirectUri” must be a whole address that starts with https://.'
      ]
    ),
    [
      'a direction character',
      changed((bundle) => (bundle.tenants[0]!.label = evil)),
      '“tenants[0].label” must have no invisible or control characters.'
    ],
    [
      'a terminal’s escape',
      changed((bundle) => (bundle.issuer = '\x1b[31mred')),
      '“issuer” must have no invisible or control characters.'
    ],
    [
      'a space at the end',
      changed((bundle) => (bundle.tenants[0]!.applications[1]!.name = 'Staff ')),
      '“tenants[0].applications[1].name” must not begin or end with a space.'
    ],
    [
      'what the schema would trim',
      changed((bundle) => Object.assign(bundle.defaults!.proxy!, { host: ' proxy ' })),
      'Some text in it is not accepted as it stands.'
    ],
    [
      'half a character',
      bytes(text.replace('"risk"', String.raw`"\ud83d"`)),
      'Some text in it is not accepted as it stands.'
    ],
    [
      'more secrets than applications',
      changed((bundle) => (bundle.secrets = { encoding: 'age', count: 4, payload: 'AAAA' })),
      '“secrets.count” is greater than the number of applications in it.'
    ]
  ])('%s', (_, content, problem) => {
    expect(problemOf(content)).toBe(problem)
  })

  it('plain HTTP is fine on this computer', () => {
    expect(parseBundle(changed((bundle) => (bundle.tenants[0]!.apiHost = 'http://127.0.0.1:8790'))).ok).toBe(
      true
    )
  })

  it('more than one fault is counted', () => {
    const content = changed((bundle) => {
      bundle.tenants[0]!.apiHost = 'x y'
      bundle.issuer = ' '
    })
    expect(problemOf(content)).toBe(
      '“issuer” must not begin or end with a space. 1 more such fault was found.'
    )
  })
})

it('never throws, and what it accepts is the whole file', () => {
  const place = fc.constantFrom(
    ...Array.from(text.matchAll(/"[^"]*"|[0-9.]+|true|false/g), ({ index, 0: word }) => ({ index, word }))
  )
  const content = fc.oneof(
    { arbitrary: fc.json(), weight: 1 },
    { arbitrary: fc.string({ unit: 'binary' }), weight: 1 },
    {
      arbitrary: fc
        .tuple(
          place,
          fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('https://a.example', 'main', 1, 2))
        )
        .map(
          ([{ index, word }, value]) =>
            text.slice(0, index) + JSON.stringify(value) + text.slice(index + word.length)
        ),
      weight: 8
    }
  )
  let accepted = 0
  fc.assert(
    fc.property(content, (content) => {
      const parsed = parseBundle(bytes(content))
      if (!parsed.ok) return
      accepted++
      expect(canonicalBytes(parsed.bundle)).toEqual(canonicalBytes(JSON.parse(content)))
    }),
    { numRuns: 400 }
  )
  expect(accepted).toBeGreaterThan(0)
})
