/** Invisible or able to reorder, hide or break what stands around it; the two joiners that names in some scripts need are spared. */
const unseen = /(?![\u200C\u200D])[\p{Cf}\p{Cs}]/gu

/** Foreign text as part of one line: line breaks and other controls become a blank, what is not seen goes; `…` where it was cut. */
export function plainLine(value: string, most: number): string {
  const calm = value
    .slice(0, 4 * most)
    .replace(unseen, '')
    .replace(/[\s\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
  return calm.length <= most ? calm : `${calm.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
