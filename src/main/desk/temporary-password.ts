import { randomInt } from 'node:crypto'

// No look-alikes (0/O, 1/l/I, 2/Z, 5/S, 6/G/b, 8/B, 9/g/q) and no vowels, so that no group spells a word.
const capitals = 'CDFHJKLMNPRTVWX'
const smalls = 'cdfhjkmnprtvwx'
const digits = '23456789'

export type Draw = (below: number) => number

/**
 * A temporary password such as `Kx4m-Tp7w-H3vn-Rc8d`: groups of a capital, two small letters and a digit that
 * stands second, third or last, joined by hyphens. Holds all four kinds of characters, since what Mosaic's complexity
 * levels demand is not documented (API.md §5), and is longer than the longest minimum length (14). Four groups hold
 * 64.4 bits, six 96.6. `draw` answers an unbiased whole number below its argument.
 */
export function generateTemporaryPassword(groups: number, draw: Draw = (below) => randomInt(below)): string {
  const pick = (alphabet: string): string => alphabet.charAt(draw(alphabet.length))
  const group = (): string => {
    const tail = [pick(smalls), pick(smalls)]
    tail.splice(draw(3), 0, pick(digits))
    return pick(capitals) + tail.join('')
  }
  return Array.from({ length: groups }, group).join('-')
}

/** Bits of entropy of a password of so many groups. */
export function entropyBits(groups: number): number {
  return groups * Math.log2(capitals.length * smalls.length ** 2 * digits.length * 3)
}

export const usualGroups = 4
/** What is tried once when Mosaic calls the usual one weak. */
export const strongerGroups = 6
