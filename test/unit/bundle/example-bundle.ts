import type { BundleFile } from '../../../src/shared/bundle'

/** Two tenants, three applications, something of every kind of value; not signed. */
export const exampleBundle: BundleFile = {
  format: 'tessera-bundle',
  version: 1,
  issuer: 'Grüne Bäckerei 🥐',
  bundleId: 'bakery',
  serial: 41,
  createdAt: '2026-11-02T09:00:00Z',
  tenants: [
    {
      id: 'bakery-eu',
      label: 'Bakery EU',
      environment: 'production',
      apiHost: 'https://api.eu.transmitsecurity.io',
      colour: 'blue',
      defaultCountry: 'DE',
      applications: [
        {
          id: 'main',
          name: 'Shop',
          clientId: 'client-1',
          appId: 'app-1',
          redirectUri: 'https://shop.example.com/in'
        },
        { id: 'staff', name: 'Staff', clientId: 'client-2' }
      ]
    },
    {
      id: 'bakery-sandbox',
      label: 'Bakery sandbox',
      environment: 'sandbox',
      apiHost: 'https://api.sbx.transmitsecurity.io',
      colour: 'slate',
      defaultCountry: 'AT',
      applications: [{ id: 'main', name: 'Shop', clientId: 'client-1' }]
    }
  ],
  policy: {
    version: 1,
    ticket: { required: true },
    permanentPasswords: false,
    verification: { lifeMinutes: 15 },
    privileged: { customData: [{ field: 'risk', equals: 0.25 }] }
  },
  defaults: {
    apiHost: 'https://api.eu.transmitsecurity.io',
    proxy: { mode: 'manual', host: 'proxy', port: 3128 }
  }
}

export const exampleSecrets = [
  { tenantId: 'bakery-eu', applicationId: 'main', secret: 'first secret' },
  { tenantId: 'bakery-eu', applicationId: 'staff', secret: 'geheim £' },
  { tenantId: 'bakery-sandbox', applicationId: 'main', secret: 'third' }
]

export const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
