import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import { practiceTenantId } from '../../shared/practice-tenant'
import { useDesk } from '../state/desk-store'
import { EnvironmentBadge, TenantDot } from './EnvironmentBadge'
import { selectTenant } from './select-tenant'
import classes from './TenantSwitcher.module.css'

interface TenantMenuProps {
  state: AppState
  opened: boolean
  onClose: () => void
}

/** The menu below the button "Tenant", which stands beside it: this is loaded when it is first opened. */
export function TenantMenu({ state, opened, onClose }: TenantMenuProps) {
  const client = useQueryClient()
  const openTenantForm = useDesk((desk) => desk.openTenantForm)
  const setScreen = useDesk((desk) => desk.setScreen)
  return (
    <Menu
      opened={opened}
      onChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      onClose={onClose}
      position="bottom-start"
      width={320}
      offset={6}
      returnFocus={false}
      // within the top bar's landmark
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
        <span className={classes.place} aria-hidden="true" aria-label="Tenants" />
      </Menu.Target>
      <Menu.Dropdown>
        {state.tenants.map((tenant) => (
          <Menu.Item
            key={tenant.id}
            leftSection={<TenantDot colour={tenant.colour} />}
            // the practice tenant's name says its environment already
            rightSection={tenant.id !== practiceTenantId && <EnvironmentBadge of={tenant} />}
            aria-current={tenant.id === state.currentTenantId}
            onClick={() => void selectTenant(client, tenant.id)}
          >
            {tenant.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => openTenantForm()}>Add tenant</Menu.Item>
        <Menu.Item onClick={() => setScreen('settings')}>Manage tenants</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
