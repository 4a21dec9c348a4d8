import { Button } from '@mantine/core'
import type { User } from '../../shared/user'
import { Kbd } from '../components/Kbd'
import { endCall } from '../find/end-call'
import { useDesk } from '../state/desk-store'
import { type Verdict, verdictText } from '../../shared/verdict'
import { ActionButton, ActionPlace } from './ActionButton'
import classes from './ActionBar.module.css'
import type { CardAction } from './action-buttons'
import type { UserActions } from './actions/use-user-actions'
import type { Refresh } from './use-refresh'

interface ActionBarProps {
  user: User
  /** the verdict above, undefined while it is not yet certain: the action that it offers does not stand here as well */
  verdict: Verdict | undefined
  actions: UserActions
  refresh: Refresh
  matches: number
}

/** What can be done. Each action keeps its place, whatever the verdict offers: a click must not meet another one. */
export function ActionBar({ user, verdict, actions, refresh, matches }: ActionBarProps) {
  const closeUser = useDesk((desk) => desk.closeUser)
  const standing: CardAction = user.status === 'Disabled' ? 'activate' : 'suspend'
  const places: CardAction[] = ['unlock', 'issue', 'sign-out', standing]
  return (
    <div className={classes.bar} role="group" aria-label="Actions">
      {places.map((action) =>
        action === verdict?.action ? (
          <ActionPlace key={action} action={action} className={`${classes.action} ${classes.place}`} />
        ) : (
          <ActionButton
            key={action}
            action={action}
            actions={actions}
            variant="default"
            className={classes.action}
            below={verdict && verdictText(verdict)}
          />
        )
      )}
      <span className={classes.end}>
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
