import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { PendingProof } from '../../shared/verification'
import { SentLine } from './SentLine'
import type { Verify } from './use-verify'
import classes from './VerifyDialog.module.css'

/** The caller opens the link; Mosaic is asked whether they did. */
export function LinkWait({ sent, verify }: { sent: PendingProof; verify: Verify }) {
  const { steps, over } = verify
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [sent.sentAt])
  const busy = steps.busy !== undefined
  return (
    <div ref={place} className={classes.step} tabIndex={-1} data-autofocus>
      <SentLine sent={sent} over={over} />
      {!over && (
        <p role="status" className={classes.waiting}>
          Waiting until the caller opens it. This goes on by itself.
        </p>
      )}
      <div className={classes.stepButtons}>
        <Button variant="default" aria-disabled={busy} onClick={() => verify.send('email-link')}>
          Send again
        </Button>
        <Button variant="subtle" aria-disabled={busy} onClick={() => verify.choose('ways')}>
          Use another way
        </Button>
      </div>
    </div>
  )
}
