import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createFeedKey,
  isSigned,
  privateKeysFrom,
  publicKeyOf,
  signFeed
} from '../../../scripts/dist/feed-signature.mjs'
import { isSigned as appIsSigned } from '../../../src/main/updates/signature'
import { scratch } from './scratch'

const name = 'latest-linux.yml'
const description = Buffer.from('version: 1.2.3\n')
const [mine, next, other] = [newKey(), newKey(), newKey()]
const trusted = [publicKeyOf(mine)]

function newKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey
}

function signatureBy(...keys: KeyObject[]): string {
  const file = join(scratch({ [name]: description.toString() }), name)
  expect(signFeed(file, keys)).toBe(`${file}.sig`)
  return readFileSync(`${file}.sig`, 'utf8')
}

describe('a feed’s signature', () => {
  it('is one line for each key, and good for whoever trusts one of them', () => {
    const signature = signatureBy(mine, next)
    expect(signature).toMatch(/^(ed25519 [A-Za-z0-9+/]{43}= [A-Za-z0-9+/]{86}==\n){2}$/)
    expect(isSigned({ name, description, signature, trusted })).toBe(true)
    expect(isSigned({ name, description, signature, trusted: [publicKeyOf(next)] })).toBe(true)
    expect(isSigned({ name, description, signature, trusted: [publicKeyOf(other)] })).toBe(false)
    expect(isSigned({ name, description, signature, trusted: [] })).toBe(false)
  })

  it('is good for one name and one content only', () => {
    const signature = signatureBy(mine)
    expect(isSigned({ name: 'latest.yml', description, signature, trusted })).toBe(false)
    expect(
      isSigned({ name, description: Buffer.concat([description, Buffer.of(10)]), signature, trusted })
    ).toBe(false)
  })

  it('is bad with any one bit changed', () => {
    const signature = signatureBy(mine)
    const [, key = '', value = ''] = signature.trim().split(' ')
    fc.assert(
      fc.property(fc.nat(64 * 8 - 1), (bit) => {
        const bytes = Buffer.from(value, 'base64')
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        const changed = `ed25519 ${key} ${bytes.toString('base64')}\n`
        expect(isSigned({ name, description, signature: changed, trusted })).toBe(false)
      }),
      { numRuns: 60 }
    )
  })

  it.each([
    ['nothing', () => ''],
    ['another algorithm', (good: string) => good.replace('ed25519', 'rsa')],
    ['a fourth word', (good: string) => good.replace('\n', ' x\n')],
    ['no signature', (good: string) => good.split(' ').slice(0, 2).join(' ')],
    ['a short signature', (good: string) => `${good.slice(0, -10)}\n`],
    ['more than ten lines', (good: string) => good.repeat(11)]
  ])('is none: %s', (_name, spoil) => {
    expect(isSigned({ name, description, signature: spoil(signatureBy(mine)), trusted })).toBe(false)
  })
})

it('the app and the release judge alike, whatever the text is', () => {
  const good = signatureBy(mine, next)
  const keys = trusted.map((key) => Buffer.from(key, 'base64'))
  const both = (signature: string) => [
    isSigned({ name, description, signature, trusted }),
    appIsSigned(name, description, signature, keys)
  ]
  expect(both(good)).toEqual([true, true])
  const place = fc.nat(good.length)
  fc.assert(
    fc.property(
      place,
      place,
      fc.constantFrom('', '\n', ' ', '=', 'A', 'B', 'ed25519', '\r\n', 'ä'),
      (from, to, put) => {
        const text = good.slice(0, from) + put + good.slice(to)
        const [ours, theirs] = both(text)
        expect({ text, ours }).toEqual({ text, ours: theirs })
      }
    ),
    { numRuns: 300 }
  )
})

describe('the key in the environment', () => {
  const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString()

  it('is PEM, several of it, or a file', () => {
    const file = join(scratch({ 'key.pem': pem(mine) }), 'key.pem')
    const found = [pem(mine), `${pem(mine)}${pem(next)}`, file].map((value) =>
      privateKeysFrom(value).map(publicKeyOf)
    )
    expect(found).toEqual([trusted, [publicKeyOf(mine), publicKeyOf(next)], trusted])
  })

  const curve = () => pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
  it.each([
    ['a key without its first line', () => pem(mine).split('\n').slice(1).join('\n')],
    ['another kind of key', curve],
    ['a good one and another kind', () => pem(mine) + curve()],
    ['a spoiled one', () => pem(mine).replace(/[A-Z]/g, 'A')],
    ['a public key', () => '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----']
  ])('is refused without being quoted: %s', (_name, value) => {
    const text = value()
    let message = ''
    try {
      privateKeysFrom(text)
    } catch (error) {
      message = String(error)
    }
    expect(message).toContain('TESSERA_UPDATE_KEY')
    for (const line of text.split('\n').filter((line) => line.length > 12))
      expect(message).not.toContain(line)
  })

  it('is made into a file that only its owner reads and that replaces none', () => {
    const file = join(scratch(), 'feed.pem')
    const key = createFeedKey(file)
    expect(privateKeysFrom(file).map(publicKeyOf)).toEqual([key])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(() => createFeedKey(file)).toThrow('EEXIST')
  })
})
