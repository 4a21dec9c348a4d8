import { Button } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import type { GatedAction } from '../call/gates'
import { later } from '../components/later'
import classes from './ActionBar.module.css'
import type { UserActions } from './actions/use-user-actions'

const MoreMenu = later(async () => (await import('./MoreMenu')).MoreMenu)

interface MoreActionsProps {
  actions: UserActions
  offers: (action: GatedAction) => boolean
}

/** The button of the menu with what is needed seldom. */
export function MoreActions({ actions, offers }: MoreActionsProps) {
  const { busy, start } = actions
  const button = useRef<HTMLButtonElement>(null)
  const [menu, setMenu] = useState<'never' | 'open' | 'closed'>('never')
  const isOpen = menu === 'open'
  useLayoutEffect(() => {
    // the item that had the focus is gone, unless what it opened has taken it
    if (menu === 'closed' && document.activeElement === document.body) button.current?.focus()
  }, [menu])
  return (
    <span className={classes.more}>
      <Button
        ref={button}
        variant="default"
        className={classes.action ?? ''}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-busy={busy !== undefined}
        rightSection={<span aria-hidden="true">▾</span>}
        onMouseDown={(event) => {
          // the open menu would take it for a click elsewhere and close before the click toggles it
          if (isOpen) event.stopPropagation()
        }}
        onClick={() => setMenu(isOpen ? 'closed' : 'open')}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setMenu('open')
        }}
      >
        More actions
      </Button>
      {menu !== 'never' && (
        <MoreMenu
          opened={isOpen}
          offers={offers}
          onClose={() => setMenu('closed')}
          onChoose={(action) => {
            setMenu('closed')
            // what it opens gives the focus back to where it was
            button.current?.focus()
            start(action, 'button')
          }}
        />
      )}
    </span>
  )
}
