import { useDesk } from '../state/desk-store'
import { useLookUp } from '../look-up/look-up-store'
import { useSearch } from './search-store'

/** The call is over: nothing of the caller stays on screen or in memory, and the box waits for the next one. */
export function endCall(): void {
  useSearch.getState().reset()
  useLookUp.getState().reset()
  useDesk.getState().closeUser()
  useDesk.getState().focusSearch()
}
