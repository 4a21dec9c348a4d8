import type { TenantSummary } from '../../shared/tenant'
import { useDesk } from '../state/desk-store'
import { chosenIds } from './choice'
import { useLookUp } from './look-up-store'
import { choiceProblem } from './words'

/** Shows the screen as it was left, with the focus in its box. */
export function goToLookUp(): void {
  useDesk.getState().setScreen('look-up')
  useLookUp.getState().focus()
}

/** Looks a text up in all tenants at once, whatever was chosen before: that is what the button says. */
export function lookUpInAll(tenants: readonly TenantSummary[], text: string): void {
  const { setLeftOut, setText, start } = useLookUp.getState()
  setText(text)
  setLeftOut(undefined)
  goToLookUp()
  const chosen = chosenIds(tenants, undefined)
  // else the screen says what to do about it
  if (choiceProblem(chosen.length) === undefined) void start(chosen)
}
