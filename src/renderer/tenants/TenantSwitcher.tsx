import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { TenantSummary } from '../../shared/tenant'
import { Failure } from '../components/Failure'
import { useDesk } from '../state/desk-store'
import { currentTenant, useAppState } from '../state/queries'
import { EnvironmentBadge, TenantDot } from './EnvironmentBadge'
import { selectTenant, useSwitchFailure } from './select-tenant'
import classes from './TenantSwitcher.module.css'

/** Which tenant every search and action goes to, and the way to another one. */
export function TenantSwitcher() {
  const state = useAppState().data
  const current = currentTenant(state)
  const client = useQueryClient()
  const openTenantForm = useDesk((desk) => desk.openTenantForm)
  const setScreen = useDesk((desk) => desk.setScreen)
  if (state === undefined || current === undefined) return null
  return (
    <div className={classes.switcher}>
      {/* stays within the top bar's landmark; the placeholder that Mantine focuses first is no menu item */}
      <Menu
        position="bottom-start"
        width={320}
        offset={6}
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <CurrentTenant tenant={current} />
        <Menu.Dropdown aria-label="Tenants">
          {state.tenants.map((tenant) => (
            <Menu.Item
              key={tenant.id}
              leftSection={<TenantDot colour={tenant.colour} />}
              // the practice tenant's name says its environment already
              rightSection={tenant.id !== practiceTenantId && <EnvironmentBadge of={tenant} />}
              aria-current={tenant.id === current.id}
              classNames={{ itemLabel: classes.itemLabel ?? '', item: classes.item ?? '' }}
              onClick={() => void selectTenant(client, tenant.id)}
            >
              {tenant.label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => openTenantForm()}>Add tenant</Menu.Item>
          <Menu.Item onClick={() => setScreen('settings')}>Manage tenants</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SwitchFailure />
    </div>
  )
}

/** The name "Tenant" is what tests find it by; which one it is, is its description. */
function CurrentTenant({ tenant }: { tenant: TenantSummary }) {
  const descriptionId = useId()
  return (
    <Menu.Target>
      <button type="button" className={classes.button} aria-label="Tenant" aria-describedby={descriptionId}>
        <TenantDot colour={tenant.colour} />
        <span id={descriptionId} className={classes.current}>
          <span className={classes.label} title={tenant.label}>
            {tenant.label}
          </span>{' '}
          <EnvironmentBadge of={tenant} />
        </span>
      </button>
    </Menu.Target>
  )
}

function SwitchFailure() {
  const error = useSwitchFailure((failure) => failure.error)
  if (error === undefined) return null
  return (
    <div className={classes.failure}>
      <Failure error={error} doing="Switch the tenant" />
      <Button variant="default" size="xs" onClick={() => useSwitchFailure.setState({ error: undefined })}>
        Dismiss
      </Button>
    </div>
  )
}
