import { useEffect } from 'react'
import { onEvent } from '../bridge/client'
import { latinKey } from '../components/latin-key'
import { isDialogOpen } from '../components/overlays'
import { endCall } from '../find/end-call'
import { useDesk } from '../state/desk-store'

/** Ctrl/⌘K and the menu's commands. Within a dialog the box stays out of reach: its question comes first. */
export function useWindowCommands(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (latinKey(event) !== 'k' || event.altKey || event.shiftKey) return
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      goToSearch()
    }
    window.addEventListener('keydown', onKeyDown)
    const unlisten = onEvent('app.menu', ({ command }) => {
      if (command === 'focus-search') goToSearch()
      if (command === 'close-user' && !isDialogOpen()) endCall()
      if (command === 'settings' && !isDialogOpen()) useDesk.getState().setScreen('settings')
    })
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      unlisten()
    }
  }, [])
}

function goToSearch(): void {
  if (!isDialogOpen()) useDesk.getState().focusSearch()
}
