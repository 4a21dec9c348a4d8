import { plainText } from './text'

/** Readers for what Mosaic sends: they take the liberal view, never throw, and leave undefined what is not there. */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** Harmless, clipped text; a number is taken as its digits. Undefined when nothing is left to show. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) return undefined
  const text = plainText(String(value))
  return text === '' ? undefined : text
}

export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  return value === 'true' ? true : value === 'false' ? false : undefined
}

/** A whole number from zero on; also as a string. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The texts in an array, or in one string with blanks between them (as OAuth writes scopes). */
export function wordsOf(value: unknown): string[] {
  const parts = typeof value === 'string' ? value.split(/\s+/) : listOf(value)
  return parts.map(textOf).filter((text) => text !== undefined)
}
