import { Button } from '@mantine/core'
import { describeError } from '../../shared/error-text'
import { actionButtons } from '../user/action-buttons'
import { dismissEnding, type Ending, useEndings } from '../user/actions/endings'
import classes from './Endings.module.css'

/** How writes ended whose caller's card is gone. They lie above the screen, so that nothing on it moves. */
export function Endings() {
  const endings = useEndings((state) => state.endings)
  return (
    <div className={classes.endings} aria-live="polite">
      {endings.map((ending) => (
        <EndingBox key={ending.id} ending={ending} />
      ))}
    </div>
  )
}

function EndingBox({ ending: { id, of, action, outcome } }: { ending: Ending }) {
  const told = toldOf(outcome, actionButtons[action].name)
  const isGood = told.every(({ tone }) => tone === 'good')
  return (
    <div className={classes.ending} role={isGood ? 'status' : 'alert'} data-tone={isGood ? 'good' : 'bad'}>
      <div className={classes.words}>
        {told.map(({ doing, how, title, lines }) => (
          <div key={`${doing} ${title}`}>
            <p className={classes.title}>
              {doing} for <bdi>{of.who}</bdi> in <bdi>{of.where}</bdi>
              {how} {title}
            </p>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
      </div>
      <Button variant="default" size="xs" className={classes.dismiss ?? ''} onClick={() => dismissEnding(id)}>
        Dismiss
      </Button>
    </div>
  )
}

interface Told {
  tone: 'good' | 'bad'
  doing: string
  /** what leads over to the title */
  how: string
  title: string
  lines: string[]
}

function toldOf({ done, doubt, failures }: Ending['outcome'], doing: string): Told[] {
  const told: Told[] = failures.map((failure) => {
    const { title, todo } = describeError(failure.error)
    return { tone: 'bad', doing: failure.doing, how: ' failed:', title, lines: [todo] }
  })
  if (doubt) told.push({ tone: 'bad', doing, how: ':', title: doubt.title, lines: [doubt.todo] })
  if (done) told.push({ tone: 'good', doing, how: ':', title: done.title, lines: [] })
  return told
}
