import { useEffect, useLayoutEffect, useRef } from 'react'
import { latinKey } from '../components/latin-key'
import { isOverlayOpen } from '../components/overlays'
import { endCall } from '../find/end-call'
import { actionButtons } from './action-buttons'
import type { CardAction } from './actions/action-words'
import type { UserActions } from './actions/use-user-actions'

const actionKeys = new Map(
  Object.entries(actionButtons).flatMap(([action, { key }]) =>
    key === undefined ? [] : [[key.toLowerCase(), action as CardAction] as const]
  )
)

interface OtherKeys {
  /** F5 */
  refresh: () => void
  /** N */
  copyNote: () => void
}

/** Single keys act on the card, Esc ends the call, F5 reads anew; never while somebody types or a dialog is open. */
export function useCardKeys(
  { start, busy, held }: Pick<UserActions, 'start' | 'busy' | 'held'>,
  { refresh, copyNote }: OtherKeys
): void {
  usePlainKeys((event) => {
    const key = latinKey(event)
    const action = actionKeys.get(key)
    // a write is under way: its end must be seen
    if (busy !== undefined || held) return false
    if (event.key === 'Escape') endCall()
    else if (event.key === 'F5') refresh()
    else if (key === 'n') copyNote()
    else if (action !== undefined) start(action, 'key')
    else return false
    return true
  })
}

/** Opens the next application of the tenant, also while its card is being read or cannot be. */
export const applicationKey = 'A'

export function useApplicationKey(openNext: (() => void) | undefined): void {
  usePlainKeys((event) => {
    if (openNext === undefined || latinKey(event) !== applicationKey.toLowerCase()) return false
    openNext()
    return true
  })
}

/** Hands over keys that are pressed for the card, without modifiers and once. `onKey` answers whether it took the key. */
function usePlainKeys(onKey: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(onKey)
  useLayoutEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return
      if (latest.current(event)) event.preventDefault()
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
