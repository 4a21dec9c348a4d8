import { act, screen } from '@testing-library/react'
import { useDesk } from '../../src/renderer/state/desk-store'
import { useAppState } from '../../src/renderer/state/queries'
import { TenantFormScreen } from '../../src/renderer/tenants/TenantFormScreen'
import type { AppError } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

export const locked: AppError = {
  kind: 'keychain-unavailable',
  state: 'locked',
  fix: 'Unlock the keyring, then try again.'
}
const yearMs = 365.25 * 86_400_000
export const outlet = {
  id: 'a-outlet',
  name: 'Outlet',
  appId: 'app-outlet',
  appName: 'Contoso outlet store',
  clientId: 'client-2',
  redirectUri: 'https://outlet.example/reset',
  secretStored: true,
  secretSince: Date.now() - 2 * yearMs - 86_400_000
}
export const kiosk = { id: 'a-kiosk', name: 'Kiosk', clientId: 'client-3', secretStored: false }
export const withApplications = (...further: TenantSummary['applications']): TenantSummary => ({
  ...contoso,
  applications: [...contoso.applications, ...further],
  applicationId: further[0]?.id ?? 'main'
})
export const two = withApplications(outlet, kiosk)
export const stateOf = (tenant: TenantSummary) => anAppState({ tenants: [tenant, practice] })

/** The screen while it is open. */
export function Form() {
  const open = useDesk((desk) => desk.tenantForm)
  const { isSuccess } = useAppState()
  return open && isSuccess ? <TenantFormScreen /> : <p>Closed</p>
}

/** The form of Contoso, which has these applications. */
export async function renderSection(tenant: TenantSummary, handlers: FakeHandlers = {}) {
  const view = renderScreen(<Form />, {
    'app.state': () => stateOf(tenant),
    'tenants.secretStatus': ({ applicationId }) => ({
      status: applicationId === kiosk.id ? 'none' : 'keychain'
    }),
    ...handlers
  })
  act(() => useDesk.getState().openTenantForm(tenant.id))
  await screen.findByRole('heading', { level: 1, name: tenant.label })
  return view
}
