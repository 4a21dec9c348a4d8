import { useEffect, useState } from 'react'

/** How long (ms) something must have stood still before a click on it is surely meant for it, and not for what stood there before. */
export const settleMs = 600

/** True once `place` has stayed the same for a while; undefined is never settled. */
export function useSettled(place: string | undefined): boolean {
  const [settled, setSettled] = useState<string>()
  useEffect(() => {
    if (place === undefined) return
    const timer = setTimeout(() => setSettled(place), settleMs)
    return () => {
      clearTimeout(timer)
      setSettled(undefined)
    }
  }, [place])
  return place !== undefined && settled === place
}
