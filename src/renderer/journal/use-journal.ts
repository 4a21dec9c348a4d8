import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { JournalFilter } from '../../shared/journal'
import { call } from '../bridge/client'

/** Rows of one page. */
export const pageLength = 50

export const journalKey = (filter: JournalFilter) => ['journal', filter] as const

/** Rows that match, newest first, page by page; the last ones stay in place until those of a new filter have come. */
export function useJournal(filter: JournalFilter) {
  return useInfiniteQuery({
    queryKey: journalKey(filter),
    queryFn: ({ pageParam: before, signal }) =>
      call(
        'journal.query',
        { filter, limit: pageLength, ...(before !== undefined && { before }) },
        { signal }
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ more, rows }) => (more > 0 ? rows.at(-1)?.entry.seq : undefined),
    placeholderData: keepPreviousData,
    // every act writes to it
    staleTime: 0,
    gcTime: 60_000
  })
}
