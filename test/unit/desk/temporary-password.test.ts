import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  entropyBits,
  generateTemporaryPassword,
  strongerGroups,
  usualGroups
} from '../../../src/main/desk/temporary-password'

describe('generateTemporaryPassword', () => {
  it('holds at least 64 bits, and the stronger one more', () => {
    expect(entropyBits(usualGroups)).toBeGreaterThanOrEqual(64)
    expect(entropyBits(strongerGroups)).toBeGreaterThan(90)
  })

  it('counts its bits from what it really draws', () => {
    const draws: number[] = []
    generateTemporaryPassword(usualGroups, (below) => {
      draws.push(below)
      return 0
    })
    expect(draws.reduce((bits, below) => bits + Math.log2(below), 0)).toBeCloseTo(entropyBits(usualGroups), 6)
  })

  it('has every kind of character, no look-alikes, no vowels, and a length beyond any minimum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: usualGroups, max: strongerGroups }),
        fc.infiniteStream(fc.nat()),
        (groups, numbers) => {
          const password = generateTemporaryPassword(
            groups,
            (below) => (numbers.next().value as number) % below
          )
          expect(password).toMatch(/^(?:[A-Z](?=[a-z]*\d[a-z]*(?:-|$))[a-z\d]{3}(?:-|$))+$/)
          expect(password).not.toMatch(/[01OIlZzSsGBbgqQoiaeuyAEUY]/)
          expect(password.length).toBeGreaterThan(14)
          expect(password.split('-')).toHaveLength(groups)
        }
      )
    )
  })

  it('differs each time', () => {
    const many = Array.from({ length: 500 }, () => generateTemporaryPassword(usualGroups))
    expect(new Set(many).size).toBe(many.length)
  })
})
