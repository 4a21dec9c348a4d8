import { Menu, Popover } from '@mantine/core'
import type { AppState } from '../../shared/app-state'
import { isMenuSearched } from './menu-items'
import { SearchedTenants } from './SearchedTenants'
import { TenantItem } from './TenantItem'
import { TenantMenuEnd } from './TenantMenuEnd'
import classes from './TenantSwitcher.module.css'

interface TenantMenuProps {
  state: AppState
  opened: boolean
  onClose: () => void
}

/** The menu below the button "Tenant", which stands beside it: this is loaded when it is first opened. */
export function TenantMenu({ state, opened, onClose }: TenantMenuProps) {
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
      {isMenuSearched(state.tenants) ? (
        <Popover.Dropdown role="group" className={classes.withSearch ?? ''}>
          <SearchedTenants state={state} />
        </Popover.Dropdown>
      ) : (
        <Menu.Dropdown>
          {state.tenants.map((tenant) => (
            <TenantItem key={tenant.id} tenant={tenant} isCurrent={tenant.id === state.currentTenantId} />
          ))}
          <TenantMenuEnd />
        </Menu.Dropdown>
      )}
    </Menu>
  )
}
