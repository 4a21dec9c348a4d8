/** Numbers below this are seconds: as milliseconds they would lie before 1973, when nobody had an account. */
const smallestMs = 1e11
const largestMs = 8.64e15

const iso = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?)?\s*([Zz]|[+-]\d{2}:?\d{2})?$/

/**
 * A time in epoch ms from whatever Mosaic sent: epoch ms, epoch seconds, either as a string, or ISO 8601 (API.md §9
 * "Dates"). ISO without a zone is read as UTC. Anything else, and zero or before 1970, is undefined: not a time.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d{1,16}(\.\d+)?$/.test(text)) return fromEpoch(Number(text))
  const match = iso.exec(text)
  if (match === null) return undefined
  const [, day = '', clock = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = match
  // Date.parse alone is too liberal ("call 3" is a date to it) and reads a missing zone as local time
  const milliseconds = fraction === '' ? '.000' : fraction.padEnd(4, '0').slice(0, 4)
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  return within(Date.parse(`${day}T${clock}${seconds}${milliseconds}${offset}`))
}

/** The same where a number may also be a duration, of minutes or seconds: only what can be nothing but a moment. */
export function readMoment(value: unknown): number | undefined {
  if (typeof value === 'number') return value < smallestMs ? undefined : readTime(value)
  return typeof value === 'string' && iso.test(value.trim()) ? readTime(value) : undefined
}

function fromEpoch(value: number): number | undefined {
  return within(Math.round(value < smallestMs ? value * 1000 : value))
}

function within(time: number): number | undefined {
  return time > 0 && time <= largestMs ? time : undefined
}
