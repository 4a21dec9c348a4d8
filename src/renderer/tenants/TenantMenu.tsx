import { Menu, Popover } from '@mantine/core'
import type { AppState } from '../../shared/app-state'
import { ButtonMenu } from '../components/ButtonMenu'
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
    <ButtonMenu name="Tenants" width={320} opened={opened} onClose={onClose}>
      {isMenuSearched(state.tenants) ? (
        <Popover.Dropdown role="group" className={classes.withSearch ?? ''}>
          <SearchedTenants state={state} />
        </Popover.Dropdown>
      ) : (
        <Menu.Dropdown className={classes.menu ?? ''}>
          {state.tenants.map((tenant) => (
            <TenantItem key={tenant.id} tenant={tenant} isCurrent={tenant.id === state.currentTenantId} />
          ))}
          <TenantMenuEnd />
        </Menu.Dropdown>
      )}
    </ButtonMenu>
  )
}
