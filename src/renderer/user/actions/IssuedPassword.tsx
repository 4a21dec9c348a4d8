import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { IssueOutcome } from '../../../shared/actions'
import { describeError } from '../../../shared/error-text'
import { DialogFoot } from '../../components/Dialog'
import { Failure } from '../../components/Failure'
import { formatInSentence } from '../../format/time'
import { useNow } from '../../state/use-now'
import { lifeLines, lockLeft } from './outcome-words'
import { StillLocked } from './StillLocked'
import type { TemporaryPasswordDialogProps } from './TemporaryPasswordDialog'
import classes from './TemporaryPasswordDialog.module.css'
import { useCopyIssued } from './use-copy-issued'
import { useReveal } from './use-reveal'

type IssuedPasswordProps = TemporaryPasswordDialogProps & { outcome: IssueOutcome }

/** As many dots whatever the length is. */
const dots = '•'.repeat(16)

/** The issued password: masked until asked for, and what the caller must be told about it. */
export function IssuedPassword(props: IssuedPasswordProps) {
  const { outcome, tenant, onDone } = props
  const view = useRef<HTMLDivElement>(null)
  const revealButton = useRef<HTMLButtonElement>(null)
  const { revealed, secondsLeft, error: revealError, toggle } = useReveal(outcome.issueId, view)
  const { said, error: copyError, copy } = useCopyIssued(outcome.issueId)
  const hintId = useId()
  const left = lockLeft(outcome, tenant.appId)
  useEffect(() => revealButton.current?.focus(), [])

  return (
    <>
      <div className={classes.box}>
        <div className={classes.password} role="group" aria-label="Password" aria-describedby={hintId}>
          {!revealed && (
            <span className={classes.whole} aria-hidden="true">
              {dots}
            </span>
          )}
          <div ref={view} hidden={!revealed} />
        </div>
        <p id={hintId} className={classes.hint}>
          {revealed ? `Hides itself in ${secondsLeft} s` : 'Hidden. Reveal shows it and spells it out.'}
        </p>
        <div className={classes.buttons}>
          <Button ref={revealButton} data-autofocus variant="default" onClick={toggle}>
            {revealed ? 'Hide' : 'Reveal'}
          </Button>
          <Button variant="default" onClick={copy}>
            Copy
          </Button>
          <p role="status" aria-label="Clipboard" className={classes.hint}>
            {said}
          </p>
        </div>
      </div>
      {revealError && <Failure inline doing="Reveal" error={revealError} />}
      {copyError && <Failure inline doing="Copy" error={copyError} />}
      <Facts outcome={outcome} />
      {left && <StillLocked {...props} left={left} />}
      <DialogFoot>
        <Button onClick={onDone}>Done</Button>
      </DialogFoot>
    </>
  )
}

function Facts({ outcome }: { outcome: IssueOutcome }) {
  const now = useNow()
  const { expiresAt, how, strengthened, rereadError } = outcome
  const runsOut = expiresAt === undefined ? undefined : formatInSentence(expiresAt, now)
  return (
    <ul className={classes.facts}>
      <li>
        {how === 'first'
          ? 'This is their first password here.'
          : 'It replaces the old password, which no longer works.'}
      </li>
      {lifeLines(runsOut).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {strengthened && <li>Mosaic refused the first one as too weak; this is a longer one.</li>}
      {rereadError && (
        <li>The password was set. The card could not be read again: {describeError(rereadError).title}</li>
      )}
    </ul>
  )
}
