import { lazy, Suspense } from 'react'
import { FindScreen } from '../find/FindScreen'
import { type Desk, useDesk } from '../state/desk-store'
import { ScreenBoundary } from './ScreenBoundary'

// Only what the first call needs is loaded at the start.
const CreateScreen = lazy(() =>
  import('../create/CreateScreen').then((loaded) => ({ default: loaded.CreateScreen }))
)
const SettingsScreen = lazy(() =>
  import('../settings/SettingsScreen').then((loaded) => ({ default: loaded.SettingsScreen }))
)
const TenantFormScreen = lazy(() =>
  import('../tenants/TenantFormScreen').then((loaded) => ({ default: loaded.TenantFormScreen }))
)

export function ScreenSwitch() {
  const shown = useDesk(screenName)
  return (
    <ScreenBoundary key={shown}>
      <Suspense fallback={null}>
        {shown === 'find' && <FindScreen />}
        {shown === 'create' && <CreateScreen />}
        {shown === 'settings' && <SettingsScreen />}
        {shown.startsWith('tenant') && <TenantFormScreen key={shown} />}
      </Suspense>
    </ScreenBoundary>
  )
}

/** A form for another tenant is another form: its name carries the tenant. */
function screenName({ screen, tenantForm }: Desk): string {
  return tenantForm === undefined ? screen : `tenant ${tenantForm.tenantId ?? ''}`
}
