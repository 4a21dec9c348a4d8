import { z } from 'zod'
import { parseApiHost } from './api-host'
import { appError } from './error-schema'
import { applicationFields, applicationSummary, clientId, furtherApplication } from './application'
import { practiceTenantId } from './practice-tenant'
import { redirectUri } from './redirect-uri'

export const environment = z.enum(['production', 'sandbox', 'practice'])
export const tenantColour = z.enum(['green', 'blue', 'violet', 'teal', 'magenta', 'slate'])

/** ISO 3166-1 alpha-2: phone numbers typed without a country code belong to it. */
const country = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2}$/, 'Use the two letters of the country, such as US or DE.')
  .transform((code) => code.toUpperCase())

/** What the "Tenant profile" form sends. Never the secret: that is a parameter of its own. */
export const tenantDraft = z.object({
  label: z
    .string()
    .trim()
    .min(1, 'Give the tenant a name that agents will know.')
    .max(80, 'Use at most 80 characters.'),
  environment: z.enum(['production', 'sandbox']),
  apiHost: z
    .string()
    .max(300)
    .transform((text, context) => {
      const host = parseApiHost(text)
      if (host.ok) return host.origin
      context.addIssue({ code: 'custom', message: host.problem })
      return z.NEVER
    }),
  clientId,
  colour: tenantColour,
  defaultCountry: country,
  redirectUri
})

/** A stored profile: `apiHost` is an origin. */
export const tenantProfile = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .refine((id) => id !== practiceTenantId),
  label: z.string().min(1).max(80),
  environment: z.enum(['production', 'sandbox']),
  apiHost: z.string().refine((origin) => {
    const host = parseApiHost(origin)
    return host.ok && host.origin === origin
  }),
  colour: tenantColour,
  defaultCountry: country,
  /** the main application's client */
  ...applicationFields,
  /** passwords, usernames and their locks belong to an application (API.md §1.4): each further one has its own client */
  furtherApplications: z.array(furtherApplication).max(50).optional(),
  /** the application that is open; the main one where absent */
  openApplicationId: z.string().max(64).optional(),
  /** the series of bundles that it came with */
  bundleId: z.string().max(64).optional(),
  /** it came with the machine-wide bundle and is read-only */
  managed: z.boolean().optional()
})

/** Where the client secret is; `unknown` when the keychain could not be asked. */
export const secretStatus = z.enum(['keychain', 'session', 'none', 'unknown'])

/**
 * A profile was saved, its secret was not wholly seen to. `not-kept`: the new one is not in the keychain; one that was stored before is
 * as it was. `unsure`: the entry may hold either of them. `not-noted`: it is stored and in use, but the file does not say so, nor since
 * when. `not-dropped`: the one of the old host or client may still be there.
 */
export const secretProblem = z.object({
  what: z.enum(['not-kept', 'unsure', 'not-noted', 'not-dropped']),
  error: appError
})

/** What every screen may know of a tenant. Client, application and secret are the main application's. */
export const tenantSummary = z.object({
  id: z.string(),
  label: z.string(),
  environment,
  apiHost: z.string(),
  clientId: z.string(),
  appId: z.string().optional(),
  appName: z.string().optional(),
  colour: tenantColour,
  defaultCountry: z.string(),
  redirectUri: z.string().optional(),
  secretStored: z.boolean(),
  /** the main one first; never empty */
  applications: z.array(applicationSummary),
  /** the one of these that is open */
  applicationId: z.string(),
  /** read-only: it came with the organisation's bundle */
  managed: z.boolean()
})

/** What new profiles start with, as a bundle or the user set it. */
export const tenantDefaults = z.strictObject({
  environment: z.enum(['production', 'sandbox']).describe('The environment of a new profile.').optional(),
  apiHost: z.string().max(300).describe('The API host of a new profile.').optional(),
  colour: tenantColour.describe('The accent colour of a new profile.').optional(),
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('ISO 3166-1 alpha-2: phone numbers typed without a country code belong to it.')
    .optional()
})

export type Environment = z.infer<typeof environment>
export type TenantColour = z.infer<typeof tenantColour>
export type TenantDraft = z.output<typeof tenantDraft>
export type TenantDraftInput = z.input<typeof tenantDraft>
export type TenantProfile = z.infer<typeof tenantProfile>
export type TenantSummary = z.infer<typeof tenantSummary>
export type SecretProblem = z.infer<typeof secretProblem>
export type SecretStatus = z.infer<typeof secretStatus>
export type TenantDefaults = z.infer<typeof tenantDefaults>
