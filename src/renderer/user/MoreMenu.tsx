import { Menu } from '@mantine/core'
import type { GatedAction } from '../call/gates'
import { ButtonMenu } from '../components/ButtonMenu'
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
    <ButtonMenu name="More actions" width={240} opened={opened} onClose={onClose}>
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
    </ButtonMenu>
  )
}
