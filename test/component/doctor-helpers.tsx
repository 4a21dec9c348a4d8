import { act, screen } from '@testing-library/react'
import { DoctorScreen } from '../../src/renderer/doctor/DoctorScreen'
import { useDesk } from '../../src/renderer/state/desk-store'
import { useAppState } from '../../src/renderer/state/queries'
import { mainApplicationId } from '../../src/shared/application'
import type { DoctorReport } from '../../src/shared/doctor'
import type { AppError } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, at, contoso, practice } from './fixtures'
import { renderScreen } from './render'

export const outlet = { id: 'a-outlet', name: 'Outlet', clientId: 'client-2', secretStored: true }
export const twoApps: TenantSummary = { ...contoso, applications: [...contoso.applications, outlet] }

export const locked: AppError = {
  kind: 'keychain-unavailable',
  state: 'locked',
  fix: 'Unlock the keyring, then try again.'
}

export function aReport(more: Partial<DoctorReport> = {}): DoctorReport {
  return {
    at: Date.now(),
    connection: { result: 'good', permissions: ['users:read'], unlimited: false, milliseconds: 80 },
    client: {
      appId: 'app-77',
      appName: 'Contoso shop',
      mosaicTenantId: 'mosaic-5',
      management: false,
      unlimited: false,
      roles: ['Helpdesk'],
      permissions: ['users:read', 'users:list'],
      tokenExpiresAt: Date.now() + 3_600_000
    },
    reads: [
      { read: 'users', state: 'works', milliseconds: 41.4 },
      { read: 'authenticators', state: 'denied', milliseconds: 12, permission: 'authenticators:read' },
      { read: 'sessions', state: 'not-enabled', milliseconds: 9, why: 'Not enabled in this region.' },
      { read: 'groups', state: 'failed', milliseconds: 15_000, why: 'Mosaic did not answer in time.' },
      { read: 'login-preferences', state: 'not-tried', why: 'The token names no application.' }
    ],
    buttons: [
      { button: 'find', works: 'yes', why: 'The read that it begins with works.' },
      { button: 'unlock', works: 'no', why: 'The permission authenticators:edit is missing.' },
      { button: 'password-settings-edit', works: 'unknown', why: 'The token does not say.' }
    ],
    warnings: [],
    secret: { status: 'keychain', since: at('2025-01-10T09:00:00Z'), usedAt: at('2026-06-02T08:00:00Z') },
    ...more
  }
}

export const failedToken = aReport({
  connection: { result: 'bad-credentials', message: 'Mosaic refused them.', detail: 'answered 401' },
  client: undefined,
  reads: [{ read: 'users', state: 'not-tried', why: 'There is no token to try it with.' }],
  buttons: []
})

function Screen() {
  const isOpen = useDesk((desk) => desk.doctor !== undefined)
  const { isSuccess } = useAppState()
  if (!isSuccess) return null
  return (
    <main>
      {isOpen ? (
        <DoctorScreen />
      ) : (
        <button type="button" aria-label="Check Contoso Retail">
          Check
        </button>
      )}
    </main>
  )
}

export const openDoctor = (tenantId: string, applicationId = mainApplicationId) =>
  act(() => useDesk.getState().openDoctor({ tenantId, applicationId }))

interface Opened {
  tenant?: TenantSummary
  report?: DoctorReport
  handlers?: FakeHandlers | undefined
}

/** The screen for Contoso, from a button that gave it the focus. */
export async function openScreen({ tenant = contoso, report = aReport(), handlers = {} }: Opened = {}) {
  const view = renderScreen(<Screen />, {
    'app.state': () => anAppState({ tenants: [tenant, practice] }),
    'doctor.examine': () => report,
    ...handlers
  })
  openDoctor(tenant.environment === 'practice' ? practice.id : tenant.id)
  await screen.findByRole('heading', { name: `Check ${tenant.label}` })
  return view
}

export const region = (name: string) => screen.findByRole('region', { name, busy: false })
export const press = (name: string) => screen.getByRole('button', { name })
export const status = () => screen.getByRole('status', { name: 'Check' })
