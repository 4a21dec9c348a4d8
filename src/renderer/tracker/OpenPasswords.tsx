import { useEffect, useState } from 'react'
import { counted } from '../format/count'
import { isCovered, useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'
import classes from './OpenPasswords.module.css'
import { openPasswords, useTracked } from './use-tracked'
import { useTrackerNews } from './use-tracker-news'

/** The first seconds (ms) belong to the start and to the first search: nothing of the tracker is read in them. */
export const restMs = 3_000

/** At the rail's foot: how many temporary passwords wait to be used, and the way to their list. */
export function OpenPasswords() {
  const tenant = useCurrentTenant()
  const rested = useRested(tenant !== undefined)
  const { data } = useTracked(tenant, { every: 'count', enabled: rested })
  useTrackerNews()
  const isShown = useDesk((desk) => !isCovered(desk) && desk.screen === 'issued')
  const setScreen = useDesk((desk) => desk.setScreen)
  const open = openPasswords(data)
  if (open === 0) return null
  return (
    <button
      type="button"
      className={classes.open}
      aria-current={isShown ? 'page' : undefined}
      onClick={() => setScreen('issued')}
    >
      {counted(open, 'temporary password')} open
    </button>
  )
}

/** True once the window has been usable for a while. */
function useRested(usable: boolean): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    if (!usable) return
    const timer = setTimeout(() => setRested(true), restMs)
    return () => clearTimeout(timer)
  }, [usable])
  return rested
}
