import { Fact, Facts } from '../components/Facts'
import { lookUps } from './asking'
import classes from './LookUpFacts.module.css'
import { outcomeWords } from './outcome-words'
import type { SearchRun } from './search-store'
import { sourceName } from './source-words'

/** Each look-up with what it was asked and what came of it. */
export function LookUpFacts({ run }: { run: SearchRun }) {
  const waiting = run.state === 'running' ? 'asking…' : 'stopped'
  return (
    <Facts>
      {lookUps(run).map((lookUp) => (
        <Fact key={lookUp.source} name={sourceName(lookUp.source)} note={outcomeWords(lookUp, waiting)}>
          <span className={classes.values}>
            {lookUp.parts.map(({ question }) => (
              <bdi key={question.value} className="mono">
                {question.value}
              </bdi>
            ))}
          </span>
        </Fact>
      ))}
    </Facts>
  )
}
