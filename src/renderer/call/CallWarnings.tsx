import { Button } from '@mantine/core'
import { Note } from '../components/Note'
import classes from './CallWarnings.module.css'
import { ticketBoxId } from './TicketBox'
import type { CallWarning } from './warnings'

/** Above the actions: what must be read first. Its live region is always there. */
export function CallWarnings({ warnings }: { warnings: CallWarning[] }) {
  return (
    <div role="status" aria-label="Read first" className={classes.warnings}>
      {warnings.map(({ title, text, ticket }) => (
        <Note key={title} tone="warning" title={title} actions={ticket && <EnterTicket />}>
          {text}
        </Note>
      ))}
    </div>
  )
}

function EnterTicket() {
  return (
    <Button variant="default" size="xs" onClick={() => document.getElementById(ticketBoxId)?.focus()}>
      Enter ticket number
    </Button>
  )
}
