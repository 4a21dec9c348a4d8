import { Button } from '@mantine/core'
import type { User } from '../../shared/user'
import { Kbd } from '../components/Kbd'
import { endCall } from '../find/end-call'
import { useDesk } from '../state/desk-store'
import classes from './ActionBar.module.css'
import { actionButtons, type CardAction } from './action-buttons'
import type { UserActions } from './actions/use-user-actions'
import type { Refresh } from './use-refresh'

interface ActionBarProps {
  user: User
  /** the action that the verdict offers already: no button stands there twice */
  offered: CardAction | undefined
  actions: UserActions
  refresh: Refresh
  matches: number
}

export function ActionBar({ user, offered, actions, refresh, matches }: ActionBarProps) {
  const closeUser = useDesk((desk) => desk.closeUser)
  const standing: CardAction = user.status === 'Disabled' ? 'activate' : 'suspend'
  const shown = (['unlock', 'issue', 'sign-out', standing] as const).filter((action) => action !== offered)
  return (
    <div className={classes.bar} role="group" aria-label="Actions">
      {shown.map((action) => (
        <ActionButton key={action} action={action} actions={actions} />
      ))}
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

function ActionButton({ action, actions }: { action: CardAction; actions: UserActions }) {
  const { name, key, danger } = actionButtons[action]
  const { busy, start } = actions
  return (
    <Button
      variant="default"
      className={classes.action ?? ''}
      {...(danger && { color: 'red' })}
      aria-keyshortcuts={key}
      aria-disabled={busy !== undefined}
      aria-busy={busy === action}
      rightSection={key && <Kbd>{key}</Kbd>}
      onClick={() => busy === undefined && start(action, 'button')}
    >
      {name}
    </Button>
  )
}
