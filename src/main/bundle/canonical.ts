import canonicalize from 'canonicalize'

/** Half a pair of surrogates: no text, and RFC 8785 (§3.2.2.2) forbids to sign it. The library would. */
const loneSurrogate = /\p{Cs}/u

/**
 * The one text of a JSON value by RFC 8785: the same for every order of members and all whitespace. Throws a TypeError where the value
 * has none: half a pair of surrogates in a text or a name, or what is no JSON.
 */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  // half a pair is written as \ud8… and nothing else is, but for text that says so itself
  if (text === undefined || (text.includes('\\ud') && holdsLoneSurrogate(value))) {
    throw new TypeError('This has no canonical form.')
  }
  return text
}

/** The same as UTF-8. */
export const canonicalBytes = (value: unknown): Buffer => Buffer.from(canonicalText(value), 'utf8')

export function holdsLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return loneSurrogate.test(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(holdsLoneSurrogate)
  return Object.entries(value).some(
    ([name, member]) => loneSurrogate.test(name) || holdsLoneSurrogate(member)
  )
}
