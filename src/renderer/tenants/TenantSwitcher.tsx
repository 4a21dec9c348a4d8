import { useId, useLayoutEffect, useRef, useState } from 'react'
import { later } from '../components/later'
import { currentTenant, useAppState } from '../state/queries'
import { EnvironmentBadge, TenantDot } from './EnvironmentBadge'
import { SwitchFailure } from './SwitchFailure'
import classes from './TenantSwitcher.module.css'

const TenantMenu = later(async () => (await import('./TenantMenu')).TenantMenu)

/** Which tenant every search and action goes to, and the way to another one. */
export function TenantSwitcher() {
  const state = useAppState().data
  const current = currentTenant(state)
  const button = useRef<HTMLButtonElement>(null)
  const [menu, setMenu] = useState<'never' | 'open' | 'closed'>('never')
  const descriptionId = useId()
  const isOpen = menu === 'open'

  useLayoutEffect(() => {
    if (menu !== 'closed') return
    // the item that had the focus is gone, unless what it opened has taken it
    if (document.activeElement === document.body) button.current?.focus()
  }, [menu])

  if (state === undefined || current === undefined) return null
  return (
    <div className={classes.switcher}>
      <button
        ref={button}
        type="button"
        className={classes.button}
        // the name that tests find it by; which tenant it is, is its description
        aria-label="Tenant"
        aria-describedby={descriptionId}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onMouseDown={(event) => {
          // the open menu would take it for a click elsewhere and close before the click toggles it
          if (isOpen) event.stopPropagation()
        }}
        onClick={() => setMenu(isOpen ? 'closed' : 'open')}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setMenu('open')
        }}
      >
        <TenantDot colour={current.colour} />
        <span id={descriptionId} className={classes.current}>
          <span className={classes.label} title={current.label}>
            {current.label}
          </span>{' '}
          <EnvironmentBadge of={current} />
        </span>
      </button>
      {menu !== 'never' && <TenantMenu state={state} opened={isOpen} onClose={() => setMenu('closed')} />}
      <SwitchFailure />
    </div>
  )
}
