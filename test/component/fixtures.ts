import type { AppState } from '../../src/shared/app-state'
import type { TenantSummary } from '../../src/shared/tenant'
import type { Authenticator, User } from '../../src/shared/user'

/** Epoch ms that reads well in a table of tests. */
export const at = (iso: string): number => Date.parse(iso)

export const contoso: TenantSummary = {
  id: 't-contoso',
  label: 'Contoso Retail',
  environment: 'production',
  apiHost: 'https://api.eu.transmitsecurity.io',
  clientId: 'client-1',
  appName: 'Contoso shop',
  colour: 'green',
  defaultCountry: 'US',
  secretStored: true
}

export const practice: TenantSummary = {
  id: 'practice',
  label: 'Practice tenant',
  environment: 'practice',
  apiHost: 'http://127.0.0.1:4000',
  clientId: 'practice',
  colour: 'violet',
  defaultCountry: 'US',
  secretStored: false
}

export function anAppState(more: Partial<AppState> = {}): AppState {
  return {
    version: '0.1.0',
    platform: 'linux',
    currentTenantId: contoso.id,
    tenants: [contoso, practice],
    notices: [],
    ...more
  }
}

export function aUser(more: Partial<User> = {}): User {
  return {
    id: 'ue3N8fKgygwfkxC7GXhFV',
    status: 'Active',
    displayName: 'Ana López',
    createdAt: at('2024-03-14T09:00:00Z'),
    lastSignInAt: at('2026-06-02T09:00:00Z'),
    email: { value: 'ana.lopez@example.com', verified: true },
    phone: { value: '+14155550123', verified: true },
    secondaryEmails: [],
    secondaryPhones: [],
    username: 'ana.lopez',
    externalUserId: 'CRM-00077',
    appName: 'Contoso shop',
    groupIds: [],
    password: { expired: false, temporary: false, updatedAt: at('2026-06-02T08:00:00Z') },
    ...more
  }
}

export function aPassword(more: Partial<Authenticator> = {}): Authenticator {
  return { id: 'auth-password', type: 'password', status: 'Active', appName: 'Contoso shop', ...more }
}
