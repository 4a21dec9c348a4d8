import { cleanIdentifier } from './clean-identifier'
import type { FindQuestion, FindSource } from './find'
import { isEmail, isName, isPhoneLike } from './identifier-shapes'

export interface ParsedPhone {
  /** `+` and digits, e.g. `+14155550123` */
  e164: string
  /** long enough to be a whole number of its country */
  complete: boolean
}

/**
 * All that a phone number, as people write it, may mean; `country` is where numbers without a country code belong.
 * What is too long for any number is left out.
 */
export type ReadPhone = (text: string, country: string) => ParsedPhone[]

export interface SearchPlan {
  /** exact look-ups, asked in parallel */
  exact: FindQuestion[]
  /** searches, asked only when no exact look-up found anybody */
  fallback: FindQuestion[]
}

/** Mosaic's own ids are 21 characters of this alphabet and may begin with `-` or `_` (API.md §9 "Ids"). */
const idShape = /^[A-Za-z0-9_-]{16,64}$/
const shortestPrefix = 2
const mostQuestions = 8

/**
 * Decides by shape which look-ups a search asks. What could be several things is asked as each of them: a
 * number may be a phone, a username or an external id, and only Mosaic knows. Of too many the least telling are left out.
 */
export function planSearch(text: string, country: string, readPhone: ReadPhone): SearchPlan {
  const typed = cleanIdentifier(text)
  if (typed === '') return { exact: [], fallback: [] }
  const email = isEmail(typed)
  const phones = isPhoneLike(typed) ? readPhone(typed, country) : []
  const numbers = phones.filter(({ complete }) => complete).map(({ e164 }) => e164)
  const [firstPhone, ...otherPhones] = phones.map(({ e164 }) => e164)
  const lower = typed.toLowerCase()
  // Whether Mosaic minds the case is not documented. An address in capitals is nobody's id.
  const spellings = email ? [typed, lower] : [typed, lower, typed.toUpperCase()]

  const exact = [
    ...ask('email', email ? [typed, lower] : []),
    ...ask('phone', numbers),
    ...ask('user-id', idShape.test(typed) ? [typed] : []),
    ...ask('username', spellings),
    ...ask('external-id', spellings)
  ]
  const fallback = [
    // the exact look-ups know primary e-mails and phones only (API.md §2.1)
    ...ask('other-email', email ? [typed] : []),
    ...ask('other-phone', numbers),
    ...ask('prefix', firstPhone === undefined ? [] : [firstPhone]),
    ...ask('prefix', beginsEmail(typed) ? [lower] : []),
    ...ask('name', isName(typed) ? [typed] : []),
    ...ask('prefix', otherPhones),
    ...ask('prefix', beginsEmail(typed) ? [typed] : [])
  ]
  return {
    exact: distinct(exact),
    fallback: distinct(fallback).slice(0, mostQuestions - distinct(exact).length)
  }
}

function ask(source: FindSource, values: string[]): FindQuestion[] {
  return values.map((value) => ({ source, value }))
}

function distinct(questions: FindQuestion[]): FindQuestion[] {
  return [...new Map(questions.map((one) => [`${one.source} ${one.value}`, one])).values()]
}

/** Prefix search knows primary e-mails and phones only (API.md §2.2): no blanks, nor how people write phones. */
function beginsEmail(typed: string): boolean {
  if (/\s/.test(typed) || typed.length < shortestPrefix) return false
  return isPhoneLike(typed) ? /^\d[\w.-]*$/.test(typed) : true
}
