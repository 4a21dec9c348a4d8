import canonicalize from 'canonicalize'

/** Half a pair of surrogates: no text, and RFC 8785 (§3.2.2.2) forbids to sign it. The library would. */
const loneSurrogate = /\p{Cs}/u

/**
 * The one text of a JSON value by RFC 8785, as UTF-8: the same for every order of members and all whitespace. Throws a
 * TypeError where the value has none: half a pair of surrogates in a text or a name, or what is no JSON.
 */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value)
  if (text === undefined || holdsLoneSurrogate(value)) throw new TypeError('This has no canonical form.')
  return Buffer.from(text, 'utf8')
}

function holdsLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return loneSurrogate.test(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(holdsLoneSurrogate)
  return Object.entries(value).some(
    ([name, member]) => loneSurrogate.test(name) || holdsLoneSurrogate(member)
  )
}
