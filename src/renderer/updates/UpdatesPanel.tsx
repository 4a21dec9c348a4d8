import { useEffect, useRef } from 'react'
import { toAppError } from '../../shared/errors'
import type { UpdateView } from '../../shared/updates'
import { Fact, Facts } from '../components/Facts'
import { Failure } from '../components/Failure'
import { Moment } from '../components/Moment'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { useNow } from '../state/use-now'
import { UpdateButtons } from './UpdateButtons'
import classes from './Updates.module.css'
import { UpdateStatus } from './UpdateStatus'
import { useUpdates } from './update-state'
import { offWords } from './update-words'
import { useUpdatesDesk } from './updates-desk'
import { useUpdateActs } from './use-update-acts'

/** Which version runs, whether there is a newer one, and how it gets here. */
export function UpdatesPanel() {
  const view = useUpdates({ anew: true })
  return (
    <Panel title="Updates" busy={view.isPending}>
      {view.isPending && <SkeletonLines lines={3} label="Reading the state of the updates" />}
      {view.isError && (
        <Failure
          inline
          error={toAppError(view.error)}
          doing="Read the state of the updates"
          onRetry={() => void view.refetch()}
        />
      )}
      {view.data && <Updates view={view.data} />}
    </Panel>
  )
}

function Updates({ view }: { view: UpdateView }) {
  const now = useNow()
  const acts = useUpdateActs()
  const check = useWanted(() => {
    if (offWords(view) === undefined) void acts.check()
  })
  return (
    <>
      <Facts>
        <Fact name="Installed">
          <span className="mono">{view.installed}</span>
        </Fact>
        {view.way !== 'none' && (
          <Fact name="Last looked">
            {view.checkedAt === undefined ? 'Not yet' : <Moment time={view.checkedAt} now={now} />}
          </Fact>
        )}
      </Facts>
      <div className={classes.body}>
        <UpdateStatus view={view} />
        <UpdateButtons view={view} acts={acts} check={check} />
        {acts.run?.state === 'failed' && <Failure inline error={acts.run.error} doing={acts.run.doing} />}
      </div>
    </>
  )
}

/**
 * Somebody came for this panel, by the menu or the rail: its first button takes the focus, and `onCheck` is asked for where that is
 * what they wanted. What is read above it meanwhile does not push it out of sight.
 */
function useWanted(onCheck: () => void) {
  const button = useRef<HTMLButtonElement>(null)
  const wanted = useUpdatesDesk((desk) => desk.wanted)
  useEffect(() => {
    // taken from the store, where it is gone once it was taken
    const { wanted: now } = useUpdatesDesk.getState()
    if (now === undefined) return
    useUpdatesDesk.setState({ wanted: undefined })
    button.current?.focus()
    if (now === 'check') onCheck()
  }, [wanted, onCheck])
  useEffect(() => {
    const column = button.current?.closest('main')?.firstElementChild
    if (!column) return
    const keep = () => {
      if (document.activeElement === button.current) button.current?.scrollIntoView({ block: 'nearest' })
    }
    const observer = new ResizeObserver(keep)
    observer.observe(column)
    return () => observer.disconnect()
  }, [])
  return button
}
