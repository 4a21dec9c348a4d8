import { describe, expect, it } from 'vitest'
import { schemaText } from '../../../scripts/schemas.mjs'
import { parseBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { signBundle } from '../../../src/main/bundle/signature'
import { parsePolicy } from '../../../src/main/policy/parse'
import { bundleFile } from '../../../src/shared/bundle'
import { fieldsWithoutWords, publishedSchema } from '../policy/published-schema'
import { bytesOf, exampleBundle } from './example-bundle'

const { text, example, accepts } = await publishedSchema('bundle')

describe('the published schema', () => {
  it('is the one that this version is made with (node scripts/schemas.mjs)', async () => {
    expect(text).toBe(await schemaText(bundleFile))
  })

  it('explains each field that may stand in the file', () => {
    expect(fieldsWithoutWords(text)).toEqual([])
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
