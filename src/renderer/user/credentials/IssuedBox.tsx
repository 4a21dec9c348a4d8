import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { Failure } from '../../components/Failure'
import classes from '../actions/TemporaryPasswordDialog.module.css'
import { useCopyIssued } from '../actions/use-copy-issued'
import { useReveal } from '../actions/use-reveal'

interface IssuedBoxProps {
  issueId: string
  /** what is in it: "Password" */
  name: string
}

/** As many dots whatever the length is. */
const dots = '•'.repeat(16)

/** What main holds for the caller: masked until asked for, spelled when shown, copied without entering the page. */
export function IssuedBox({ issueId, name }: IssuedBoxProps) {
  const view = useRef<HTMLDivElement>(null)
  const revealButton = useRef<HTMLButtonElement>(null)
  const { revealed, secondsLeft, error: revealError, toggle } = useReveal(issueId, view)
  const { said, error: copyError, copy } = useCopyIssued(issueId)
  const hintId = useId()
  useEffect(() => revealButton.current?.focus(), [])
  return (
    <>
      <div className={classes.box}>
        <div className={classes.password} role="group" aria-label={name} aria-describedby={hintId}>
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
    </>
  )
}
