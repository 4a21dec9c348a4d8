import type { TenantSummary } from '../../../shared/tenant'
import type { User } from '../../../shared/user'
import { Dialog } from '../../components/Dialog'
import { IssuedPassword } from './IssuedPassword'
import { IssueFailed } from './IssueFailed'
import type { ActionOutcome } from './outcome-words'
import classes from './TemporaryPasswordDialog.module.css'
import type { Issue } from './use-issue'
import { WhoLine } from './Who'

export interface TemporaryPasswordDialogProps {
  issue: Issue
  user: User
  tenant: TenantSummary
  /** "Unlock password" from here: whether it is allowed, it runs, and how it ended */
  canUnlock: boolean
  unlocking: boolean
  unlocked: ActionOutcome | undefined
  onUnlock: () => void
  onAgain: () => void
  onDone: () => void
}

/** From the request until Done. While Mosaic is asked nothing closes it: the answer must be seen. */
export function TemporaryPasswordDialog(props: TemporaryPasswordDialogProps) {
  const { issue, user, tenant, unlocking, onAgain, onDone } = props
  return (
    <Dialog
      title="Temporary password"
      width={580}
      busy={issue.state === 'issuing' || unlocking}
      onLeave={onDone}
    >
      <WhoLine user={user} tenant={tenant} />
      {issue.state === 'issuing' && (
        <p className={classes.working} role="status" tabIndex={-1} data-autofocus>
          Setting a temporary password…
        </p>
      )}
      {issue.state === 'failed' && <IssueFailed error={issue.error} onAgain={onAgain} onDone={onDone} />}
      {issue.state === 'issued' && (
        <IssuedPassword key={issue.outcome.issueId} {...props} outcome={issue.outcome} />
      )}
    </Dialog>
  )
}
