import type { Licence } from '../../shared/licences'

const isFound = ({ name, version, licence }: Licence, word: string): boolean =>
  [name, version, licence].some((text) => text.toLowerCase().includes(word))

/** The packages that have every word of `wanted` in their name, version or licence, in their order; all of them where it is blank. */
export function matchingLicences(all: readonly Licence[], wanted: string): readonly Licence[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  return words.length === 0 ? all : all.filter((one) => words.every((word) => isFound(one, word)))
}
