import { flushSync } from 'react-dom'
import { useDesk } from '../state/desk-store'

/**
 * Leaves the screen. The focus goes back to the button that opened it, where that is there again: in a list of tenants
 * it is named after the tenant. Else it goes where the next call starts.
 */
export function leaveDoctor(label: string | undefined): void {
  flushSync(() => useDesk.getState().closeDoctor())
  const opener = label === undefined ? undefined : buttonNamed(`Check ${label}`)
  if (opener === undefined) useDesk.getState().focusSearch()
  else opener.focus()
}

function buttonNamed(name: string): HTMLElement | undefined {
  const buttons = document.querySelectorAll<HTMLElement>('main button[aria-label]')
  return [...buttons].find((button) => button.getAttribute('aria-label') === name)
}
