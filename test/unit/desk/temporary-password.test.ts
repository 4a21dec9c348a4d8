import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  entropyBits,
  generateTemporaryPassword,
  groupsFor,
  strongerBy,
  usualGroups,
  type Alphabet
} from '../../../src/main/desk/temporary-password'
import { isBreached, weakness } from '../../../src/simulator/password-rules'
import { practicePolicy } from '../../../src/simulator/policy'

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

describe('the tenant’s password settings', () => {
  it('are met by what is generated, whatever they are', () => {
    const settings = fc.record({
      passwordComplexity: fc.integer({ min: 1, max: 5 }),
      passwordMinLength: fc.integer({ min: 5, max: 14 }),
      checkHibp: fc.boolean(),
      checkDictionary: fc.boolean()
    })
    fc.assert(
      fc.property(settings, groupCount, alphabet, (changed, wanted, of) => {
        const policy = { ...practicePolicy, ...changed }
        const password = generateTemporaryPassword(groupsFor(wanted, policy.passwordMinLength), of)
        expect(weakness(password, policy, undefined, 'ana.lopez')).toBeUndefined()
        expect(isBreached(password, policy)).toBe(false)
      }),
      { numRuns: 500 }
    )
  })

  it('ask for as many groups as their minimum needs, and no shorter ones than the policy’s', () => {
    fc.assert(
      fc.property(groupCount, fc.integer({ min: 1, max: 99 }), (wanted, minLength) => {
        const groups = groupsFor(wanted, minLength)
        expect(generateTemporaryPassword(groups).length).toBeGreaterThanOrEqual(minLength)
        expect(groups).toBeGreaterThanOrEqual(wanted)
        if (groups > wanted) expect(generateTemporaryPassword(groups - 1).length).toBeLessThan(minLength)
      })
    )
    expect(groupsFor(4)).toBe(4)
    expect(groupsFor(4, 1e9)).toBe(20)
  })
})
