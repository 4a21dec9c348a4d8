import type { TenantSummary } from '../../../shared/tenant'
import { counted } from '../../format/count'
import { hasSeveral } from '../../state/open-application'
import { EnvironmentBadge } from '../EnvironmentBadge'
import { shortHost } from '../tenant-draft'
import classes from './list.module.css'

/** What a tenant is: its name and environment, below them its host, application and what is missing. */
export function TenantWords({ tenant, isCurrent }: { tenant: TenantSummary; isCurrent: boolean }) {
  return (
    <div className={classes.words}>
      <p className={classes.line}>
        <bdi className={classes.name}>{tenant.label}</bdi>
        <EnvironmentBadge of={tenant} />
        {isCurrent && <span className="form-hint">current</span>}
      </p>
      <p className="form-hint">
        {tenant.environment === 'practice' ? (
          'Built in, on this computer. Nothing in it is real.'
        ) : (
          <>
            <span className="mono">{shortHost(tenant.apiHost)}</span>
            <Applications of={tenant} />
            {!tenant.secretStored && ' · no client secret in the keychain'}
          </>
        )}
      </p>
      {tenant.managed && <p className="form-hint">Managed by your organisation</p>}
    </div>
  )
}

function Applications({ of }: { of: TenantSummary }) {
  if (hasSeveral(of)) return ` · ${counted(of.applications.length, 'application')}`
  if (of.appName === undefined) return null
  return (
    <>
      {' · '}
      <bdi>{of.appName}</bdi>
    </>
  )
}
