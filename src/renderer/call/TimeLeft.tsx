import { useEffect } from 'react'
import { useNow } from '../state/use-now'

/** "4:41"; what is over has no time left. Epoch ms. Whole seconds that are left for sure: `now` may be a second old. */
export function timeLeft(until: number, now: number): string {
  const seconds = Math.max(0, Math.floor((until - now) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

interface TimeLeftProps {
  /** epoch ms */
  until: number
  /** stays the same function from one render to the next */
  onEnd?: () => void
}

/** Counts down by the second, itself alone, and is not read out each time. */
export function TimeLeft({ until, onEnd }: TimeLeftProps) {
  const now = useNow(1_000)
  const isOver = now >= until
  useEffect(() => {
    if (isOver) onEnd?.()
  }, [isOver, until, onEnd])
  return <span role="timer">{timeLeft(until, now)} left</span>
}
