import { Button } from '@mantine/core'
import type { AppError } from '../../shared/errors'
import { describeError } from '../../shared/error-text'
import { CopyValue } from './CopyValue'
import classes from './Failure.module.css'

interface FailureProps extends FailureLook {
  error: AppError
  /** the act that failed, in the form "Unlock password" */
  doing?: string
}

interface FailureLook {
  /** offers "Try again" */
  onRetry?: () => void
  /** `inline` stands inside a panel, without a frame of its own */
  inline?: boolean
  /** one of many of its kind, of which something else tells: it is not read out by itself */
  quiet?: boolean
}

/** The one way a failure is shown: an alert that says what failed and what to do; the technical part folds out. */
export function Failure({ error, doing, ...look }: FailureProps) {
  return <FailureBox {...describeError(error, doing)} technical={technicalLines(error)} {...look} />
}

interface FailureBoxProps extends FailureLook {
  title: string
  todo: string
  /** lines for whoever supports Tessera; empty where there are none */
  technical: string
}

/** The same for what fails without an `AppError`, in words of its own. */
export function FailureBox({
  title,
  todo,
  technical,
  onRetry,
  inline = false,
  quiet = false
}: FailureBoxProps) {
  return (
    <div role={quiet ? undefined : 'alert'} className={inline ? classes.inline : classes.box}>
      <div className={classes.words}>
        <p className={classes.title} dir="auto">
          {title}
        </p>
        <p className={classes.todo} dir="auto">
          {todo}
        </p>
        {technical !== '' && (
          <details className={classes.technical}>
            <summary>Technical details</summary>
            <div className={classes.lines}>
              <CopyValue what="technical details" value={technical} />
            </div>
          </details>
        )}
      </div>
      {onRetry && (
        <Button variant="default" size="xs" className={classes.retry ?? ''} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

function technicalLines(error: AppError): string {
  return [
    error.detail,
    error.status === undefined ? undefined : `Status: ${error.status}`,
    error.correlationId === undefined ? undefined : `Correlation ID: ${error.correlationId}`
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}
