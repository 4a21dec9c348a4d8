import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './ButtonMenu.module.css'

interface ButtonMenuProps {
  name: string
  width: number
  opened: boolean
  onClose: () => void
  /** its dropdown */
  children: ReactNode
}

/** A menu below a button of `useMenuButton`, which stands beside it and is there before the menu's code is. */
export function ButtonMenu({ name, width, opened, onClose, children }: ButtonMenuProps) {
  return (
    <Menu
      opened={opened}
      onChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      onClose={onClose}
      position="bottom-start"
      width={width}
      offset={6}
      // the button takes the focus back itself
      returnFocus={false}
      // within the landmark of its button
      withinPortal={false}
      // Mantine's placeholder takes the focus first and is no menu item
      withInitialFocusPlaceholder={false}
      classNames={{
        dropdown: classes.dropdown ?? '',
        item: classes.item ?? '',
        itemLabel: classes.itemLabel ?? ''
      }}
    >
      {/* where the menu belongs, and its name */}
      <Menu.Target>
        <span className={classes.place} aria-hidden="true" aria-label={name} />
      </Menu.Target>
      {children}
    </Menu>
  )
}
