import { useRested } from '../state/use-rested'
import { useAppState } from '../state/queries'
import classes from './Updates.module.css'
import { updateNews } from './update-news'
import { useUpdates } from './update-state'
import { goToUpdates, useUpdatesDesk } from './updates-desk'

/**
 * News of updates on every screen, at the top of the rail's foot: the place in the window where something may appear in the middle of
 * a call without moving or covering anything that the agent is about to press. It never takes the focus.
 */
export function UpdateLine() {
  const rested = useRested(useAppState().isSuccess)
  const view = useUpdates({ enabled: rested }).data
  const dismissed = useUpdatesDesk((desk) => desk.dismissed)
  const news = updateNews(view)
  const shown = news?.key === dismissed ? undefined : news
  return (
    <div aria-live="polite" className={classes.line}>
      {shown && (
        <div role={shown.tone === 'bad' ? 'alert' : 'status'} className={classes.news} data-tone={shown.tone}>
          <button type="button" className={classes.open} onClick={() => goToUpdates('show')}>
            {shown.words}
          </button>
          <button
            type="button"
            className={classes.dismiss}
            aria-label="Dismiss update news"
            onClick={() => useUpdatesDesk.setState({ dismissed: shown.key })}
          >
            <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
              <path d="m4 4 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        </div>
      )}
    </div>
  )
}
