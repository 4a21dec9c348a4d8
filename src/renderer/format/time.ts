// The words are English, so the dates are too, whatever the system's language; the zone is the agent's own.
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'long'
})
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const minute = 60_000
const hour = 60 * minute
/** The largest number a Date can hold; Mosaic may send anything. */
const lastMoment = 8.64e15

/** False for numbers that are no moment at all. All times of this file are epoch ms. */
export const isMoment = (time: number): boolean => Math.abs(time) <= lastMoment

/** "2 June 2026" */
export const formatDay = (time: number): string => (isMoment(time) ? day.format(time) : 'unknown date')

/** "14:22" */
export const formatClock = (time: number): string => (isMoment(time) ? clock.format(time) : 'unknown time')

/** "Tuesday 2 June 2026 at 14:22:05 Central European Summer Time" */
export const formatExact = (time: number): string => (isMoment(time) ? exact.format(time) : 'unknown time')

/** Whole calendar days from `now` to `time` in the agent's zone; negative for the past. */
export function daysBetween(now: number, time: number): number {
  const from = new Date(now)
  const to = new Date(time)
  const start = Date.UTC(from.getFullYear(), from.getMonth(), from.getDate())
  return Math.round((Date.UTC(to.getFullYear(), to.getMonth(), to.getDate()) - start) / (24 * hour))
}

/** "in 9 minutes", "yesterday", "5 months ago": what somebody would say on the phone. */
export function formatRelative(time: number, now: number): string {
  if (!isMoment(time)) return 'unknown time'
  const days = daysBetween(now, time)
  const distance = Math.abs(time - now)
  if (distance < minute) return 'now'
  if (distance < hour) return relative.format(Math.trunc((time - now) / minute), 'minute')
  if (days === 0 || distance < 6 * hour) return relative.format(Math.trunc((time - now) / hour), 'hour')
  if (Math.abs(days) < 14) return relative.format(days, 'day')
  if (Math.abs(days) < 61) return relative.format(Math.trunc(days / 7), 'week')
  if (Math.abs(days) < 730) return relative.format(Math.trunc(days / 30.44), 'month')
  return relative.format(Math.trunc(days / 365.25), 'year')
}

const nearDays: Record<number, string> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }

/** A moment within a sentence: "today at 14:22", "29 November 2026 at 09:00". */
export function formatInSentence(time: number, now: number): string {
  if (!isMoment(time)) return 'at an unknown time'
  return `${nearDays[daysBetween(now, time)] ?? formatDay(time)} at ${formatClock(time)}`
}

/** As short as it stays clear, for the end of a line: "14:07", "yesterday", "2 June 2026". */
export function formatShort(time: number, now: number): string {
  if (!isMoment(time)) return 'unknown time'
  const days = daysBetween(now, time)
  if (days === 0) return formatClock(time)
  return Math.abs(days) < 14 ? relative.format(days, 'day') : formatDay(time)
}
