import { Button } from '@mantine/core'
import type { IssueOutcome } from '../../../shared/actions'
import { describeError } from '../../../shared/error-text'
import { DialogFoot } from '../../components/Dialog'
import { formatInSentence } from '../../format/time'
import { useNow } from '../../state/use-now'
import { IssuedBox } from '../credentials/IssuedBox'
import { lifeLines, lockLeft } from './outcome-words'
import { StillLocked } from './StillLocked'
import type { TemporaryPasswordDialogProps } from './TemporaryPasswordDialog'
import classes from './TemporaryPasswordDialog.module.css'

type IssuedPasswordProps = TemporaryPasswordDialogProps & { outcome: IssueOutcome }

/** The issued password: masked until asked for, and what the caller must be told about it. */
export function IssuedPassword(props: IssuedPasswordProps) {
  const { outcome, tenant, onDone } = props
  const left = lockLeft(outcome, tenant.appId)
  return (
    <>
      <IssuedBox issueId={outcome.issueId} name="Password" />
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
  const { expiresAt, estimated, how, strengthened, rereadError } = outcome
  const runsOut = expiresAt === undefined ? undefined : formatInSentence(expiresAt, now)
  return (
    <ul className={classes.facts}>
      <li>
        {how === 'first'
          ? 'This is their first password here.'
          : 'It replaces the old password, which no longer works.'}
      </li>
      {lifeLines(runsOut, estimated).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {strengthened && <li>Mosaic refused the first one as too weak; this is a longer one.</li>}
      {rereadError && (
        <li>The password was set. The card could not be read again: {describeError(rereadError).title}</li>
      )}
    </ul>
  )
}
