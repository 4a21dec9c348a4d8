import { isOverlayOpen } from '../components/overlays'
import { emptyValues, isSending, useCreateDesk } from '../create/create-store'
import { useSearch } from '../find/search-store'
import { useSettingsDesk } from '../password-settings/settings-desk'
import { useDesk } from '../state/desk-store'
import { isSearchOpen } from './open-search'
import { isFormBegun, isTyping } from './typing'

/** What a search that nobody at this desk began would end or lose. */
export type Loss = 'call' | 'profile' | 'new-user' | 'password-settings' | 'form' | 'search' | 'typed'

/** `elsewhere`: the search is in another tenant than the open one, where nothing half-filled comes along. */
export function losses(elsewhere: boolean): Loss[] {
  const { open, tenantForm } = useDesk.getState()
  const found: [Loss, boolean][] = [
    ['call', open !== undefined],
    ['profile', tenantForm !== undefined],
    ['new-user', elsewhere && isCreateBegun()],
    ['password-settings', elsewhere && useSettingsDesk.getState().draft !== undefined],
    ['form', tenantForm === undefined && isFormBegun() && !isKept()],
    ['search', isSearchOpen()],
    ['typed', isSearchTyped()]
  ]
  return found.filter(([, isSo]) => isSo).map(([loss]) => loss)
}

/** Whether the agent is in the middle of a call or of something else: then a link waits for their word. */
export const isInTheWay = (elsewhere: boolean): boolean =>
  useDesk.getState().open !== undefined || isSearchOpen() || isAtSomething(elsewhere)

/** Whether the agent is in the middle of something, the call and the search for its caller aside. */
export function isAtSomething(elsewhere: boolean): boolean {
  const isLost = losses(elsewhere).some((loss) => loss !== 'call' && loss !== 'search')
  return isLost || isOverlayOpen() || isTyping() || isFormOpen()
}

/** On these screens what was typed stays while another one is looked at, unless the tenant is another one. */
function isKept(): boolean {
  const { screen } = useDesk.getState()
  return screen === 'create' || screen === 'password-settings'
}

/** The agent is filling in a form, also where nothing of it would be lost. */
function isFormOpen(): boolean {
  const { screen } = useDesk.getState()
  if (screen === 'create') return isCreateBegun()
  return screen === 'password-settings' && useSettingsDesk.getState().draft !== undefined
}

function isCreateBegun(): boolean {
  const { values, progress } = useCreateDesk.getState()
  const isFilled = Object.keys(emptyValues).some((name) => values[name as keyof typeof values].trim() !== '')
  return isFilled || isSending(progress)
}

/** Something stands in the search box that was not searched for. */
function isSearchTyped(): boolean {
  const { text, run } = useSearch.getState()
  return text.trim() !== '' && text.trim() !== run?.text
}
