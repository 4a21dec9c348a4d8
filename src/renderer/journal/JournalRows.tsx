import { Button } from '@mantine/core'
import { useCallback } from 'react'
import { toAppError } from '../../shared/errors'
import type { JournalFilter } from '../../shared/journal'
import { Failure } from '../components/Failure'
import { SkeletonLines } from '../components/Skeleton'
import { useSearch } from '../find/search-store'
import { useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { isFiltered } from './journal-filter'
import { JournalLine } from './JournalLine'
import classes from './Journal.module.css'
import type { useJournal } from './use-journal'

interface JournalRowsProps {
  journal: ReturnType<typeof useJournal>
  filter: JournalFilter
}

/** The table, and whatever stands in its place. */
export function JournalRows({ journal, filter }: JournalRowsProps) {
  const { data, isPending, isError, error, hasNextPage, isFetchingNextPage } = journal
  const state = useAppState().data
  const currentId = state?.currentTenantId
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const find = useCallback(
    (userId: string) => {
      if (currentId === undefined) return
      useDesk.getState().focusSearch()
      void useSearch.getState().start(currentId, userId)
    },
    [currentId]
  )
  const labelOf = (tenantId: string) =>
    state?.tenants.find(({ id }) => id === tenantId)?.label ?? 'a tenant that was removed'
  return (
    <>
      {isPending && <SkeletonLines lines={6} label="Reading the journal" />}
      {isError && (
        <Failure
          inline
          error={toAppError(error)}
          doing="Read the journal"
          onRetry={() => void (journal.isFetchNextPageError ? journal.fetchNextPage() : journal.refetch())}
        />
      )}
      {data && rows.length === 0 && (
        <p className={classes.empty}>
          {isFiltered(filter)
            ? 'No record matches these filters.'
            : 'Nothing yet. Every change and every verification from this computer is recorded here.'}
        </p>
      )}
      {rows.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label="Journal" aria-busy={journal.isPlaceholderData}>
            <thead>
              <tr>
                <th scope="col">Time and agent</th>
                <th scope="col">User ID</th>
                <th scope="col">Action</th>
                <th scope="col">Verified by</th>
                <th scope="col">Ticket</th>
                <th scope="col">Result</th>
                <th scope="col">
                  <span className="visually-hidden">Details</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const { tenant, seq } = row.entry
                return (
                  <JournalLine
                    key={seq}
                    row={row}
                    elsewhere={tenant === undefined || tenant === currentId ? undefined : labelOf(tenant)}
                    onFind={find}
                  />
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            size="xs"
            aria-disabled={isFetchingNextPage}
            data-disabled={isFetchingNextPage}
            onClick={() => !isFetchingNextPage && void journal.fetchNextPage()}
          >
            {isFetchingNextPage ? 'Show more…' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  )
}
