import { useEffect } from 'react'
import { type Intent, useDesk } from '../state/desk-store'

/**
 * Begins what the card was opened for, once, as soon as the card is `ready` for it. It begins as a key would: the card asks
 * first, and the gate asks for a verification as always.
 */
export function useIntent(start: (action: Intent, how: 'key') => void, ready: boolean): void {
  const intent = useDesk((desk) => desk.intent)
  useEffect(() => {
    if (intent === undefined || !ready) return
    // taken from the store and not from this render: an effect may run twice
    const taken = useDesk.getState().takeIntent()
    if (taken !== undefined) start(taken, 'key')
  }, [intent, ready, start])
}
