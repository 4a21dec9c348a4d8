import type { AppState } from '../../src/shared/app-state'
import { type DeskAction, deskAction } from '../../src/shared/desk-action'
import type { PolicyView } from '../../src/shared/policy'
import type { TenantSummary } from '../../src/shared/tenant'
import type { UpdateView } from '../../src/shared/updates'
import type { Authenticator, User } from '../../src/shared/user'
import { type ActionGate, type CallView, verificationKind } from '../../src/shared/verification'

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
  secretStored: true,
  applications: [{ id: 'main', clientId: 'client-1', appName: 'Contoso shop', secretStored: true }],
  applicationId: 'main',
  managed: false
}

export const practice: TenantSummary = {
  id: 'practice',
  label: 'Practice tenant',
  environment: 'practice',
  apiHost: 'http://127.0.0.1:4000',
  clientId: 'practice',
  colour: 'violet',
  defaultCountry: 'US',
  secretStored: false,
  applications: [{ id: 'main', clientId: 'practice', secretStored: false }],
  applicationId: 'main',
  managed: false
}

export function anAppState(more: Partial<AppState> = {}): AppState {
  return {
    version: '0.1.0',
    platform: 'linux',
    agent: 'm.okafor',
    currentTenantId: contoso.id,
    tenants: [contoso, practice],
    notices: [],
    defaults: {},
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

const byAction = <Value>(value: (action: DeskAction) => Value) =>
  Object.fromEntries(deskAction.options.map((action) => [action, value(action)])) as Record<DeskAction, Value>

/** A gate that lets everything pass, but for what is given. */
export function gates(
  more: Partial<Record<DeskAction, Partial<ActionGate>>> = {},
  all: Partial<ActionGate> = {}
): CallView['actions'] {
  return byAction((action) => ({ allowed: true, needed: 0, have: 0, ...all, ...more[action] }))
}

/** A call that has just begun, in which nothing needs a verification. */
export function aCallView(
  { tenantId, userId }: { tenantId: string; userId: string },
  more: Partial<CallView> = {}
): CallView {
  return {
    tenantId,
    userId,
    openedAt: Date.now(),
    verifications: [],
    ways: [],
    actions: gates(),
    deeds: [],
    ...more
  }
}

/** The built-in policy, but for what is given. */
export function aPolicyView(
  more: Partial<PolicyView['policy']> = {},
  view: Partial<PolicyView> = {}
): PolicyView {
  const kinds = verificationKind.options.filter((kind) => kind !== 'current-password')
  return {
    source: 'default',
    file: 'policy.json',
    locked: false,
    ...view,
    policy: {
      allowed: deskAction.options,
      kinds,
      lifeMinutes: 10,
      byAction: byAction(() => ({ required: 1, kinds, lifeMinutes: 10 })),
      allowUnverifiedContact: false,
      allowRecentlyChanged: false,
      ticket: { required: false },
      temporaryPassword: { alphabet: 'readable', groups: 4, delivery: 'show' },
      permanentPasswords: false,
      privileged: { groupIds: [], userIds: [], customData: [] },
      limits: { changesPerHour: 60, resetsPerUserPerDay: 5 },
      passwordSettings: 'practice',
      bundles: { trustedKeys: [], requireSignature: false, exportSecrets: false },
      updates: 'automatic',
      links: true,
      ...more
    }
  }
}

/** Updates that Tessera installs by itself, and nothing looked for yet. */
export function anUpdateView(more: Partial<UpdateView> = {}): UpdateView {
  return { installed: '0.1.0', way: 'self', mode: 'automatic', state: { step: 'idle' }, ...more }
}
