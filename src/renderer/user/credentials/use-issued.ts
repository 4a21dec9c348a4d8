import { useEffect, useMemo, useRef } from 'react'
import { call } from '../../bridge/client'

/** Main forgets the secret; should the call be lost, it does so by itself after a while. */
function forget(issueId: string): void {
  call('issued.done', { issueId }).catch(() => undefined)
}

export interface Issued {
  /** Keeps an issued secret until the dialog goes; false where the dialog is gone already, and the secret with it. */
  hold: (issueId: string) => boolean
}

/** What a dialog issued is forgotten with it, however it is left. */
export function useIssued(): Issued {
  const shown = useRef(false)
  const held = useRef<string>(undefined)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
      // StrictMode takes a dialog away and puts it back at once: only one that stays away is left
      queueMicrotask(() => {
        if (shown.current || held.current === undefined) return
        forget(held.current)
        held.current = undefined
      })
    }
  }, [])
  return useMemo(
    () => ({
      hold: (issueId) => {
        if (shown.current) held.current = issueId
        else forget(issueId)
        return shown.current
      }
    }),
    []
  )
}
