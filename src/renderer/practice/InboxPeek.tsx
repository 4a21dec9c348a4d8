import '../components/form-styles'
import { toAppError } from '../../shared/errors'
import { Failure } from '../components/Failure'
import { useNow } from '../state/use-now'
import { CallerInDialog } from './CallerInDialog'
import { useDrill } from './drill-store'
import { MessageItem } from './MessageItem'
import classes from './Practice.module.css'
import { useInbox, useOpenLink } from './use-inbox'

/** As many as belong to one verification. */
const shown = 3

/**
 * What the practice tenant sent to one user, for the dialog in which a code or a link is waited for. While a drill runs for that
 * user it is the caller who has the phone: they are asked instead.
 */
export function InboxPeek({ userId }: { userId: string }) {
  const isDrill = useDrill(({ running }) => running?.drill.userId === userId)
  return isDrill ? <CallerInDialog /> : <Messages userId={userId} />
}

function Messages({ userId }: { userId: string }) {
  const inbox = useInbox()
  const open = useOpenLink()
  const now = useNow()
  const messages = inbox.data?.filter((message) => message.userId === userId).slice(0, shown) ?? []
  return (
    <section className={classes.peek} aria-label="Practice inbox">
      <h3 className={classes.peekTitle}>Practice inbox of this user</h3>
      {inbox.isError && <Failure inline error={toAppError(inbox.error)} doing="Read the inbox" />}
      {open.isError && <Failure inline error={toAppError(open.error)} doing="Open link" />}
      {inbox.data && messages.length === 0 && (
        <p className="form-hint">Nothing was sent to this user yet. What is sent appears here.</p>
      )}
      <ul>
        {messages.map((message) => (
          <MessageItem key={message.id} message={message} now={now} onOpen={open.mutate} />
        ))}
      </ul>
    </section>
  )
}
