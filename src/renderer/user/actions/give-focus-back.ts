import { useEffect, useLayoutEffect, useRef } from 'react'

/** True when the focus is nowhere: what had it is gone. */
const isFocusLost = () => document.activeElement === null || document.activeElement === document.body

function canTakeFocus(element: Element | null): element is HTMLElement {
  return element instanceof HTMLElement && element.isConnected && !element.matches(':disabled')
}

interface Away {
  /** a question stands in front of the card */
  asking: boolean
  /** an action runs, or its dialog is open */
  acting: boolean
  /** counts the dialogs that came to something: they are not begun anew by a second Enter either */
  ended: number
}

/**
 * Keeps the focus on the card. A question that was thought better of gives it back to where it was. After an action it goes to
 * the card's heading, so that the next key is for this caller and a second Enter presses no other action; so it does
 * where the control that has it goes away.
 */
export function useFocusBack({ asking, acting, ended }: Away): void {
  const opener = useRef<Element | null>(null)
  const acted = useRef(false)
  const endedBefore = useRef(ended)
  const last = useRef<EventTarget | null>(null)
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      last.current = target
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [])
  // after every commit, since each may take out the element that has the focus
  useLayoutEffect(() => {
    if (acting) acted.current = true
    if (asking || acting) {
      opener.current ??= document.activeElement
      return
    }
    const card = document.querySelector('section[aria-label="User"]')
    const heading = card?.querySelector('h1') ?? null
    // the agent may have gone on to another place, or clicked on nothing: only the card's focus, or one that vanished, is moved
    const vanished = isFocusLost() && last.current instanceof Element && !last.current.isConnected
    const onCard = card?.contains(document.activeElement) === true
    const done = acted.current || endedBefore.current !== ended
    const places = done ? [heading] : [opener.current, heading]
    if (vanished || (acted.current && onCard)) places.find(canTakeFocus)?.focus({ preventScroll: true })
    opener.current = null
    acted.current = false
    endedBefore.current = ended
  })
}
