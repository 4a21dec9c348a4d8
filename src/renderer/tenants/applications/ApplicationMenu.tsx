import { Menu } from '@mantine/core'
import type { ApplicationSummary } from '../../../shared/application'
import { ButtonMenu } from '../../components/ButtonMenu'
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
    <ButtonMenu name="Application" width={260} opened={opened} onClose={onClose}>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Menu.RadioGroup value={openId} onChange={onChoose}>
          {all.map((application) => (
            <Menu.RadioItem key={application.id} value={application.id} closeMenuOnClick>
              <bdi>{applicationName(application)}</bdi>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </ButtonMenu>
  )
}
