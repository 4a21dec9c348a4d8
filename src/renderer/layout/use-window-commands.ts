import { useEffect } from 'react'
import { onEvent } from '../bridge/client'
import { latinKey } from '../components/latin-key'
import { isDialogOpen } from '../components/overlays'
import { endCall } from '../find/end-call'
import { openLicences } from '../licences/licences-desk'
import { goToLookUp } from '../look-up/to-look-up'
import { useDesk } from '../state/desk-store'
import { goToUpdates } from '../updates/updates-desk'

/** Ctrl/⌘K, with Shift for all tenants, and the menu's commands. Within a dialog both stay out of reach: its question comes first. */
export function useWindowCommands(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (latinKey(event) !== 'k' || event.altKey) return
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      if (event.shiftKey) lookUpTenants()
      else goToSearch()
    }
    window.addEventListener('keydown', onKeyDown)
    const unlisten = onEvent('app.menu', ({ command }) => {
      if (command === 'focus-search') goToSearch()
      if (command === 'look-up-tenants') lookUpTenants()
      if (command === 'close-user' && !isDialogOpen()) endCall()
      if (command === 'settings' && !isDialogOpen()) useDesk.getState().setScreen('settings')
      if (command === 'check-updates' && !isDialogOpen()) goToUpdates('check')
      if (command === 'licences' && !isDialogOpen()) openLicences()
    })
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      unlisten()
    }
  }, [])
}

function lookUpTenants(): void {
  if (!isDialogOpen()) goToLookUp()
}

function goToSearch(): void {
  if (!isDialogOpen()) useDesk.getState().focusSearch()
}
