import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { schemaText } from '../../../scripts/bundle-schema.mjs'
import { projectRoot } from '../../../scripts/setup/project.mjs'
import { parseBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { signBundle } from '../../../src/main/bundle/signature'
import { parsePolicy } from '../../../src/main/policy/parse'
import { bundleFile } from '../../../src/shared/bundle'
import { bytesOf, exampleBundle } from './example-bundle'

const docs = join(projectRoot, 'docs')
const published = await readFile(join(docs, 'bundle.schema.json'), 'utf8')
const example = await readFile(join(docs, 'bundle.example.json'))

const ajv = addFormats(new Ajv2020({ allErrors: true }))
const accepts = ajv.compile(JSON.parse(published) as object)

describe('the published schema', () => {
  it('is the one that this version is made with (node scripts/bundle-schema.mjs)', async () => {
    expect(published).toBe(await schemaText(bundleFile))
  })

  it('explains each field that may stand in the file', () => {
    const bare: string[] = []
    walk(JSON.parse(published), '')
    expect(bare).toEqual([])

    function walk(schema: unknown, path: string): void {
      if (typeof schema !== 'object' || schema === null) return
      const { properties = {} } = schema as { properties?: Record<string, { description?: string }> }
      for (const [name, field] of Object.entries(properties)) {
        if (field.description === undefined) bare.push(`${path}.${name}`)
      }
      for (const [key, value] of Object.entries(schema)) walk(value, `${path}.${key}`)
    }
  })

  it('accepts the example, which Tessera accepts too, with its policy', () => {
    expect(accepts(JSON.parse(example.toString('utf8')))).toBe(true)
    const parsed = parseBundle(example)
    expect(parsed.ok && parsed.bundle.tenants.length).toBe(2)
    expect(parsed.ok && parsePolicy(bytesOf(parsed.bundle.policy)).ok).toBe(true)
  })

  it('accepts a signed and sealed bundle', () => {
    const secrets = { encoding: 'age' as const, count: 1, payload: 'AAAA' }
    const signed = signBundle({ ...exampleBundle, secrets }, makeSigningKey().privateKey)
    expect(accepts(signed)).toBe(true)
  })

  it.each<[string, object]>([
    ['another format', { format: 'bundle' }],
    ['a newer version', { version: 2 }],
    ['an unknown key', { sign: true }],
    ['no tenants', { tenants: undefined }],
    ['a serial of none', { serial: 0 }],
    ['a time with an offset', { createdAt: '2026-11-02T09:00:00+01:00' }],
    ['a policy with an unknown key', { policy: { version: 1, permanentPassword: true } }],
    ['a proxy with a password', { defaults: { proxy: { mode: 'none', password: 'x' } } }],
    ['a secret in the clear', { tenants: [{ ...exampleBundle.tenants[0], clientSecret: 'x' }] }],
    ['a short signature', { signature: { algorithm: 'Ed25519', keyId: '0'.repeat(16), value: 'AAAA' } }]
  ])('refuses %s, as Tessera does', (_, change) => {
    const content: unknown = JSON.parse(JSON.stringify({ ...exampleBundle, ...change }))
    expect(accepts(content)).toBe(false)
    expect(parseBundle(bytesOf(content)).ok).toBe(false)
  })
})
