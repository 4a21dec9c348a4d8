import { plainText } from './text'

const looksPrivate = [
  /[^\s"'<>(),:;@]+@[^\s"'<>(),:;@]+\.[^\s"'<>(),:;@]+/g,
  /\+?\d[\d ().-]{6,}\d/g,
  /\b[\w-]{12,}\.[\w-]{12,}\.[\w-]{8,}/g
]

/**
 * One of Mosaic's messages without what we sent (a validator may quote a password or an address) and without anything
 * that looks like an address, a number or a token; harmless and at most 300 characters.
 */
export function withoutValues(message: string, sent: readonly string[]): string {
  let text = message.slice(0, 4000)
  const longestFirst = sent.filter((value) => value.length >= 3).toSorted((a, b) => b.length - a.length)
  for (const value of longestFirst) text = text.replace(occurrences(value), '…')
  for (const pattern of looksPrivate) text = text.replace(pattern, '…')
  return plainText(text.slice(0, 300))
}

/** Short values count as whole words only: the first name "Ema" must not blot out half of "email". */
function occurrences(value: string): RegExp {
  const literal = value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(value.length < 6 ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal, 'giu')
}

/** Every text inside a request's values or body, whatever its depth: what must not come back in an error. */
export function textsWithin(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsWithin)
}
