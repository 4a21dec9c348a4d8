import { Button } from '@mantine/core'
import type { GatedAction } from '../call/gates'
import { later } from '../components/later'
import { useMenuButton } from '../components/use-menu-button'
import classes from './ActionBar.module.css'
import type { UserActions } from './actions/use-user-actions'

const MoreMenu = later(async () => (await import('./MoreMenu')).MoreMenu)

interface MoreActionsProps {
  actions: UserActions
  offers: (action: GatedAction) => boolean
}

/** The button of the menu with what is needed seldom. */
export function MoreActions({ actions, offers }: MoreActionsProps) {
  const { busy, held, start } = actions
  const { ref: button, isOpen, isNeeded, close, buttonProps } = useMenuButton()
  return (
    <span className={classes.more}>
      <Button
        ref={button}
        variant="default"
        className={classes.action ?? ''}
        data-busy={busy !== undefined || held}
        aria-disabled={held}
        rightSection={<span aria-hidden="true">▾</span>}
        {...buttonProps}
      >
        More actions
      </Button>
      {isNeeded && (
        <MoreMenu
          opened={isOpen}
          offers={offers}
          onClose={close}
          onChoose={(action) => {
            close()
            // what it opens gives the focus back to where it was
            button.current?.focus()
            start(action, 'button')
          }}
        />
      )}
    </span>
  )
}
