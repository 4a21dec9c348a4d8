import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import type { ParsePhone } from '../../shared/identifiers'

/** Reads a number as people write it, by libphonenumber's rules; `undefined` when it is none. */
export const parsePhone: ParsePhone = (text, country) => {
  // `00` leads abroad from most countries, but not by the rules of all: say it the way that is meant everywhere.
  const international = text.replace(/^\s*00(?=[1-9])/, '+')
  const number = parsePhoneNumberFromString(international, country as CountryCode)
  return number === undefined ? undefined : { e164: number.number, complete: number.isPossible() }
}
