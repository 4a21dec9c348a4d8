import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { AppState } from '../../shared/app-state'
import { counted } from '../format/count'
import { isSearched, matchingTenants } from './list/tenant-search'
import { shownInMenu } from './menu-items'
import { TenantItem } from './TenantItem'
import { TenantMenuEnd } from './TenantMenuEnd'
import classes from './TenantSwitcher.module.css'

/**
 * The menu of many tenants, below a box that searches them. The box stands beside the menu and not in it, for a menu holds nothing but
 * items. Arrows go from the box into the menu and back; what is typed in the menu goes into the box.
 */
export function SearchedTenants({ state: { tenants, currentTenantId } }: { state: AppState }) {
  const [wanted, setWanted] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const restId = useId()
  const found = matchingTenants(tenants, wanted)
  const shown = shownInMenu(found)
  const searched = isSearched(wanted)
  const rest = found.length - shown.length

  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[data-menu-item]') ?? [])]
  const onBoxKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const all = items()
    if (event.key === 'ArrowDown') all[0]?.focus()
    else if (event.key === 'ArrowUp') all.at(-1)?.focus()
    else if (event.key !== 'Enter') return
    // the Enter that opened the menu, held down, chooses nothing
    else if (searched && shown.length > 0 && !event.repeat) all[0]?.click()
    event.preventDefault()
  }
  const onItemKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const isFirst = document.activeElement === items()[0]
    if (event.key === 'ArrowUp' && isFirst) {
      event.preventDefault()
      event.stopPropagation()
      box.current?.focus()
    } else if (event.key === 'Backspace' || (event.key.length === 1 && event.key !== ' ')) {
      // the key itself arrives where the focus is by then
      event.stopPropagation()
      box.current?.focus()
    }
  }

  return (
    <>
      <input
        ref={box}
        className={classes.search}
        type="search"
        aria-label="Search tenants"
        aria-describedby={restId}
        placeholder="Search tenants"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        data-autofocus
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={onBoxKey}
      />
      <p role="status" className="visually-hidden">
        {searched &&
          (found.length === 0 ? 'No tenant matches.' : `${counted(found.length, 'tenant')} found.`)}
      </p>
      {/* where Mantine's items look for each other */}
      <div
        ref={menu}
        role="menu"
        tabIndex={-1}
        aria-label="Tenants"
        aria-orientation="vertical"
        data-menu-dropdown
        className={classes.searched}
        onKeyDownCapture={onItemKey}
      >
        <div role="none" className={classes.scrolled}>
          {shown.map((tenant, index) => (
            <TenantItem
              key={tenant.id}
              tenant={tenant}
              isCurrent={tenant.id === currentTenantId}
              isFirstMatch={searched && index === 0}
            />
          ))}
          <p id={restId} role="none" className={classes.rest}>
            {found.length === 0 && 'No tenant matches.'}
            {rest > 0 && `… and ${rest} more: type to find them`}
          </p>
        </div>
        <TenantMenuEnd />
      </div>
    </>
  )
}
