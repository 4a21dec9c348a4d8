import { useEffect, useRef } from 'react'
import { call } from '../bridge/client'

/** A window that is covered or minimised paints nothing: it is ready all the same. */
const longestPaintMs = 500

/** Tells main once that the search box is usable: `usable` holds, and that was painted. */
export function useReady(usable: boolean): void {
  const told = useRef(false)
  useEffect(() => {
    if (!usable || told.current) return
    told.current = true
    // main hears of it or is gone: in neither case is there anything left to do here
    void painted().then(() => call('app.ready', undefined).catch(() => undefined))
  }, [usable])
}

function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    setTimeout(resolve, longestPaintMs)
  })
}
