/** Whom a `tessera://` link asks to search for, and in which tenant; no tenant is the open one. Both are clean one-line texts. */
export interface DeepLink {
  readonly identifier: string
  /** as it was written: the id of a profile or its label */
  readonly tenant?: string
}

export const longestLink = 4_000
export const longestIdentifier = 500

const start = 'tessera://find/'

// The characters that RFC 3986 lets stand there as they are, and letters of other scripts, which some systems do not encode. One
// slash at the end is added by shells and browsers.
const afterStart = /^((?:[\w.~!$&'()*+,;=:@%-]|[^\p{ASCII}\s])+)\/?(?:\?(.*))?$/u
const parameter = /^tenant=((?:[\w.~!$'()*+,;:@/?%-]|[^\p{ASCII}\s])+)$/u

/** What would break the line, hide, or reorder what stands around it. Two joiners are spelling in some scripts. */
const unclean = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const seen = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * Reads `tessera://find/<identifier>?tenant=<tenant>`; undefined for everything else, hostile or not. Never throws. Nothing is
 * repaired: what the agent is shown is what the link says. A parameter that is not known, or comes twice, makes the link malformed: it
 * may have been meant to narrow the search, and a wider one would be somebody else's.
 */
export function parseDeepLink(text: string): DeepLink | undefined {
  // of scheme and host the case means nothing
  if (text.length > longestLink || text.slice(0, start.length).toLowerCase() !== start) return undefined
  const [, path, query = ''] = afterStart.exec(text.slice(start.length)) ?? []
  if (path === undefined) return undefined
  // a path is no form: `+` is a plus, as in phone numbers and e-mail addresses
  const identifier = decoded(path)
  if (identifier === undefined) return undefined
  if (query === '') return { identifier }
  const value = parameter.exec(query)?.[1]
  // a query is written as a form is, by nearly everything that writes one: there `+` is a blank
  const tenant = value === undefined ? undefined : decoded(value.replaceAll('+', ' '))
  return tenant === undefined ? undefined : { identifier, tenant }
}

/** The text, if it is one line that can be seen. */
function decoded(encoded: string): string | undefined {
  let text: string
  try {
    text = decodeURIComponent(encoded)
  } catch {
    return undefined
  }
  if (text.length > longestIdentifier || unclean.test(text) || !seen.test(text)) return undefined
  return text.trim()
}
