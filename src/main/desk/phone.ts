import { parsePhoneNumberFromString, validatePhoneNumberLength, type CountryCode } from 'libphonenumber-js'
import type { ParsedPhone, ReadPhone } from '../../shared/identifiers'

/** `00`, in brackets or not: it leads abroad from most countries, but not by the rules of all. */
const dialledAbroad = /^[\s(]*00[\s().\-/]*(?=[1-9])/

/** Reads a number as people write it, by libphonenumber's rules; `undefined` when it is none. */
export function parsePhone(text: string, country: string): ParsedPhone | undefined {
  // `+` is meant everywhere
  const international = text.replace(dialledAbroad, '+')
  const number = parsePhoneNumberFromString(international, country as CountryCode)
  return number === undefined ? undefined : { e164: number.number, complete: number.isPossible() }
}

/** As dialled within `country` and, where a `+` may have been left out, with its country code. */
export const readPhone: ReadPhone = (text, country) => {
  const here = parsePhone(text, country)
  const readings = here === undefined || isTooLong(here) ? [] : [here]
  if (text.startsWith('+') || dialledAbroad.test(text)) return readings
  const abroad = parsePhone(`+${text}`, country)
  if (abroad?.complete === true && abroad.e164 !== here?.e164) readings.push(abroad)
  return readings
}

function isTooLong({ e164 }: ParsedPhone): boolean {
  return validatePhoneNumberLength(e164) === 'TOO_LONG'
}
