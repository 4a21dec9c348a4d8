import { Menu } from '@mantine/core'
import { useDesk } from '../state/desk-store'

/** What the menu "Tenants" ends with: the ways to more. */
export function TenantMenuEnd() {
  const openTenantForm = useDesk((desk) => desk.openTenantForm)
  const setScreen = useDesk((desk) => desk.setScreen)
  return (
    <>
      <Menu.Divider />
      <Menu.Item onClick={() => openTenantForm()}>Add tenant</Menu.Item>
      <Menu.Item onClick={() => setScreen('settings')}>Manage tenants</Menu.Item>
    </>
  )
}
