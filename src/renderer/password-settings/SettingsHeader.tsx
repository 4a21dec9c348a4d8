import type { ReactNode } from 'react'
import type { PasswordSettingsView } from '../../shared/password-settings'
import type { TenantSummary } from '../../shared/tenant'
import { CopyValue } from '../components/CopyValue'
import classes from './PasswordSettings.module.css'

interface SettingsHeaderProps {
  tenant: TenantSummary
  /** undefined while it is not read */
  view: PasswordSettingsView | undefined
  /** buttons at the right */
  children?: ReactNode
}

/** The heading, and whose settings these are: they belong to one application. */
export function SettingsHeader({ tenant, view, children }: SettingsHeaderProps) {
  const appName = view?.appName ?? tenant.appName
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className="form-heading">Password settings</h1>
        <p className={classes.of}>
          {appName !== undefined && (
            <>
              <bdi>{appName}</bdi> in{' '}
            </>
          )}
          {tenant.label}
          {view && (
            <>
              {' · '}
              <CopyValue what="application ID" value={view.appId} mono />
            </>
          )}
        </p>
      </div>
      <div className={classes.buttons}>{children}</div>
    </header>
  )
}
