import { clipLength } from '../../shared/user'

/** What would let a field reorder, hide or break the text around it: controls, bidi overrides, lone surrogates. */
const unruly = /[\p{Cc}\p{Bidi_Control}\p{Cs}]/gu

/**
 * Text from Mosaic made harmless and still readable: line breaks become blanks, invisible direction marks go, other
 * control and bidi characters become U+FFFD so that they are seen. At most `clipLength` long, `…` where it was cut.
 */
export function plainText(value: string): string {
  const calm = value
    .slice(0, 2 * clipLength)
    .replace(/[\t\n\v\f\r\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061C\u200E\u200F]/g, '')
    .replace(unruly, '\uFFFD')
    .trim()
  return calm.length <= clipLength
    ? calm
    : `${calm.slice(0, clipLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * True for a string that can serve as an id as it is. Ids go back to Mosaic, so they are never altered: one that
 * could not be shown unchanged is refused instead.
 */
export function isPlainId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !/\s/.test(value) && plainText(value) === value
}
