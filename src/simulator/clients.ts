import { randomBytes } from 'node:crypto'
import type { Tenant } from './state'
import type { Client } from './types'

export interface Credentials {
  clientId: string
  clientSecret: string
}

/** What the helpdesk console needs for everything it does (API.md §1.3). */
const helpdeskPermissions = [
  'users:read',
  'users:list',
  'users:create',
  'users:edit',
  'authenticators:read',
  'authenticators:create',
  'authenticators:edit',
  'authenticators:delete',
  'auth:execute',
  'sessions:read',
  'sessions:delete',
  'groups:read',
  'devices:read',
  'apps:list',
  'authentication-methods:read',
  'authentication-methods:edit'
]

/** The clients' fixed ids; a secret is made anew at each start. */
export const clientIds = {
  app: 'c35ab2a.xVShlOVGsUMh3Cqk73K1O.transmit',
  limited: 'c35ab2a.9AddcHJLn2NTOsFGO31Ep.transmit',
  secondApp: 'c35ab2a.QHZ-9VsccTiCw2yRgRE8K.transmit',
  management: 'c35ab2a.OOkxsckhzpcmdx1apgMKR.transmit'
}

export interface ClientSet {
  /** The practice application's client, with all that a helpdesk needs. */
  app: Credentials
  /** A client of the same application that may not read users: its reads answer 403. */
  limited: Credentials
  /** The client of the tenant's other application. */
  secondApp: Credentials
  /** A management client: it sees every user of the tenant and needs no permission. */
  management: Credentials
}

/** Adds the tenant's four clients; `given` replaces ids and secrets of the first and the last. */
export function addClients(
  tenant: Tenant,
  apps: { shop: string; loyalty: string },
  given: Partial<Pick<ClientSet, 'app' | 'management'>> = {}
): ClientSet {
  const set: ClientSet = {
    app: given.app ?? credentials(clientIds.app),
    limited: credentials(clientIds.limited),
    secondApp: credentials(clientIds.secondApp),
    management: given.management ?? credentials(clientIds.management)
  }
  const add = (
    client: Credentials,
    appId: string,
    roles: string[],
    permissions: string[],
    admin = false
  ): void => {
    const appName = tenant.apps.get(appId)?.name ?? ''
    const full: Client = { ...client, admin, appId, appName, roles, permissions }
    tenant.clients.set(client.clientId, full)
  }
  add(set.app, apps.shop, ['Helpdesk'], helpdeskPermissions)
  add(set.limited, apps.shop, ['Group reader'], ['groups:read'])
  add(set.secondApp, apps.loyalty, ['Helpdesk'], helpdeskPermissions)
  add(set.management, '', [], [], true)
  return set
}

function credentials(clientId: string): Credentials {
  return { clientId, clientSecret: randomBytes(24).toString('base64url') }
}
