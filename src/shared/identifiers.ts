import type { FindQuestion } from './find'

export interface ParsedPhone {
  /** `+` and digits, e.g. `+14155550123` */
  e164: string
  /** long enough to be a whole number of its country */
  complete: boolean
}

/** Reads a phone number as people write it; `country` is where numbers without a country code belong. */
export type ParsePhone = (text: string, country: string) => ParsedPhone | undefined

export interface SearchPlan {
  /** exact look-ups, asked in parallel */
  exact: FindQuestion[]
  /** prefix searches, asked only when no exact look-up found anybody */
  fallback: FindQuestion[]
}

/** Mosaic's own ids are 21 characters of this alphabet and may begin with `-` or `_` (API.md §9 "Ids"). */
const idShape = /^[A-Za-z0-9_-]{6,64}$/
const phoneShape = /^(?:tel:)?[+\d０-９٠-٩(][\d０-９٠-٩\s().\-/+–—\u00a0]*$/u
const shortestPrefix = 2

/**
 * Decides by shape which look-ups a search asks. What could be several things is asked as each of them: a
 * number may be a phone, a username or an external id, and only Mosaic knows.
 */
export function planSearch(text: string, country: string, parsePhone: ParsePhone): SearchPlan {
  const typed = text.normalize('NFC').trim()
  if (typed === '') return { exact: [], fallback: [] }
  const phoneLike = phoneShape.test(typed) && /\p{Nd}/u.test(typed)
  const phone = phoneLike ? parsePhone(typed, country) : undefined
  const exact: FindQuestion[] = []
  const fallback: FindQuestion[] = []

  if (isEmail(typed)) for (const value of spellings(typed)) exact.push({ source: 'email', value })
  if (phone?.complete === true) exact.push({ source: 'phone', value: phone.e164 })
  if (idShape.test(typed)) exact.push({ source: 'user-id', value: typed })
  exact.push({ source: 'username', value: typed }, { source: 'external-id', value: typed })

  if (phone !== undefined) fallback.push({ source: 'prefix', value: phone.e164 })
  // Prefix search knows primary e-mails and phones only (API.md §2.2); neither holds a space.
  if (!/\s/.test(typed) && !phoneLike && typed.length >= shortestPrefix) {
    for (const value of spellings(typed)) fallback.push({ source: 'prefix', value })
  }
  return { exact, fallback }
}

/** As typed and, where that differs, in lower case: whether Mosaic minds the case is not documented. */
function spellings(typed: string): string[] {
  const lower = typed.toLowerCase()
  return lower === typed ? [typed] : [typed, lower]
}

function isEmail(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)
}
