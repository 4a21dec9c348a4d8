import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { AppError } from '../../../shared/errors'
import { DialogFoot } from '../../components/Dialog'
import { Failure } from '../../components/Failure'
import { actionButtons } from '../action-buttons'
import classes from './TemporaryPasswordDialog.module.css'

interface IssueFailedProps {
  error: AppError
  onAgain: () => void
  onDone: () => void
}

/** Another attempt makes sense where it would send another password, or nothing had reached Mosaic. */
function isWorthAnother(error: AppError): boolean {
  if (error.kind === 'invalid-input') return error.reason !== 'password-weak'
  return ['unreachable', 'rate-limited', 'outcome-unknown', 'unexpected-answer', 'internal'].includes(
    error.kind
  )
}

/** No password came of it: why, and what can be done. After an unknown end a new one settles which password holds. */
export function IssueFailed({ error, onAgain, onDone }: IssueFailedProps) {
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => close.current?.focus(), [])
  return (
    <>
      <div className={classes.failure}>
        <Failure error={error} doing={actionButtons.issue.name} />
      </div>
      <DialogFoot>
        {isWorthAnother(error) && (
          <Button variant="default" onClick={onAgain}>
            Issue another one
          </Button>
        )}
        <Button ref={close} data-autofocus onClick={onDone}>
          Close
        </Button>
      </DialogFoot>
    </>
  )
}
