import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { refreshCall } from '../state/call'
import type { UserRef } from '../state/queries'
import { type CallFacts, callerState } from './call-words'
import classes from './CallCorner.module.css'
import { TimeLeft } from './TimeLeft'

/** Whether it is known who is on the phone: by what, and how long that still counts. */
export function CallerStatus({ of, call }: { of: UserRef; call: CallFacts | undefined }) {
  const client = useQueryClient()
  const { tenantId, userId } = of
  // only the ends of what is shown matter; the seconds are TimeLeft's
  const [now, setNow] = useState(Date.now)
  const onEnd = useCallback(() => {
    setNow(Date.now())
    refreshCall(client, { tenantId, userId })
  }, [client, tenantId, userId])
  const state = callerState(call, now)
  if (state.is === 'sent') {
    return (
      <Badge tone="sent" title={`${state.what} to ${state.to}`}>
        <span className={classes.what}>{state.what}</span>
        <span className={classes.time}>
          · <TimeLeft until={state.until} onEnd={onEnd} />
        </span>
      </Badge>
    )
  }
  if (state.is === 'verified') {
    return (
      <Badge tone="good" title={`Verified by ${state.by}`}>
        <span className={classes.what}>
          <span aria-hidden="true">✓ </span>
          <span className={classes.long}>Verified by </span>
          {state.by}
        </span>
        <span className={classes.time}>
          · <TimeLeft until={state.until} onEnd={onEnd} />
        </span>
      </Badge>
    )
  }
  return <Badge tone="plain">Not verified</Badge>
}

interface BadgeProps {
  tone: 'plain' | 'sent' | 'good' | 'bad'
  title?: string
  children: ReactNode
}

export function Badge({ tone, title, children }: BadgeProps) {
  return (
    <span role="status" aria-label="Caller" className={classes.badge} data-tone={tone} title={title}>
      {children}
    </span>
  )
}
