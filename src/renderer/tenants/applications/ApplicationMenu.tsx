import { Menu } from '@mantine/core'
import type { ApplicationSummary } from '../../../shared/application'
import { applicationName } from '../../state/open-application'
import classes from './Applications.module.css'

interface ApplicationMenuProps {
  opened: boolean
  all: ApplicationSummary[]
  openId: string
  onClose: () => void
  onChoose: (applicationId: string) => void
}

/** The menu below the button "Application", which stands beside it: this is loaded when it is first opened. */
export function ApplicationMenu({ opened, all, openId, onClose, onChoose }: ApplicationMenuProps) {
  return (
    <Menu
      opened={opened}
      onChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      onClose={onClose}
      position="bottom-start"
      width={260}
      offset={6}
      returnFocus={false}
      // within the card's landmark
      withinPortal={false}
      // Mantine's placeholder takes the focus first and is no menu item
      withInitialFocusPlaceholder={false}
      classNames={{
        dropdown: classes.menu ?? '',
        item: classes.item ?? '',
        itemLabel: classes.itemLabel ?? ''
      }}
    >
      {/* where the menu belongs, and its name */}
      <Menu.Target>
        <span className={classes.menuPlace} aria-hidden="true" aria-label="Application" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={openId} onChange={onChoose}>
          {all.map((application) => (
            <Menu.RadioItem key={application.id} value={application.id} closeMenuOnClick>
              <bdi>{applicationName(application)}</bdi>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
