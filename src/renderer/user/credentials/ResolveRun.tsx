import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Dialog, DialogFoot } from '../../components/Dialog'
import { WhoLine } from '../actions/Who'
import shared from './credentials.module.css'
import type { CredentialDialogProps } from './dialog'
import { IssuedBox } from './IssuedBox'
import { resolveSteps } from './resolve-steps'
import { hasEffect, isAllDone, lockNotLifted, type StepRuns } from './resolve-words'
import classes from './Resolve.module.css'
import { StepLine } from './StepLine'
import type { useResolve } from './use-resolve'

interface ResolveRunProps extends CredentialDialogProps {
  resolve: ReturnType<typeof useResolve>
  runs: StepRuns
}

/** The steps as they go, and the new password as soon as it is set. While something runs nothing closes it. */
export function ResolveRun({ user, tenant, resolve, runs, onClose, onNeedsVerification }: ResolveRunProps) {
  const { issued, busy, goOn, again, told } = resolve
  const status = useRef<HTMLParagraphElement>(null)
  const close = useRef<HTMLButtonElement>(null)
  const isDone = isAllDone(runs)
  const isHeldUp = !busy && resolveSteps.some((step) => runs[step].state === 'waiting')
  const mayGetSecret =
    issued !== undefined || (busy && runs.issue.state !== 'left-out') || runs.issue.state === 'waiting'
  const left = busy ? undefined : lockNotLifted(runs, issued, tenant.appId)

  // the focus waits on the words meanwhile; the new password takes it by itself
  useEffect(() => {
    if (busy) return
    const { activeElement } = document
    if (activeElement === status.current || activeElement === document.body) close.current?.focus()
  }, [busy])
  /** The button that is pressed goes away: its focus waits where no key does anything. */
  const whenFree = (act: () => void) => () => {
    if (busy) return
    status.current?.focus()
    act()
  }
  const leave = () => onClose(told())
  const verify = () => {
    // what was done is told first: this dialog begins anew afterwards
    if (hasEffect(runs)) onClose(told())
    onNeedsVerification()
  }

  return (
    <Dialog title="Resolve" width={600} busy={busy} onLeave={leave}>
      <WhoLine user={user} tenant={tenant} />
      <p
        ref={status}
        className={shared.status}
        role="status"
        aria-label="Progress"
        tabIndex={-1}
        data-autofocus
      >
        {busy ? 'Working…' : isDone ? 'All of it is done.' : 'Not all of it is done.'}
      </p>
      <ul className={classes.steps} aria-label="Steps">
        {resolveSteps.map((step) => (
          <StepLine
            key={step}
            step={step}
            run={runs[step]}
            busy={busy}
            left={step === 'unlock' ? left : undefined}
            hasSecret={issued !== undefined}
            onAgain={whenFree(() => again(step))}
            onSkip={isHeldUp ? whenFree(goOn) : undefined}
            onVerify={whenFree(verify)}
          />
        ))}
      </ul>
      {mayGetSecret && (
        <div className={classes.secret}>
          {issued && <IssuedBox key={issued.issueId} issueId={issued.issueId} name="Password" />}
        </div>
      )}
      {/* a second time, where it is seen: the first may be scrolled away */}
      <DialogFoot aside={!busy && !isDone && <span aria-hidden="true">Not all of it is done.</span>}>
        <Button
          ref={close}
          aria-disabled={busy}
          data-disabled={busy}
          onClick={() => {
            if (!busy) leave()
          }}
        >
          {issued !== undefined || isDone || busy ? 'Done' : 'Close'}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
