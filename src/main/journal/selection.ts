import type { JournalEntry, JournalFilter } from '../../shared/journal'

export interface Item {
  entry: JournalEntry
}

/** What one line brings to light. */
export interface Selected<T> {
  /** that begins a row: an attempt, an event, or an outcome whose attempt is not there */
  row?: T
  /** that ends the row of its attempt */
  outcome?: T
}

/**
 * Picks what a filter asks for out of the lines as they come. Attempt and outcome go together: the outcome of a creation
 * names the user that its attempt could not know yet, and one after midnight belongs to the day before.
 */
export function createSelection<T extends Item>(filter: JournalFilter): (item: T) => Selected<T> {
  const day = filter.day && daySpan(filter.day)
  const isOf = ({ action, agent, at }: JournalEntry) =>
    (filter.action === undefined || action === filter.action) &&
    (filter.agent === undefined || agent === filter.agent) &&
    (day === undefined || (at >= day.from && at < day.to))
  const isAbout = ({ user }: JournalEntry) => filter.user === undefined || user === filter.user
  /** attempts without their outcome as yet, and whether they were picked */
  const open = new Map<number, 'picked' | 'left' | T>()
  return (item) => {
    const { entry } = item
    const attempt = entry.phase === 'outcome' && entry.of !== undefined ? open.get(entry.of) : undefined
    if (entry.of !== undefined && attempt !== undefined) {
      open.delete(entry.of)
      if (attempt === 'picked') return { outcome: item }
      return attempt !== 'left' && isAbout(entry) ? { row: attempt, outcome: item } : {}
    }
    const fits = isOf(entry)
    const picked = fits && isAbout(entry)
    if (entry.phase === 'attempt') open.set(entry.seq, picked ? 'picked' : fits ? item : 'left')
    return picked ? { row: item } : {}
  }
}

/** The day as the agent's clock shows it; offsets count as `Date.getTimezoneOffset` does. */
function daySpan(day: NonNullable<JournalFilter['day']>): { from: number; to: number } {
  const from = Date.parse(`${day.date}T00:00:00Z`) + day.offsetMinutes * 60_000
  return { from, to: from + 24 * 3_600_000 }
}
