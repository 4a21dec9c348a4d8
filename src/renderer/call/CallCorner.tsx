import { useCall } from '../state/call'
import { useCallNews } from '../state/call-news'
import { useDesk } from '../state/desk-store'
import { type UserRef, useCurrentTenant } from '../state/queries'
import { Badge, CallerStatus } from './CallerStatus'
import { TicketBox } from './TicketBox'

/** What belongs to the call, at the right end of the top bar on every screen: who the caller is known to be, and the ticket. */
export function CallCorner() {
  const open = useDesk((desk) => desk.open)
  const tenantId = useCurrentTenant()?.id
  const refused = useCallNews((news) => news.refused)
  if (open !== undefined && open.tenantId === tenantId) {
    return <OpenCall key={open.userId} of={{ tenantId, userId: open.userId }} />
  }
  return refused ? (
    <Badge tone="bad">
      <span aria-hidden="true">✕ </span>Caller refused
    </Badge>
  ) : null
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
