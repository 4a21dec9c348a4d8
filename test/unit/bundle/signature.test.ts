import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleDigest } from '../../../src/main/bundle/digest'
import { parseBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { rawPublicKey, readPublicKey, signBundle, verifyBundle } from '../../../src/main/bundle/signature'
import { keyIdOf } from '../../../src/main/storage/key-id'
import type { BundleFile } from '../../../src/shared/bundle'
import { bytesOf, exampleBundle } from './example-bundle'

const key = makeSigningKey()
const trusted = [{ name: 'Bakery IT', publicKey: key.publicKey }]
const signed = signBundle(exampleBundle, key.privateKey)

function parsed(value: unknown): BundleFile {
  const found = parseBundle(bytesOf(value))
  if (!found.ok) throw new Error(found.problem)
  return found.bundle
}

describe('a signature', () => {
  it('is trusted where its key is', () => {
    expect(verifyBundle(parsed(signed), trusted)).toEqual({
      state: 'trusted',
      keyId: key.keyId,
      keyName: 'Bakery IT'
    })
  })

  it('is of no known key where that is not among the trusted ones', () => {
    const others = [{ name: 'Another', publicKey: makeSigningKey().publicKey }]
    expect(verifyBundle(signed, others)).toEqual({ state: 'unknown-key', keyId: key.keyId })
    expect(verifyBundle(signed, [])).toEqual({ state: 'unknown-key', keyId: key.keyId })
  })

  it('is missing where there is none', () => {
    expect(verifyBundle(exampleBundle, trusted)).toEqual({ state: 'none' })
  })

  it('is wrong for another bundle', () => {
    const wrong = { state: 'wrong', keyId: key.keyId, keyName: 'Bakery IT' }
    expect(verifyBundle({ ...signed, serial: 42 }, trusted)).toEqual(wrong)
    expect(verifyBundle({ ...exampleBundle, serial: 42, signature: signed.signature }, trusted)).toEqual(
      wrong
    )
  })

  it('is wrong where another key made it under this one’s id', () => {
    const other = signBundle(exampleBundle, makeSigningKey().privateKey)
    const forged = { ...other, signature: { ...other.signature!, keyId: key.keyId } }
    expect(verifyBundle(forged, trusted).state).toBe('wrong')
  })

  it('covers the key id: it cannot be put under another key’s name', () => {
    const second = makeSigningKey()
    const renamed = { ...signed, signature: { ...signed.signature!, keyId: second.keyId } }
    expect(verifyBundle(renamed, [{ name: 'Second', publicKey: second.publicKey }]).state).toBe('wrong')
  })

  it('has one text only: the idle bits of its last digit must be zero', () => {
    const { value } = signed.signature!
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const same = `${value.slice(0, -3)}${digits[digits.indexOf(value.at(-3)!) + 1]}==`
    expect(Buffer.from(same, 'base64')).toEqual(Buffer.from(value, 'base64'))
    expect(verifyBundle({ ...signed, signature: { ...signed.signature!, value: same } }, trusted).state).toBe(
      'wrong'
    )
  })

  it('replaces an older one', () => {
    const second = makeSigningKey()
    const again = signBundle(signed, second.privateKey)
    expect(verifyBundle(again, [{ name: 'Second', publicKey: second.publicKey }]).state).toBe('trusted')
    expect(again).toEqual(signBundle(exampleBundle, second.privateKey))
  })

  it('does not stumble over a key in the policy that is none', () => {
    const keys = [{ name: 'Broken', publicKey: 'AAAA' }, ...trusted]
    expect(verifyBundle(signed, keys).state).toBe('trusted')
  })

  it('holds whatever the order of the members and the white space between them', () => {
    const blank = fc.constantFrom('', ' ', '\n', '\r\n\t')
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 7 })), fc.infiniteStream(blank), (orders, blanks) => {
        const space = (): string => blanks.next().value as string
        const text = (value: unknown): string => {
          if (typeof value !== 'object' || value === null) return JSON.stringify(value)
          if (Array.isArray(value)) return `[${space()}${value.map(text).join(`${space()},`)}${space()}]`
          const members = Object.entries(value).map(([name, member]) => ({
            order: orders.next().value as number,
            text: `${space()}${JSON.stringify(name)}${space()}:${space()}${text(member)}${space()}`
          }))
          members.sort((one, other) => one.order - other.order)
          return `{${members.map((member) => member.text).join(',')}}`
        }
        const found = parseBundle(Buffer.from(text(signed)))
        expect(found.ok && verifyBundle(found.bundle, trusted).state).toBe('trusted')
      }),
      { numRuns: 50 }
    )
  })
})

describe('a key', () => {
  // RFC 8032, 7.1, test 1
  const d = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
  const x = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex')

  it('is its 32 bytes', () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', d: d.toString('base64url'), x: x.toString('base64url') }
    expect(rawPublicKey(createPrivateKey({ key: jwk, format: 'jwk' }))).toEqual(x)
  })

  it('has the start of its SHA-256 as id', () => {
    expect(keyIdOf(x)).toBe('21fe31dfa154a261')
  })

  it('of another kind is refused', () => {
    expect(() => rawPublicKey(generateKeyPairSync('x25519').publicKey)).toThrow(TypeError)
    expect(() => rawPublicKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)).toThrow(
      TypeError
    )
  })

  it.each(['', 'AAAA', `${'A'.repeat(43)}B`, `${'A'.repeat(42)}B=`, `${'A'.repeat(43)}=\n`])(
    'is not read from %j',
    (text) => {
      expect(readPublicKey(text)).toBeUndefined()
    }
  )
})

describe('the digest', () => {
  it('is the same whoever signed it', () => {
    expect(bundleDigest(signed)).toBe(bundleDigest(exampleBundle))
    expect(bundleDigest(signed)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is another for whatever else differs', () => {
    const others: BundleFile[] = [
      { ...exampleBundle, serial: 42 },
      { ...exampleBundle, issuer: 'Somebody' },
      { ...exampleBundle, tenants: [...exampleBundle.tenants].reverse() },
      { ...exampleBundle, secrets: { encoding: 'age', count: 1, payload: 'AAAA' } }
    ]
    expect(new Set([exampleBundle, ...others].map(bundleDigest)).size).toBe(5)
  })
})
