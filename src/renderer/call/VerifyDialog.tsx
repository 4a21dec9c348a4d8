import '../components/form-styles'
import { Button } from '@mantine/core'
import { toAppError } from '../../shared/errors'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { later } from '../components/later'
import { useCallQuery } from '../state/call'
import { WhoLine } from '../user/actions/Who'
import type { GatedAction } from './gates'
import { useVerify } from './use-verify'
import classes from './VerifyDialog.module.css'
import { VerifyStep } from './VerifyStep'
import { VerifyWhy } from './VerifyWhy'

const InboxPeek = later(async () => (await import('../practice/InboxPeek')).InboxPeek)

export interface VerifyDialogProps {
  user: User
  tenant: TenantSummary
  /** what waits for it; undefined where the caller is verified for its own sake */
  forAction: GatedAction | undefined
  /** everything that it needs is proved */
  onVerified: () => void
  onRefuse: () => void
  onClose: () => void
}

/** Proves that the caller owns the account. The first way that is ready has the focus: Enter sends. */
export function VerifyDialog({ user, tenant, forAction, onVerified, onRefuse, onClose }: VerifyDialogProps) {
  const ref = { tenantId: tenant.id, userId: user.id }
  const query = useCallQuery(ref, { anew: true })
  const verify = useVerify({ of: ref, call: query.data, forAction, onVerified })
  const busy = verify.steps.busy !== undefined
  // what is proved by now goes on by itself, and must not do so behind the agent's back
  const unlessBusy = (leave: () => void) => () => {
    if (!busy) leave()
  }
  return (
    <Dialog title="Verify caller" width={580} busy={busy} onLeave={onClose}>
      <WhoLine user={user} tenant={tenant} />
      <VerifyWhy call={query.data} forAction={forAction} proved={verify.proved} />
      {query.data ? (
        <VerifyStep call={query.data} verify={verify} forAction={forAction} />
      ) : (
        <Unknown error={query.error} onRetry={() => void query.refetch()} />
      )}
      {tenant.environment === 'practice' && <InboxPeek userId={user.id} />}
      <DialogFoot
        aside={
          <Button variant="subtle" color="red" aria-disabled={busy} onClick={unlessBusy(onRefuse)}>
            Refuse caller
          </Button>
        }
      >
        <Button variant="default" aria-disabled={busy} onClick={unlessBusy(onClose)}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

/** Main has not said yet how the caller can be verified, or could not. */
function Unknown({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (error !== null) {
    return <Failure error={toAppError(error)} doing="Verify caller" onRetry={onRetry} />
  }
  return (
    <p className={classes.reading} role="status" tabIndex={-1} data-autofocus>
      Reading how the caller can be verified…
    </p>
  )
}
