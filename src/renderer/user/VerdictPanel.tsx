import { Button } from '@mantine/core'
import { type Verdict, verdictText } from '../../shared/verdict'
import { toAppError } from '../../shared/errors'
import { describeError } from '../../shared/error-text'
import { ActionButton } from './ActionButton'
import type { CardAction } from './actions/action-words'
import type { UserActions } from './actions/use-user-actions'
import classes from './VerdictPanel.module.css'

interface VerdictPanelProps {
  /** undefined while it is not yet certain */
  verdict: Verdict | undefined
  /** the one that helps, where it is allowed */
  offered: CardAction | undefined
  /** the reading of the authenticators, which know the locks */
  locks: { isError: boolean; error: unknown; refetch: () => unknown }
  actions: UserActions
}

/** The answer to the question of the call, with the one action that helps. */
export function VerdictPanel({ verdict, offered, locks, actions }: VerdictPanelProps) {
  return (
    <div className={classes.panel} data-tone={verdict?.tone ?? 'reading'}>
      <div role="status" aria-label="Verdict" className={classes.words}>
        <p className={classes.question}>Why can’t they sign in?</p>
        {verdict === undefined ? <Reading /> : <Words verdict={verdict} offered={offered} />}
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
        {verdict && offered && (
          <ActionButton
            // another action is another button: a second click or Enter must not meet it in the place of the first
            key={offered}
            action={offered}
            actions={actions}
            variant="filled"
            className={classes.action}
            below={verdictText(verdict)}
          />
        )}
      </div>
    </div>
  )
}

function Words({ verdict, offered }: { verdict: Verdict; offered: CardAction | undefined }) {
  return (
    <>
      <p className={classes.answer}>{verdict.sentence}</p>
      <p className={classes.detail}>
        {verdict.detail}
        {offered === 'send-reset' && ' A reset lets them choose their own, and nobody else sees it.'}
      </p>
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
