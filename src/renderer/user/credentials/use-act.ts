import { useEffect, useRef, useState } from 'react'

export interface Act {
  busy: boolean
  /** Begins `work` unless something runs. It is told whether the dialog is still there by the time an answer came. */
  act: (work: (isShown: () => boolean) => Promise<void>) => void
}

/** One request of a dialog at a time: a second press of a key or a button begins nothing. */
export function useAct(): Act {
  // the ref as well: two presses may come before the next render
  const running = useRef(false)
  const shown = useRef(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])
  const run = async (work: (isShown: () => boolean) => Promise<void>) => {
    running.current = true
    setBusy(true)
    try {
      await work(() => shown.current)
    } finally {
      running.current = false
      if (shown.current) setBusy(false)
    }
  }
  return {
    busy,
    act: (work) => {
      if (!running.current) void run(work)
    }
  }
}
