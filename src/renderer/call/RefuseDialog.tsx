import '../components/form-styles'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import { call } from '../bridge/client'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Failure } from '../components/Failure'
import { WhoLine } from '../user/actions/Who'
import { fieldProblems } from './field-problems'
import { ticketSaved } from './ticket-saving'
import { useSteps } from './use-steps'
import classes from './VerifyDialog.module.css'

interface RefuseDialogProps {
  user: User
  tenant: TenantSummary
  onRefused: () => void
  onClose: () => void
}

/** The caller is not the owner, or may not be. Main records it before anything else, and ends the call. */
export function RefuseDialog({ user, tenant, onRefused, onClose }: RefuseDialogProps) {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const steps = useSteps()
  useEffect(() => field.current?.focus(), [])
  const busy = steps.busy !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const reason = field.current?.value.trim() ?? ''
    if (reason.length < 3) {
      setProblem('Say why, in a few words.')
      return field.current?.focus()
    }
    setProblem(undefined)
    const refuse = async () => {
      await ticketSaved()
      return call('call.refuse', { tenantId: tenant.id, userId: user.id, reason })
    }
    steps.run('Refuse caller', refuse, onRefused)
  }
  const told = problem ?? fieldProblems(steps)['reason']
  return (
    <Dialog title="Refuse caller" busy={busy} onLeave={onClose}>
      <WhoLine user={user} tenant={tenant} />
      <form onSubmit={submit} noValidate>
        <div className={classes.step}>
          <ul className={classes.facts}>
            <li>Closes the call. The reason goes into the journal with your name.</li>
            <li>
              For 24 hours new passwords, codes and resets of this user are braked on this machine: only a
              manager’s approval or a photo ID in person lifts that.
            </li>
            <li>Do not tell the caller whether there is such an account.</li>
          </ul>
          <TextInput
            ref={field}
            label="Reason"
            data-autofocus
            required
            withAsterisk={false}
            autoComplete="off"
            maxLength={300}
            error={told}
          />
          {steps.failure && told === undefined && (
            <Failure doing={steps.failure.doing} error={steps.failure.error} />
          )}
        </div>
        <DialogFoot>
          <Button variant="default" aria-disabled={busy} onClick={() => !busy && onClose()}>
            Cancel
          </Button>
          <Button type="submit" color="red" aria-disabled={busy} data-disabled={busy}>
            {busy ? 'Refuse caller…' : 'Refuse caller'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
