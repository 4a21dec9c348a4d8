import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  entropyBits,
  generateTemporaryPassword,
  strongerBy,
  usualGroups,
  type Alphabet
} from '../../../src/main/desk/temporary-password'

const alphabet = fc.constantFrom<Alphabet>('readable', 'full')
/** as many as a policy may ask for, and the stronger one of these */
const groupCount = fc.integer({ min: usualGroups, max: 8 + strongerBy })

describe('generateTemporaryPassword', () => {
  it('holds at least 64 bits, the stronger one more, and the full alphabet more again', () => {
    expect(entropyBits(usualGroups)).toBeGreaterThanOrEqual(64)
    expect(entropyBits(usualGroups + strongerBy)).toBeGreaterThan(90)
    expect(entropyBits(usualGroups, 'full')).toBeGreaterThan(75)
  })

  it('counts its bits from what it really draws', () => {
    fc.assert(
      fc.property(groupCount, alphabet, (groups, of) => {
        const draws: number[] = []
        generateTemporaryPassword(groups, of, (below) => {
          draws.push(below)
          return 0
        })
        const bits = draws.reduce((sum, below) => sum + Math.log2(below), 0)
        expect(bits).toBeCloseTo(entropyBits(groups, of), 6)
      })
    )
  })

  it('has every kind of character in every group but the hyphen, and a length beyond any minimum', () => {
    fc.assert(
      fc.property(groupCount, alphabet, fc.infiniteStream(fc.nat()), (groups, of, numbers) => {
        const password = generateTemporaryPassword(
          groups,
          of,
          (below) => (numbers.next().value as number) % below
        )
        expect(password).toMatch(/^(?:[A-Z](?=[a-z]*\d[a-z]*(?:-|$))[a-z\d]{3}(?:-|$))+$/)
        expect(password).toContain('-')
        expect(password.length).toBeGreaterThan(14)
        expect(password.split('-')).toHaveLength(groups)
        if (of === 'readable') expect(password).not.toMatch(/[01OIlZzSsGBbgqQoiaeuyAEUY]/)
      })
    )
  })

  it('uses all letters and digits where it is asked for the full alphabet, and a readable one else', () => {
    const all = (of?: Alphabet) =>
      new Set(
        Array.from({ length: 2000 }, () => generateTemporaryPassword(8, of))
          .join('')
          .replaceAll('-', '')
      )
    expect(all('full').size).toBe(62)
    expect(all().size).toBe(37)
  })

  it('differs each time', () => {
    const many = Array.from({ length: 500 }, () => generateTemporaryPassword(usualGroups))
    expect(new Set(many).size).toBe(many.length)
  })
})
