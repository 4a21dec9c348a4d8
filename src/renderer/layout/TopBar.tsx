import { SearchBox } from '../find/SearchBox'
import { TenantSwitcher } from '../tenants/TenantSwitcher'

/** On every screen: which tenant this is, and the box. The right end is for what belongs to the call. */
export function TopBar() {
  return (
    <header className="top-bar">
      <div className="top-bar-tenant">
        <TenantSwitcher />
      </div>
      <SearchBox />
      <div className="top-bar-end" />
    </header>
  )
}
