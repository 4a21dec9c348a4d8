import { nameWords } from '../../shared/identifier-shapes'

// SCIM expressions for `search` (API.md §2.2). Whether `eq` and `sw` mind the case is not documented: both are asked.

/** Who has this address beside the primary one, which an exact look-up finds. */
export function secondaryEmailIs(email: string): string {
  return anyOf([email, email.toLowerCase()].map((value) => `secondary_emails eq ${quoted(value)}`))
}

/** `phone` in E.164 */
export function secondaryPhoneIs(phone: string): string {
  return `secondary_phone_numbers eq ${quoted(phone)}`
}

export const emailIs = (email: string): string => `email eq ${quoted(email)}`
/** `phone` in E.164 */
export const phoneIs = (phone: string): string => `phone_number eq ${quoted(phone)}`
export const externalIdIs = (id: string): string => `external_user_id eq ${quoted(id)}`

/** What `search_prefix` asks, as part of an expression: it knows primary e-mails and phones only. */
export function contactBegins(text: string): string {
  return anyOf(['email', 'phone_number'].map((field) => `${field} sw ${quoted(text)}`))
}

/** Whose first or last name begins with the one word; of several, who has one name at the front and one further on. */
export function nameBegins(text: string): string {
  const [head = '', ...rest] = nameWords(text)
  if (rest.length === 0) return anyOf([begins('first_name', head), begins('last_name', head)])
  // "Ana María López": what follows the first name may be another first name, or belong to the last
  const tails = rest.map((_, index) => rest.slice(index).join(' '))
  const order = (front: NameField, back: NameField) =>
    `(${begins(front, head)} and ${anyOf(tails.map((tail) => begins(back, tail)))})`
  return anyOf([order('first_name', 'last_name'), order('last_name', 'first_name')])
}

type NameField = 'first_name' | 'last_name'

function begins(field: NameField, text: string): string {
  return anyOf([text, capitalised(text)].map((value) => `name.${field} sw ${quoted(value)}`))
}

/** "o'brien-kowalczyk" → "O'Brien-Kowalczyk" */
function capitalised(text: string): string {
  return text.toLowerCase().replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** Who is meant by one of these expressions at least. */
export function anyOf(terms: string[]): string {
  const different = [...new Set(terms)]
  return different.length === 1 ? different.join() : `(${different.join(' or ')})`
}

/** Escapes are not documented; in SCIM a value is a JSON string (RFC 7644 §3.4.2.2). */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}
