import { shownApplication } from '../bridge/scope'
import { collectFindings, onlyHit } from '../find/hits'
import { type SearchRun, useSearch } from '../find/search-store'
import { useDesk } from '../state/desk-store'

/** Whether the agent's search still runs, or its hits wait until they know from the caller which one it is. */
export function isSearchOpen(): boolean {
  const { run } = useSearch.getState()
  if (run === undefined || useDesk.getState().open !== undefined || !isDrawn(run)) return false
  if (run.state === 'running') return true
  const findings = collectFindings(run.answers)
  return findings.hits.length > 0 && onlyHit(findings) === undefined
}

/** A search through the users of another application than the open one is over; that of another tenant is gone. */
function isDrawn({ tenantId, applicationId }: Pick<SearchRun, 'tenantId' | 'applicationId'>): boolean {
  const shown = shownApplication(tenantId)
  return shown === undefined || applicationId === undefined || applicationId === shown
}
