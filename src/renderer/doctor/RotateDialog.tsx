import { Button } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import type { ApplicationSummary } from '../../shared/application'
import type { TenantSummary } from '../../shared/tenant'
import { CopyValue } from '../components/CopyValue'
import { Dialog, DialogFoot } from '../components/Dialog'
import { applicationName } from '../state/open-application'
import { environmentName } from '../tenants/environment-words'
import classes from './Doctor.module.css'
import { NewSecretField } from './NewSecretField'
import { RotateResult } from './RotateResult'
import { isReplaced, useRotation } from './use-rotation'

interface RotateDialogProps {
  tenant: TenantSummary
  application: ApplicationSummary
  /** `tried`: a new secret was sent, so that the check may be out of date */
  onClose: (tried: boolean) => void
}

/** Another client secret in the old one's place: only one that Mosaic gave a token for replaces it. */
export function RotateDialog({ tenant, application, onClose }: RotateDialogProps) {
  const field = useRef<HTMLInputElement>(null)
  const done = useRef<HTMLButtonElement>(null)
  const of = { tenantId: tenant.id, applicationId: application.id }
  const { busy, rotation, wrong, isTried, rotate, onTyped } = useRotation(of, field)
  const isOver = isReplaced(rotation)
  useEffect(() => {
    // the field is gone, and the focus with it
    if (isOver) done.current?.focus()
  }, [isOver])
  const leave = () => {
    if (!busy) onClose(isTried)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && !isOver) rotate()
  }
  return (
    <Dialog title="Rotate client secret" width={560} busy={busy} onLeave={leave}>
      <p className={classes.of}>
        <bdi className={classes.application}>{applicationName(application)}</bdi>
        <span>
          · <bdi>{tenant.label}</bdi> · {environmentName(tenant)}
        </span>
      </p>
      <form noValidate onSubmit={onSubmit}>
        {!isOver && (
          <ol className={classes.steps} aria-label="Steps">
            <Step number={1}>
              <p>
                Make a new secret for this client in the Mosaic Admin Portal. Leave the old one there for now.
              </p>
              <CopyValue what="client ID" value={application.clientId} mono />
            </Step>
            <Step number={2}>
              <p>Paste it here. It replaces the old one only if it works.</p>
              <NewSecretField field={field} error={wrong} readOnly={busy} onInput={onTyped} />
            </Step>
          </ol>
        )}
        <div className={classes.result} role="status" aria-label="Rotation">
          {busy && <p>Trying the new secret…</p>}
          {rotation?.state === 'replaced' && <RotateResult rotation={rotation} />}
        </div>
        {rotation !== undefined && rotation.state !== 'replaced' && (
          <div className={classes.result}>
            <RotateResult rotation={rotation} />
          </div>
        )}
        <DialogFoot>
          <Button ref={done} variant="default" aria-disabled={busy} data-disabled={busy} onClick={leave}>
            {isOver ? 'Close' : 'Cancel'}
          </Button>
          {!isOver && (
            <Button type="submit" aria-disabled={busy} data-disabled={busy}>
              {busy ? 'Try and replace…' : 'Try and replace'}
            </Button>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Step({ number, children }: { number: number; children: ReactNode }) {
  return (
    <li className={classes.step}>
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      <div>{children}</div>
    </li>
  )
}
