import { CallCorner } from '../call/CallCorner'
import { SearchBox } from '../find/SearchBox'
import { TenantSwitcher } from '../tenants/TenantSwitcher'

/** On every screen: which tenant this is, the box, and what belongs to the call. */
export function TopBar() {
  return (
    <header className="top-bar">
      <div className="top-bar-tenant">
        <TenantSwitcher />
      </div>
      <SearchBox />
      <div className="top-bar-end">
        <CallCorner />
      </div>
    </header>
  )
}
