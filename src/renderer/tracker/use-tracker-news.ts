import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { actionNames } from '../../shared/desk-words'
import { trackerKey } from './use-tracked'
import { watchCalls } from './watch-calls'

/** What puts another credential into the tracker, or replaces one, as the call's deeds name it. */
const issuing: readonly string[] = [
  actionNames.issue,
  actionNames['set-password'],
  actionNames['access-code']
]

/** Reads the tracker anew as soon as the open call has issued another credential. */
export function useTrackerNews(): void {
  const client = useQueryClient()
  useEffect(() => {
    let known: string | undefined
    return watchCalls(client, ({ tenantId, userId, deeds }) => {
      const last = deeds.findLast(({ what, result }) => issuing.includes(what) && result === 'done')
      const issued = last && `${tenantId} ${userId} ${last.at}`
      if (issued === undefined || issued === known) return
      known = issued
      void client.invalidateQueries({ queryKey: trackerKey() })
    })
  }, [client])
}
