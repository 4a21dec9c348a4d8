import { Button } from '@mantine/core'
import type { User } from '../../shared/user'
import type { GatedAction } from '../call/gates'
import type { CopyNote } from '../call/use-copy-note'
import { Kbd } from '../components/Kbd'
import { endCall } from '../find/end-call'
import { useDesk } from '../state/desk-store'
import { ActionButton, ActionPlace } from './ActionButton'
import classes from './ActionBar.module.css'
import type { CardAction } from './actions/action-words'
import type { UserActions } from './actions/use-user-actions'
import { MoreActions } from './MoreActions'
import type { Refresh } from './use-refresh'

interface ActionBarProps {
  user: User
  /** the action that stands in the verdict, and so not here as well */
  offered: CardAction | undefined
  /** what the gate allows; anything else is left out */
  offers: (action: GatedAction) => boolean
  /** what stands above, by whose height the bar may move; undefined while it is on its way */
  below: string | undefined
  actions: UserActions
  note: CopyNote
  refresh: Refresh
  matches: number
}

/** What can be done. Each action keeps its place, whatever the verdict offers: a click must not meet another one. */
export function ActionBar(props: ActionBarProps) {
  const { user, offered, offers, below, actions, note, refresh, matches } = props
  const closeUser = useDesk((desk) => desk.closeUser)
  const gated: GatedAction[] = ['unlock', 'send-reset', 'issue', 'sign-out']
  const standing = user.status === 'Disabled' ? 'activate' : 'suspend'
  const last: GatedAction[] = ['resolve', standing]
  const places: CardAction[] = [...gated.filter(offers), 'verify', ...last.filter(offers)]
  return (
    <div className={classes.bar} role="group" aria-label="Actions">
      {places.map((action) =>
        action === offered ? (
          <ActionPlace key={action} action={action} className={`${classes.action} ${classes.place}`} />
        ) : (
          <ActionButton
            key={action}
            action={action}
            actions={actions}
            variant="default"
            className={classes.action}
            // where others went away it stands in another place
            below={below && `${below} ${places.join(' ')}`}
          />
        )
      )}
      <MoreActions actions={actions} offers={offers} />
      <span className={classes.end}>
        <CopyNoteButton note={note} />
        {matches > 1 && (
          <Button variant="subtle" size="compact-sm" onClick={closeUser}>
            Back to {matches} matches
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          aria-keyshortcuts="F5"
          aria-busy={refresh.busy}
          rightSection={<Kbd>F5</Kbd>}
          onClick={refresh.start}
        >
          Refresh
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-keyshortcuts="Escape"
          rightSection={<Kbd>Esc</Kbd>}
          onClick={endCall}
        >
          End call
        </Button>
      </span>
    </div>
  )
}

/** Its word that it was copied takes no place in the bar: nothing moves for it. */
function CopyNoteButton({ note }: { note: CopyNote }) {
  return (
    <span className={classes.note}>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-keyshortcuts="N"
        rightSection={<Kbd>N</Kbd>}
        onClick={note.copy}
      >
        Copy work note
      </Button>
      <span role="status" aria-label="Work note" className={classes.said}>
        {note.copied && 'Work note copied'}
      </span>
    </span>
  )
}
