import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalBytes } from '../../../src/main/bundle/canonical'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { signBundle } from '../../../src/main/bundle/signature'
import { canonicalTexts } from '../../../src/main/bundle/texts'
import { exampleBundle } from './example-bundle'

const canonical = (value: unknown): string => canonicalBytes(value).toString('utf8')

function double(hex: string): number {
  return Buffer.from(hex, 'hex').readDoubleBE()
}

describe('the canonical form, by the examples of RFC 8785', () => {
  it('of all kinds of values (3.2.4)', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`
    expect(canonicalBytes(JSON.parse(text)).toString('hex')).toBe(
      [
        '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a',
        '5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d',
        '2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d'
      ].join('')
    )
  })

  it('sorts names by UTF-16 code units (3.2.3)', () => {
    const text = String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`
    expect(canonical(JSON.parse(text)).match(/(?<=:")[^"]+/g)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh'
    ])
  })

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2']
  ])('writes the number %s as %s (appendix B)', (hex, text) => {
    expect(canonical(double(hex))).toBe(text)
  })

  it.each(['7fffffffffffffff', '7ff0000000000000'])('has none for %s (appendix B)', (hex) => {
    expect(() => canonicalBytes(double(hex))).toThrow('is not allowed')
  })

  it.each<[string, unknown]>([
    ['a text', ['\ud83d']],
    ['a text, the second half', { a: 'x\ude00' }],
    ['a name', { 'a\ud800': 1 }]
  ])('has none for half a character in %s (3.2.2.2)', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow(TypeError)
  })

  it('has none for what is no JSON', () => {
    expect(() => canonicalBytes(undefined)).toThrow(TypeError)
  })
})

it('what a bundle is known and signed by is its canonical form, though made in one go', () => {
  const key = makeSigningKey()
  const bundle = signBundle(exampleBundle, key.privateKey)
  const head = { algorithm: 'Ed25519', keyId: key.keyId }
  expect(canonicalTexts(bundle)).toEqual({
    digest: createHash('sha256').update(canonicalBytes(exampleBundle)).digest('hex'),
    signed: canonicalBytes({ ...bundle, signature: head })
  })
})

it('text that only looks like half a character has one', () => {
  expect(canonical([String.raw`\ud83d`])).toBe(String.raw`["\\ud83d"]`)
})
