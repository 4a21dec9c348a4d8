import { Button } from '@mantine/core'
import type { Verdict } from '../../shared/verdict'
import { toAppError } from '../../shared/errors'
import { describeError } from '../../shared/error-text'
import { Kbd } from '../components/Kbd'
import { actionButtons } from './action-buttons'
import type { UserActions } from './actions/use-user-actions'
import classes from './VerdictPanel.module.css'

interface VerdictPanelProps {
  /** undefined while it is not yet certain */
  verdict: Verdict | undefined
  /** the reading of the authenticators, which know the locks */
  locks: { isError: boolean; error: unknown; refetch: () => unknown }
  onAction: UserActions['start']
  busy: UserActions['busy']
}

/** The answer to the question of the call, with the one action that helps. */
export function VerdictPanel({ verdict, locks, onAction, busy }: VerdictPanelProps) {
  return (
    <div className={classes.panel} data-tone={verdict?.tone ?? 'reading'}>
      <div role="status" aria-label="Verdict" className={classes.words}>
        <p className={classes.question}>Why can’t they sign in?</p>
        {verdict === undefined ? <Reading /> : <Words verdict={verdict} />}
        {locks.isError && (
          <p className={classes.also}>Locks are not known: {describeError(toAppError(locks.error)).title}</p>
        )}
      </div>
      <div className={classes.buttons}>
        {locks.isError && (
          <Button variant="default" className={classes.action ?? ''} onClick={() => void locks.refetch()}>
            Read locks again
          </Button>
        )}
        {verdict?.action && <ActionButton action={verdict.action} onAction={onAction} busy={busy} />}
      </div>
    </div>
  )
}

function Words({ verdict }: { verdict: Verdict }) {
  return (
    <>
      <p className={classes.answer}>{verdict.sentence}</p>
      <p className={classes.detail}>{verdict.detail}</p>
      {verdict.also.map((sentence) => (
        <p key={sentence} className={classes.also}>
          Also: {sentence}
        </p>
      ))}
    </>
  )
}

/** As high as a verdict, so that what stands below does not move when it arrives. */
function Reading() {
  return (
    <>
      <p className={classes.answer}>Reading how they sign in…</p>
      <p className={classes.detail}>Locks are known in a moment.</p>
    </>
  )
}

interface ActionButtonProps {
  action: NonNullable<Verdict['action']>
  onAction: UserActions['start']
  busy: UserActions['busy']
}

function ActionButton({ action, onAction, busy }: ActionButtonProps) {
  const { name, key } = actionButtons[action]
  return (
    <Button
      variant="filled"
      className={classes.action ?? ''}
      aria-keyshortcuts={key}
      aria-disabled={busy !== undefined}
      aria-busy={busy === action}
      rightSection={key && <Kbd>{key}</Kbd>}
      onClick={() => busy === undefined && onAction(action, 'button')}
    >
      {name}
    </Button>
  )
}
