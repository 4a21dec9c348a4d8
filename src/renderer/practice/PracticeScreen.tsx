import '../components/form-styles'
import { toAppError } from '../../shared/errors'
import { Failure } from '../components/Failure'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { useNow } from '../state/use-now'
import { useDrill } from './drill-store'
import { DrillList } from './DrillList'
import { MessageItem } from './MessageItem'
import classes from './Practice.module.css'
import { useInbox, useOpenLink } from './use-inbox'

/** Callers to practise on, and the phones and mailboxes of the practice tenant's people. */
export function PracticeScreen() {
  return (
    <div className={classes.screen}>
      <h1 className="form-heading">Practice</h1>
      <div className={classes.columns}>
        <DrillList />
        <Inbox />
      </div>
    </div>
  )
}

function Inbox() {
  const inbox = useInbox()
  const open = useOpenLink()
  const now = useNow()
  const isDrill = useDrill(({ running }) => running !== undefined)
  return (
    <Panel title="Inbox" aside={inbox.data?.length} busy={inbox.isPending} lines={3}>
      {isDrill && (
        <p className={classes.reminder}>
          A drill is under way: the code that counts is the one that the caller reads to you.
        </p>
      )}
      {inbox.isPending && <SkeletonLines lines={3} label="Reading the inbox" />}
      {inbox.isError && (
        <Failure
          inline
          error={toAppError(inbox.error)}
          doing="Read the inbox"
          onRetry={() => void inbox.refetch()}
        />
      )}
      {open.isError && <Failure inline error={toAppError(open.error)} doing="Open link" />}
      {inbox.data?.length === 0 && (
        <p className={classes.empty}>
          Nothing was sent yet. Codes, links and resets of the practice tenant arrive here instead of on real
          phones.
        </p>
      )}
      <ul>
        {inbox.data?.map((message) => (
          <MessageItem key={message.id} message={message} now={now} onOpen={open.mutate} />
        ))}
      </ul>
    </Panel>
  )
}
