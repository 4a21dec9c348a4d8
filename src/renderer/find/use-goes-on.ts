import { useEffect, useState } from 'react'

/** Most searches have ended by then: their list would be drawn only to give way to the card. */
const momentMs = 150

/** True once a search has been under way for a moment. */
export function useGoesOn(runId: string): boolean {
  const [late, setLate] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => setLate(runId), momentMs)
    return () => clearTimeout(timer)
  }, [runId])
  return late === runId
}
