import { Button } from '@mantine/core'
import { Failure } from '../../components/Failure'
import { Note } from '../../components/Note'
import { actionButtons } from '../action-buttons'
import type { UserAction } from './action-words'
import classes from './Outcome.module.css'
import type { ActionOutcome } from './outcome-words'

interface OutcomeProps {
  outcome: ActionOutcome | undefined
  onOffer: (action: UserAction) => void
}

/** How the last action ended: a status for what worked, alerts for what did not. The status region is always there. */
export function Outcome({ outcome, onOffer }: OutcomeProps) {
  const { done, doubt, failures = [], offer } = outcome ?? {}
  const button = offer !== undefined && (
    <Button variant="default" size="sm" onClick={() => onOffer(offer)}>
      {actionButtons[offer].name}
    </Button>
  )
  return (
    <div className={classes.outcome}>
      <div role="status" aria-label="Outcome">
        {done && (
          <Note tone="good" title={done.title} actions={button}>
            {done.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Note>
        )}
      </div>
      {doubt && (
        <div role="alert">
          <Note tone="warning" title={doubt.title} actions={!done && button}>
            <p>{doubt.todo}</p>
          </Note>
        </div>
      )}
      {failures.map(({ doing, error }) => (
        <Failure key={doing} doing={doing} error={error} />
      ))}
    </div>
  )
}
