import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doSealJob } from '../../../src/main/bundle/age'
import { canonicalBytes } from '../../../src/main/bundle/canonical'
import { formatBundle, parseBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { createSealerWith } from '../../../src/main/bundle/seal'
import { signBundle, verifyBundle } from '../../../src/main/bundle/signature'
import { exampleBundle, exampleSecrets } from './example-bundle'

const key = makeSigningKey()
const trusted = [{ name: 'Bakery IT', publicKey: key.publicKey }]
const sealer = createSealerWith((job) => doSealJob(job, 1))
const sealed = await sealer.seal(exampleBundle, exampleSecrets, 'twelve letters')
const signed = signBundle({ ...exampleBundle, secrets: sealed }, key.privateKey)
const file = Buffer.from(formatBundle(signed))
const document = canonicalBytes(signed)

/** What a file with other bytes is: refused, or the very document that was signed. Anything else is a forgery. */
function verdict(bytes: Uint8Array): 'no bundle' | 'not trusted' | 'the very same' | 'forged' {
  const parsed = parseBundle(bytes)
  if (!parsed.ok) return 'no bundle'
  if (verifyBundle(parsed.bundle, trusted).state !== 'trusted') return 'not trusted'
  return canonicalBytes(parsed.bundle).equals(document) ? 'the very same' : 'forged'
}

/** Positions of the bytes that a pattern with one group finds in the file. */
function places(pattern: RegExp): number[] {
  // one character a byte, so that the places are those of bytes
  return [...file.toString('latin1').matchAll(pattern)].flatMap(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0]
    return Array.from({ length: end - start }, (_, index) => start + index)
  })
}

const classes: Record<string, number[]> = {
  'member names': places(/"([^"\n]+)":/dg),
  strings: places(/(?:: |^ +)"([^"\n]+)",?$/dgm),
  numbers: places(/: ([0-9.]+),?$/dgm),
  literals: places(/: (true|false),?$/dgm),
  structure: places(/([{}[\],:"])/dg),
  'white space': places(/(\s)/dg),
  'the signature’s value': places(/"value": "([^"]+)"/dg),
  'the key id': places(/"keyId": "([^"]+)"/dg),
  'the algorithm': places(/"algorithm": "([^"]+)"/dg),
  'the sealed secrets': places(/"payload": "([^"]+)"/dg)
}

describe('a signed bundle', () => {
  it('is trusted as it is', () => {
    expect(verdict(file)).toBe('the very same')
  })

  it('has every byte in one of the classes', () => {
    const all = new Set(Object.values(classes).flat())
    expect(file.length - all.size).toBe(0)
    expect(Object.entries(classes).filter(([, found]) => found.length === 0)).toEqual([])
  })

  describe.each(Object.entries(classes))('with changed bytes of %s', (name, found) => {
    it('is refused, or is the very same', () => {
      const seen = new Set<string>()
      fc.assert(
        fc.property(fc.constantFrom(...found), fc.integer({ min: 1, max: 255 }), (place, difference) => {
          const changed = Buffer.from(file)
          changed[place]! ^= difference
          const found = verdict(changed)
          seen.add(found)
          expect(found).not.toBe('forged')
          // only blanks have other bytes that say the same
          if (name !== 'white space') expect(found).not.toBe('the very same')
        }),
        { numRuns: 400 }
      )
      // what is refused is refused by the signature too, not by the parser alone
      if (!['literals', 'structure', 'member names', 'the algorithm'].includes(name)) {
        expect(seen).toContain(name === 'white space' ? 'the very same' : 'not trusted')
      }
    })
  })

  it('with bytes left out, doubled or put in is refused, or is the very same', () => {
    const place = fc.integer({ min: 0, max: file.length })
    fc.assert(
      fc.property(place, place, fc.uint8Array({ maxLength: 4 }), (one, other, put) => {
        // begins again at any place: what lies between is left out, or comes twice
        const changed = Buffer.concat([file.subarray(0, one), put, file.subarray(other)])
        expect(verdict(changed)).not.toBe('forged')
      }),
      { numRuns: 1_000 }
    )
  })

  it('with a member put in, taken out or moved elsewhere is refused', () => {
    const { defaults, policy, secrets, ...rest } = signed
    const forgeries = [
      rest,
      { ...rest, defaults, policy },
      { ...rest, defaults, secrets },
      { ...signed, tenants: signed.tenants.map((tenant) => ({ ...tenant, label: 'Bakery EU' })) },
      { ...signed, tenants: [...signed.tenants].reverse() },
      { ...signed, $schema: './bundle.schema.json' }
    ]
    expect(forgeries.map((forgery) => verdict(Buffer.from(JSON.stringify(forgery))))).toEqual(
      forgeries.map(() => 'not trusted')
    )
  })
})
