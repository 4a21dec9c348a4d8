import { useDesk } from '../state/desk-store'
import { type SearchRun, useSearch } from './search-store'

/** Asks the same once more, whatever stands in the box by now; the agent waits in the box, as after any search. */
export function searchAgain({ tenantId, text }: SearchRun): void {
  useDesk.getState().focusSearch()
  void useSearch.getState().start(tenantId, text)
}
