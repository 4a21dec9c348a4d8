import { Menu } from '@mantine/core'
import type { GatedAction } from '../call/gates'
import classes from './ActionBar.module.css'
import { actionButtons } from './action-buttons'
import type { CardAction } from './actions/action-words'

/** A code is sent from the dialog that sends the link. */
const items: [GatedAction, string][] = [
  ['send-reset', 'Send a reset code'],
  ['set-password', actionButtons['set-password'].name],
  ['access-code', actionButtons['access-code'].name],
  ['sign-in-check', actionButtons['sign-in-check'].name]
]

interface MoreMenuProps {
  opened: boolean
  offers: (action: GatedAction) => boolean
  onClose: () => void
  onChoose: (action: CardAction) => void
}

/** The menu below the button "More actions", which stands beside it: this is loaded when it is first opened. */
export function MoreMenu({ opened, offers, onClose, onChoose }: MoreMenuProps) {
  const offered = items.filter(([action]) => offers(action))
  return (
    <Menu
      opened={opened}
      onChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      onClose={onClose}
      position="bottom-start"
      width={240}
      offset={6}
      returnFocus={false}
      // within the card's landmark
      withinPortal={false}
      // Mantine's placeholder takes the focus first and is no menu item
      withInitialFocusPlaceholder={false}
      classNames={{ dropdown: classes.menu ?? '', item: classes.item ?? '' }}
    >
      {/* where the menu belongs, and its name */}
      <Menu.Target>
        <span className={classes.menuPlace} aria-hidden="true" aria-label="More actions" />
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(([action, name]) => (
          <Menu.Item key={name} onClick={() => onChoose(action)}>
            {name}
          </Menu.Item>
        ))}
        {offered.length > 0 && <Menu.Divider />}
        <Menu.Item className={classes.danger ?? ''} onClick={() => onChoose('refuse')}>
          {actionButtons.refuse.name}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
