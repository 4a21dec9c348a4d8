import { useEffect, useLayoutEffect, useRef } from 'react'

/** True when the focus is nowhere: what had it is gone. */
const isFocusLost = () => document.activeElement === null || document.activeElement === document.body

function canTakeFocus(element: Element | null): element is HTMLElement {
  return element instanceof HTMLElement && element.isConnected && !element.matches(':disabled')
}

/**
 * Keeps the focus on the card. After a dialog (`away`) it returns to where it was, and where the control that has it goes away, as
 * "Unlock password" does once it is unlocked, it goes to the card's heading, so that the next key still does something.
 */
export function useFocusBack(away: boolean): void {
  const opener = useRef<Element | null>(null)
  const last = useRef<EventTarget | null>(null)
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      last.current = target
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [])
  // after every commit: any of them may take out the element that has the focus
  useLayoutEffect(() => {
    if (away) {
      opener.current ??= document.activeElement
      return
    }
    // the agent may have clicked on nothing: only a focus that vanished is given back
    const vanished = isFocusLost() && last.current instanceof Element && !last.current.isConnected
    const heading = document.querySelector('section[aria-label="User"] h1')
    if (vanished) [opener.current, heading].find(canTakeFocus)?.focus({ preventScroll: true })
    opener.current = null
  })
}
