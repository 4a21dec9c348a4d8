import { Button } from '@mantine/core'
import { useId } from 'react'
import { Panel } from '../components/Panel'
import { endCall } from '../find/end-call'
import { useDesk } from '../state/desk-store'
import { type DrillVerdict, startDrill, useDrill } from './drill-store'
import { type Drill, drills } from './drills'
import { gradeWords } from './grade-words'
import classes from './Practice.module.css'

/** The scripted callers, with how each went in this session. */
export function DrillList() {
  const runningId = useDrill(({ running }) => running?.drill.id)
  const results = useDrill((desk) => desk.results)
  const done = drills.filter(({ id }) => results[id] !== undefined).length
  return (
    <Panel title="Drills" aside={`${done} of ${drills.length} taken`}>
      <p className={classes.intro}>
        A caller who is not always who they say they are. Find the account, verify the caller, then help or
        refuse. What you did is judged when the call ends.
      </p>
      <ul aria-label="Drills">
        {drills.map((drill) => (
          <DrillItem key={drill.id} drill={drill} runningId={runningId} result={results[drill.id]} />
        ))}
      </ul>
    </Panel>
  )
}

interface DrillItemProps {
  drill: Drill
  /** the drill that runs: one call at a time */
  runningId: string | undefined
  result: DrillVerdict | undefined
}

function DrillItem({ drill, runningId, result }: DrillItemProps) {
  const titleId = useId()
  const isRunning = runningId === drill.id
  const isBlocked = runningId !== undefined
  return (
    <li className={classes.drill}>
      <div className={classes.words}>
        <p id={titleId} className={classes.name}>
          {drill.title}
        </p>
        <p className="form-hint">Caller: {drill.caller}</p>
        {result && (
          <p className={classes.result} data-grade={result.grade}>
            <span aria-hidden="true">{gradeWords[result.grade].sign} </span>
            {gradeWords[result.grade].word}: {result.title}
          </p>
        )}
      </div>
      {isRunning ? (
        <span className="form-hint">on the line</span>
      ) : (
        <Button
          variant="default"
          size="xs"
          aria-describedby={titleId}
          aria-disabled={isBlocked}
          data-disabled={isBlocked}
          onClick={() => !isBlocked && takeCall(drill)}
        >
          Take the call
        </Button>
      )}
    </li>
  )
}

/** Whoever calls is looked up first: the last caller's card is put away and the box waits. */
function takeCall(drill: Drill): void {
  endCall()
  useDesk.getState().setScreen('find')
  startDrill(drill)
}
