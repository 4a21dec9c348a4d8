import { Button } from '@mantine/core'
import type { LinkProblem } from '../../shared/link'
import { LinkQuestion } from './LinkQuestion'
import { useLinks } from './link-store'
import { problemWords } from './link-words'
import classes from './Links.module.css'

/** What is to be said of links. It lies above the screen and takes no focus: nothing that the agent is at moves or stops. */
export function Links() {
  const { waiting, problem } = useLinks()
  return (
    <div className={classes.links} aria-live="polite">
      {problem !== undefined && <Problem problem={problem} />}
      {waiting !== undefined && <LinkQuestion key={waiting.id} link={waiting} />}
    </div>
  )
}

function Problem({ problem }: { problem: LinkProblem }) {
  const { title, todo } = problemWords[problem]
  return (
    <div role="alert" className={classes.box}>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        <p>{todo}</p>
      </div>
      <div className={classes.buttons}>
        <Button variant="default" size="xs" onClick={() => useLinks.setState({ problem: undefined })}>
          Dismiss
        </Button>
      </div>
    </div>
  )
}
