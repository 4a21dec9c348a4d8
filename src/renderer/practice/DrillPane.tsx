import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { CallerTalk } from './CallerTalk'
import { type DrillVerdict, endDrill, putVerdictAway, type RunningDrill, useDrill } from './drill-store'
import classes from './DrillPane.module.css'
import { gradeWords } from './grade-words'

/** The caller of the running drill at the window's corner, then how the call was judged. */
export function DrillPane() {
  const running = useDrill((desk) => desk.running)
  const verdict = useDrill((desk) => desk.verdict)
  const inDialog = useDrill((desk) => desk.inDialog)
  if (inDialog) return null
  if (running) return <OnTheLine key={running.startedAt} running={running} />
  return verdict ? <Judged verdict={verdict} /> : null
}

function OnTheLine({ running }: { running: RunningDrill }) {
  const [isOpen, setOpen] = useState(true)
  const bodyId = useId()
  return (
    <aside className={classes.pane} aria-label="Drill">
      <h2 className={classes.title}>
        <span className={classes.name}>On the line: {running.drill.caller}</span>
        <Button
          variant="subtle"
          size="xs"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Collapse' : 'Expand'}
        </Button>
      </h2>
      <div id={bodyId} className={classes.body} hidden={!isOpen}>
        <CallerTalk running={running}>
          <Button variant="subtle" size="xs" onClick={endDrill}>
            End drill
          </Button>
        </CallerTalk>
      </div>
    </aside>
  )
}

function Judged({ verdict: { drill, grade, title } }: { verdict: DrillVerdict }) {
  const { sign, word } = gradeWords[grade]
  return (
    <aside className={classes.pane} aria-label="Drill" data-grade={grade}>
      <div className={classes.body} role="status">
        <p className={classes.grade}>
          <span aria-hidden="true">{sign} </span>
          {word}: {title}
        </p>
        <p className={classes.lesson}>{drill.lesson}</p>
      </div>
      <div className={classes.foot}>
        <Button variant="default" size="xs" onClick={putVerdictAway}>
          Close
        </Button>
      </div>
    </aside>
  )
}
