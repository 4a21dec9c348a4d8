import { Button } from '@mantine/core'
import type { MouseEvent } from 'react'
import { ignoreHeldKey } from '../components/held-key'
import { Kbd } from '../components/Kbd'
import { useSettled } from '../components/use-settled'
import { actionButtons } from './action-buttons'
import type { CardAction } from './actions/action-words'
import { actsAtOnce, type UserActions } from './actions/use-user-actions'

interface ActionButtonProps {
  action: CardAction
  actions: UserActions
  variant: 'filled' | 'default'
  className: string | undefined
  /** what stands above, by whose height the button may move; undefined while it is on its way */
  below: string | undefined
}

/**
 * Begins an action. One that acts without asking takes no click that was begun for something else: none while another action
 * runs, nor shortly after that has ended or the button has come to stand there. A key only reaches it with the focus, which no
 * action leaves on another one's button.
 */
export function ActionButton({ action, actions, variant, className, below }: ActionButtonProps) {
  const { name, key, danger } = actionButtons[action]
  const { busy, held, free, start } = actions
  const settled = useSettled(free ? (below ?? '') : undefined)
  const resting = actsAtOnce(action) && !settled
  const onClick = ({ detail }: MouseEvent) => {
    const byKey = detail === 0
    if (busy === undefined && !held && (byKey || !resting)) start(action, 'button')
  }
  return (
    <Button
      variant={variant}
      className={className ?? ''}
      {...(danger && { color: 'red' })}
      aria-keyshortcuts={key}
      aria-disabled={busy !== undefined || held || resting}
      aria-busy={busy === action}
      data-busy={busy !== undefined || held}
      rightSection={key && <Kbd>{key}</Kbd>}
      onClick={onClick}
      onKeyDown={ignoreHeldKey}
    >
      {name}
    </Button>
  )
}

interface ActionPlaceProps {
  action: CardAction
  className: string | undefined
}

/** Keeps an action's place, as wide as its button, while the button stands in the verdict: no other action moves there. */
export function ActionPlace({ action, className }: ActionPlaceProps) {
  const { name, key } = actionButtons[action]
  return (
    <Button
      component="span"
      variant="default"
      className={className ?? ''}
      aria-hidden="true"
      rightSection={key && <Kbd>{key}</Kbd>}
    >
      {name}
    </Button>
  )
}
