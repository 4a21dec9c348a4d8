import { randomInt } from 'node:crypto'

/** `readable` can be read out without a mistake; `full` has all letters and digits. */
export type Alphabet = 'readable' | 'full'

const alphabets = {
  // No look-alikes (0/O, 1/l/I, 2/Z, 5/S, 6/G/b, 8/B, 9/g/q) and no vowels, so that no group spells a word.
  readable: { capitals: 'CDFHJKLMNPRTVWX', smalls: 'cdfhjkmnprtvwx', digits: '23456789' },
  full: { capitals: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', smalls: 'abcdefghijklmnopqrstuvwxyz', digits: '0123456789' }
} as const satisfies Record<Alphabet, object>

export type Draw = (below: number) => number

/**
 * A temporary password such as `Kx4m-Tp7w-H3vn-Rc8d`: groups of a capital, two small letters and a digit that
 * stands second, third or last, joined by hyphens. Holds all four kinds of characters in either alphabet, since what Mosaic's
 * complexity levels demand is not documented (API.md §5), and is longer than the longest minimum length (14). Four groups
 * hold 64.4 bits, of the full alphabet 75.7. `draw` answers an unbiased whole number below its argument.
 */
export function generateTemporaryPassword(
  groups: number,
  alphabet: Alphabet = 'readable',
  draw: Draw = (below) => randomInt(below)
): string {
  const { capitals, smalls, digits } = alphabets[alphabet]
  const pick = (characters: string): string => characters.charAt(draw(characters.length))
  const group = (): string => {
    const tail = [pick(smalls), pick(smalls)]
    tail.splice(draw(3), 0, pick(digits))
    return pick(capitals) + tail.join('')
  }
  return Array.from({ length: groups }, group).join('-')
}

/** So many are the most: a minimum that asks for more than these 99 characters is met by nobody who types it. */
const mostGroups = 20

/** As many groups as are wanted, and more where they would be shorter than the tenant's minimum (API.md §5). */
export function groupsFor(wanted: number, minLength = 0): number {
  // four characters each and a hyphen between two
  return Math.max(wanted, Math.min(mostGroups, Math.ceil((minLength + 1) / 5)))
}

/** Bits of entropy of a password of so many groups. */
export function entropyBits(groups: number, alphabet: Alphabet = 'readable'): number {
  const { capitals, smalls, digits } = alphabets[alphabet]
  return groups * Math.log2(capitals.length * smalls.length ** 2 * digits.length * 3)
}

export const usualGroups = 4
/** So many groups more are tried once when Mosaic calls a password weak. */
export const strongerBy = 2
