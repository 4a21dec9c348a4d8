import type { TenantProfile } from '../../../src/shared/tenant'

/** A complete profile with that id. */
export function exampleProfile(id: string, changes: Partial<TenantProfile> = {}): TenantProfile {
  return {
    id,
    label: `Tenant ${id}`,
    environment: 'production',
    apiHost: 'https://api.transmitsecurity.io',
    clientId: 'client.of.the.desk',
    appId: 'app-1',
    appName: 'Shop',
    colour: 'green',
    defaultCountry: 'US',
    secretStored: true,
    ...changes
  }
}
