import { useId } from 'react'
import { later } from '../components/later'
import { useMenuButton } from '../components/use-menu-button'
import { applicationName, hasSeveral, openApplication } from '../state/open-application'
import { currentTenant, useAppState } from '../state/queries'
import { EnvironmentBadge, TenantDot } from './EnvironmentBadge'
import { SwitchFailure } from './SwitchFailure'
import classes from './TenantSwitcher.module.css'

const TenantMenu = later(async () => (await import('./TenantMenu')).TenantMenu)

/** Which tenant every search and action goes to, and the way to another one. */
export function TenantSwitcher() {
  const state = useAppState().data
  const current = currentTenant(state)
  const opened = current && hasSeveral(current) ? openApplication(current) : undefined
  const application = opened && applicationName(opened)
  const { ref: button, isOpen, isNeeded, close, buttonProps } = useMenuButton()
  const descriptionId = useId()

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
        {...buttonProps}
      >
        <TenantDot colour={current.colour} />
        <span id={descriptionId} className={classes.current}>
          <span className={classes.label} title={current.label}>
            {current.label}
          </span>{' '}
          {application && (
            <span className={classes.application} title={application}>
              {application}
            </span>
          )}{' '}
          <EnvironmentBadge of={current} />
        </span>
      </button>
      {isNeeded && <TenantMenu state={state} opened={isOpen} onClose={close} />}
      <SwitchFailure />
    </div>
  )
}
