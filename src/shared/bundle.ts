import { z } from 'zod'
import { mainApplicationId } from './application'
import { mostBundledTenants } from './bundle-limits'
import { policyFile } from './policy'
import { practiceTenantId } from './practice-tenant'
import { proxySettings } from './settings'
import { tenantColour, tenantDefaults } from './tenant'

/** Names a tenant, an application or a series of bundles: the same name at the next import means the same thing. */
const name = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .describe('Letters, digits, - and _, at most 64.')

const [systemProxy, noProxy, manualProxy] = proxySettings.options
/** As in the settings; what the schema does not know is refused, as everywhere in a bundle. */
const bundleProxy = z.discriminatedUnion('mode', [
  systemProxy.strict(),
  noProxy.strict(),
  manualProxy.strict()
])

/** What a bundle carries of one application. */
export const bundleApplication = z.strictObject({
  id: name.describe(`Names the application within its tenant; the first one is “${mainApplicationId}”.`),
  name: z.string().min(1).max(80).describe('How agents call it.'),
  clientId: z
    .string()
    .min(1)
    .max(300)
    .describe('The client ID from the Mosaic Admin Portal. Never the secret.'),
  appId: z.string().max(500).describe('Mosaic’s id of the application, where it is known.').optional(),
  redirectUri: z.string().max(2_000).describe('Where links in e-mails lead; https://.').optional()
})

export const bundleTenant = z.strictObject({
  id: name.refine((id) => id !== practiceTenantId),
  label: z.string().min(1).max(80).describe('The name that agents know.'),
  environment: z.enum(['production', 'sandbox']).describe('What badge and top edge say.'),
  apiHost: z.string().min(1).max(300).describe('An origin, such as https://api.eu.transmitsecurity.io.'),
  colour: tenantColour.describe('The accent colour.'),
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('ISO 3166-1 alpha-2.'),
  applications: z
    .array(bundleApplication)
    .min(1)
    .max(51)
    .describe('The main application first; each with a client of its own.')
})

export const bundleSignature = z.strictObject({
  algorithm: z.literal('Ed25519').describe('RFC 8032.'),
  keyId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('The first 16 hex digits of the SHA-256 of the public key’s 32 bytes.'),
  value: z
    .string()
    .regex(/^[A-Za-z0-9+/]{86}==$/)
    .describe('64 bytes in base64, over the RFC 8785 form of the bundle without this very field.')
})

/** A bundle of tenant profiles: one JSON file. `docs/bundle.schema.json` is made from this. */
export const bundleFile = z
  .strictObject({
    $schema: z.string().max(2_000).describe('Where an editor finds this schema.').optional(),
    format: z.literal('tessera-bundle').describe('Tells a bundle from other files.'),
    version: z.literal(1).describe('The version of this format.'),
    issuer: z.string().min(1).max(80).describe('Who made it, for people to read. Not proved by itself.'),
    bundleId: name.describe('Names the series: a later bundle of the same series replaces an earlier one.'),
    serial: z
      .number()
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .describe('Grows with every bundle of a series: an older one that comes back is noticed.'),
    createdAt: z.iso.datetime().describe('When it was made, in UTC.'),
    tenants: z.array(bundleTenant).max(mostBundledTenants).describe('The tenant profiles.'),
    policy: policyFile.describe('A policy, as policy.schema.json describes it.').optional(),
    defaults: z
      .strictObject({
        ...tenantDefaults.shape,
        proxy: bundleProxy.describe('How Mosaic is reached.').optional()
      })
      .describe('What new profiles start with, and the way to Mosaic.')
      .optional(),
    secrets: z
      .strictObject({
        encoding: z.literal('age').describe('How they are encrypted.'),
        count: z.number().int().min(1).max(60_000).describe('How many they are.'),
        payload: z
          .string()
          .min(1)
          .max(20_000_000)
          .regex(/^[A-Za-z0-9+/]+={0,2}$/)
          .describe(
            'Client secrets, encrypted to a passphrase in the format of age (age-encryption.org), in base64.'
          )
      })
      .describe('Client secrets on their way; they go straight to the keychain.')
      .optional(),
    signature: bundleSignature.describe('Made by “tessera bundle sign”.').optional()
  })
  .meta({
    title: 'Bundle of Tessera',
    description: 'Tenant profiles, and what belongs to them, as one file.'
  })

export type BundleApplication = z.infer<typeof bundleApplication>
export type BundleTenant = z.infer<typeof bundleTenant>
export type BundleFile = z.infer<typeof bundleFile>
export type BundleDefaults = NonNullable<BundleFile['defaults']>
