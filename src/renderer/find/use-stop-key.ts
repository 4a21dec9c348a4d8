import { useEffect } from 'react'
import { isOverlayOpen } from '../components/overlays'
import { useDesk } from '../state/desk-store'

/** Esc stops a running search from anywhere on its screen; the box, a dialog or a menu has its own Esc. `stop` stays the same. */
export function useStopKey(running: boolean, stop: () => void): void {
  useEffect(() => {
    if (!running) return undefined
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || event.repeat) return
      if (isOverlayOpen() || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      stop()
      if (document.activeElement === document.body) useDesk.getState().focusSearch()
    }
    // In the capture phase: a menu that Esc closes is still there when this looks for it.
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [running, stop])
}
