import { create } from 'zustand'
import type { JournalFilter } from '../../shared/journal'

/** What stands in the filters' fields. */
export interface FilterValues {
  user: string
  action: string
  agent: string
  /** `YYYY-MM-DD`, as a date field gives it */
  day: string
}

export const noFilter: FilterValues = { user: '', action: '', agent: '', day: '' }

interface FilterDesk {
  values: FilterValues
  set: (change: Partial<FilterValues>) => void
}

/** Kept while another screen is looked at: "Find" leads away from the journal, and back to the same rows. */
export const useJournalFilter = create<FilterDesk>()((set) => ({
  values: noFilter,
  set: (change) => set(({ values }) => ({ values: { ...values, ...change } }))
}))

/** The filter that is asked for; a date that is still being typed filters nothing. */
export function filterOf({ user, action, agent, day }: FilterValues): JournalFilter {
  const text = user.trim()
  // at noon a day has the offset that most of it has, also when the clocks change in its night
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T12:00`) : undefined
  return {
    ...(text !== '' && { user: text }),
    ...(action !== '' && { action }),
    ...(agent !== '' && { agent }),
    ...(noon !== undefined &&
      !Number.isNaN(noon.getTime()) && { day: { date: day, offsetMinutes: noon.getTimezoneOffset() } })
  }
}

export const isFiltered = (filter: JournalFilter): boolean => Object.keys(filter).length > 0
