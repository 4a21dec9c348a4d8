import { useEffect, useState } from 'react'

/** The time in epoch ms, fresh every half minute: "in 9 minutes" must not stand still during a long call. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
