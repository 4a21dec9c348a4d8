import { Failure } from '../../components/Failure'
import { Note } from '../../components/Note'
import classes from './Outcome.module.css'
import type { ActionOutcome } from './outcome-words'

/** How the last action ended: a status for what worked, alerts for what did not. The status region is always there. */
export function Outcome({ outcome }: { outcome: ActionOutcome | undefined }) {
  const { done, doubt, failures = [] } = outcome ?? {}
  return (
    <>
      <div role="status" aria-label="Outcome" className={classes.live}>
        {done && (
          <Note tone="good" title={done.title}>
            {done.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Note>
        )}
      </div>
      {doubt && (
        <div role="alert">
          <Note tone="warning" title={doubt.title}>
            <p>{doubt.todo}</p>
          </Note>
        </div>
      )}
      {failures.map(({ doing, error }) => (
        <Failure key={doing} doing={doing} error={error} />
      ))}
    </>
  )
}
