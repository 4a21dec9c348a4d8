import { Button } from '@mantine/core'
import type { TenantSummary } from '../../shared/tenant'
import { Panel } from '../components/Panel'
import { useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { EnvironmentBadge, TenantDot } from '../tenants/EnvironmentBadge'
import { shortHost } from '../tenants/tenant-draft'
import { useRemoveTenant } from '../tenants/use-remove-tenant'
import classes from './Settings.module.css'

/** Every tenant profile, to change or remove, and the way to a new one. */
export function TenantList() {
  const state = useAppState().data
  const openTenantForm = useDesk((desk) => desk.openTenantForm)
  const { ask, dialog } = useRemoveTenant(() => useDesk.getState().focusSearch())
  return (
    <Panel title="Tenants">
      <ul aria-label="Tenants">
        {state?.tenants.map((tenant) => (
          <li key={tenant.id} className={classes.tenant}>
            <TenantDot colour={tenant.colour} />
            <TenantWords tenant={tenant} isCurrent={tenant.id === state.currentTenantId} />
            {tenant.environment !== 'practice' && (
              <>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`Edit ${tenant.label}`}
                  onClick={() => openTenantForm(tenant.id)}
                >
                  Edit
                </Button>
                <Button
                  variant="default"
                  color="red"
                  size="xs"
                  aria-label={`Remove ${tenant.label}`}
                  onClick={() => ask(tenant)}
                >
                  Remove
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <Button variant="default" size="sm" onClick={() => openTenantForm()}>
          Add profile
        </Button>
      </div>
      {dialog}
    </Panel>
  )
}

function TenantWords({ tenant, isCurrent }: { tenant: TenantSummary; isCurrent: boolean }) {
  const isPractice = tenant.environment === 'practice'
  return (
    <div className={classes.words}>
      <p className={classes.line}>
        <span className={classes.name}>{tenant.label}</span>
        <EnvironmentBadge of={tenant} />
        {isCurrent && <span className="form-hint">current</span>}
      </p>
      <p className="form-hint">
        {isPractice ? (
          'Built in, on this computer. Nothing in it is real.'
        ) : (
          <>
            <span className="mono">{shortHost(tenant.apiHost)}</span>
            {tenant.appName !== undefined && (
              <>
                {' · '}
                <bdi>{tenant.appName}</bdi>
              </>
            )}
            {!tenant.secretStored && ' · no client secret in the keychain'}
          </>
        )}
      </p>
    </div>
  )
}
