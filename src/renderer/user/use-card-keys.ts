import { useEffect, useLayoutEffect, useRef } from 'react'
import { latinKey } from '../components/latin-key'
import { isOverlayOpen } from '../components/overlays'
import { endCall } from '../find/end-call'
import type { UserActions } from './actions/use-user-actions'

type KeyedAction = Parameters<UserActions['start']>[0]
const actionKeys: Record<string, KeyedAction> = { u: 'unlock', t: 'issue', o: 'sign-out' }

/** Single keys act on the card, Esc ends the call, F5 reads anew; never while somebody types or a dialog is open. */
export function useCardKeys({ start, busy }: UserActions, refresh: () => void): void {
  const act = useRef({ start, busy, refresh })
  useLayoutEffect(() => {
    act.current = { start, busy, refresh }
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return
      const action = actionKeys[latinKey(event)]
      // a write is under way: its end must be seen
      if (act.current.busy !== undefined) return
      if (event.key === 'Escape') endCall()
      else if (event.key === 'F5') act.current.refresh()
      else if (action !== undefined) act.current.start(action, 'key')
      else return
      event.preventDefault()
    }
    // In the capture phase: a dialog that Esc closes is still there when this looks for it.
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}

function isElsewhere(target: EventTarget | null): boolean {
  if (isOverlayOpen()) return true
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
