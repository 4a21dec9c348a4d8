import { Button } from '@mantine/core'
import { describeError } from '../../shared/error-text'
import { useCall } from '../state/call'
import { useCallNews } from '../state/call-news'
import { useDesk } from '../state/desk-store'
import { type UserRef, useCurrentTenant } from '../state/queries'
import { useCopyNote } from './use-copy-note'
import { Badge, CallerStatus } from './CallerStatus'
import classes from './CallCorner.module.css'
import { TicketBox } from './TicketBox'

/** What belongs to the call, at the right end of the top bar on every screen: who the caller is known to be, and the ticket. */
export function CallCorner() {
  const open = useDesk((desk) => desk.open)
  const tenantId = useCurrentTenant()?.id
  const refused = useCallNews((news) => news.refused)
  if (open !== undefined && open.tenantId === tenantId) {
    return <OpenCall key={open.userId} of={{ tenantId, userId: open.userId }} />
  }
  if (refused === undefined || refused.tenantId !== tenantId) return null
  return <Refused key={refused.userId} of={refused} />
}

/** The call is over, and what happened in it still has to get into the ticket. */
function Refused({ of }: { of: UserRef }) {
  const { copy, copied, error } = useCopyNote(of)
  return (
    <>
      <Badge tone="bad">
        <span aria-hidden="true">✕ </span>Caller refused
      </Badge>
      <Button variant="default" size="compact-sm" onClick={copy}>
        <span aria-live="polite">{copied ? 'Work note copied' : 'Copy work note'}</span>
      </Button>
      {error && (
        <span role="alert" className={classes.problem}>
          {describeError(error, 'Copy work note').title}
        </span>
      )}
    </>
  )
}

function OpenCall({ of }: { of: UserRef }) {
  const call = useCall(of)
  return (
    <>
      <CallerStatus of={of} call={call} />
      <TicketBox of={of} ticket={call?.ticket} />
    </>
  )
}
