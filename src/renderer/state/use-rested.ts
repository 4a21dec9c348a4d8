import { useEffect, useState } from 'react'

/** The first seconds (ms) belong to the start and to the first search: nothing that can wait is read in them. */
export const restMs = 3_000

/** True once the window has been usable for a while. */
export function useRested(usable: boolean): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    if (!usable) return
    const timer = setTimeout(() => setRested(true), restMs)
    return () => clearTimeout(timer)
  }, [usable])
  return rested
}
