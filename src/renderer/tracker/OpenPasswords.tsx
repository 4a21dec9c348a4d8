import { counted } from '../format/count'
import { isCovered, useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'
import { useRested } from '../state/use-rested'
import classes from './OpenPasswords.module.css'
import { openPasswords, useTracked } from './use-tracked'
import { useTrackerNews } from './use-tracker-news'

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
