import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { hashesOf, sbom, sourceDate } from '../../../scripts/dist/sbom.mjs'

interface Component {
  type: string
  name: string
  version: string
  purl?: string
  licenses?: unknown[]
  hashes?: { alg: string; content: string }[]
  components?: Component[]
}
interface Bom {
  serialNumber: string
  metadata: { timestamp: string; component: Component }
  components: Component[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const given = {
  version: '1.2.3',
  electron: { version: '45.4.1', chromium: '152.0.1.2', node: '24.9.0' },
  packages: [
    {
      name: 'zod',
      version: '4.6.7',
      licence: 'MIT',
      repository: 'git+https://github.com/colinhacks/zod.git'
    },
    { name: '@github/keytar', version: '7.10.6', licence: 'MIT' },
    { name: 'two-ways', version: '1.0.0', licence: '(MIT OR Apache-2.0)' },
    { name: 'odd', version: '0.1.0', licence: 'Custom terms' }
  ],
  lock: {
    packages: {
      '': { version: '1.2.3' },
      'node_modules/zod': { version: '4.6.7', integrity },
      // an alias, and another version of the same name further down
      'node_modules/keytar': { name: '@github/keytar', version: '7.10.6', integrity },
      'node_modules/x/node_modules/zod': {
        version: '3.0.0',
        integrity: `sha512-${Buffer.alloc(64, 9).toString('base64')}`
      }
    }
  },
  timestamp: new Date('2026-01-02T03:04:05Z')
}
const made = (change: Partial<typeof given> = {}) => sbom({ ...given, ...change })
const parsed = (text = made()) => JSON.parse(text) as Bom

describe('the SBOM', () => {
  it('is valid by CycloneDX’s own strict schema of version 1.6', () => {
    const folder = join(
      dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
      'res/schema'
    )
    const schema = (name: string) =>
      JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object
    // by the addresses under which the schema asks for them
    const parts = ['spdx', 'jsf-0.82', 'cryptography-defs'].map((name): [string, object] => [
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
      schema(name)
    ])
    const ajv = addFormats(new Ajv({ strict: false, schemas: Object.fromEntries(parts) }))
    // neither occurs in ours
    ajv.addFormat('idn-email', true).addFormat('iri-reference', true)
    const validate = ajv.compile(schema('bom-1.6'))
    expect([validate(parsed()), validate.errors]).toEqual([true, null])
    expect(validate({ ...parsed(), serialNumber: 'mine' })).toBe(false)
  })

  it('names the packages as scanners look for them, with the checksum of the tarball', () => {
    const { components } = parsed()
    expect(components.map(({ purl }) => purl)).toEqual([
      'pkg:npm/%40github/keytar@7.10.6',
      'pkg:npm/electron@45.4.1',
      'pkg:npm/odd@0.1.0',
      'pkg:npm/two-ways@1.0.0',
      'pkg:npm/zod@4.6.7'
    ])
    const hash = [{ alg: 'SHA-512', content: '07'.repeat(64) }]
    const hashes = Object.fromEntries(components.map(({ name, hashes }) => [name, hashes]))
    expect(hashes).toEqual({
      keytar: hash,
      zod: hash,
      electron: undefined,
      odd: undefined,
      'two-ways': undefined
    })
  })

  it('says a licence as an SPDX id, as an expression, or in the package’s own words', () => {
    const licences = Object.fromEntries(parsed().components.map(({ name, licenses }) => [name, licenses]))
    expect(licences).toMatchObject({
      zod: [{ license: { id: 'MIT' } }],
      'two-ways': [{ expression: '(MIT OR Apache-2.0)' }],
      odd: [{ license: { name: 'Custom terms' } }]
    })
  })

  it('shows what is inside Electron, where that is known', () => {
    const inside = (text: string) =>
      parsed(text).components.find(({ name }) => name === 'electron')?.components
    expect(inside(made())).toMatchObject([
      { name: 'chromium', version: '152.0.1.2', cpe: 'cpe:2.3:a:google:chrome:152.0.1.2:*:*:*:*:*:*:*' },
      { name: 'node', version: '24.9.0', cpe: 'cpe:2.3:a:nodejs:node.js:24.9.0:*:*:*:*:*:*:*' }
    ])
    expect(inside(sbom({ ...given, electron: { version: '45.4.1' } }))).toBeUndefined()
  })

  it('says that the app depends on all of them', () => {
    const { dependencies, metadata } = parsed()
    expect(metadata.component).toMatchObject({ type: 'application', name: 'tessera', version: '1.2.3' })
    expect(dependencies.find(({ ref }) => ref === 'tessera@1.2.3')?.dependsOn).toEqual([
      '@github/keytar@7.10.6',
      'electron@45.4.1',
      'odd@0.1.0',
      'two-ways@1.0.0',
      'zod@4.6.7'
    ])
  })

  it('is the same for the same contents in whatever order, and has another number for others', () => {
    expect(made({ packages: given.packages.toReversed() })).toBe(made())
    expect(parsed(made({ packages: given.packages.slice(1) })).serialNumber).not.toBe(parsed().serialNumber)
    expect(parsed().metadata.timestamp).toBe('2026-01-02T03:04:05.000Z')
  })
})

it.each([
  [undefined, []],
  ['', []],
  ['md5-AAAA', []],
  ['sha256-AQID', [['SHA-256', '010203']]],
  [
    'sha256-AQID sha512-BAUG?opt',
    [
      ['SHA-256', '010203'],
      ['SHA-512', '040506']
    ]
  ]
])('the integrity %j is %j', (integrity, expected) => {
  expect(hashesOf(integrity)).toEqual(expected)
})

it('is dated by SOURCE_DATE_EPOCH, else by the commit, never by the clock', () => {
  expect(sourceDate('/', { SOURCE_DATE_EPOCH: '86400' })).toEqual(new Date('1970-01-02T00:00:00Z'))
  expect(() => sourceDate('/', {})).toThrow('SOURCE_DATE_EPOCH')
  expect(() => sourceDate('/', { SOURCE_DATE_EPOCH: 'today' })).toThrow('SOURCE_DATE_EPOCH')
})
