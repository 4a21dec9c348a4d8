import { z } from 'zod'
import { parseApiHost } from './api-host'
import { appError } from './error-schema'
import { practiceTenantId } from './practice-tenant'
import { clipLength } from './user'

export const environment = z.enum(['production', 'sandbox', 'practice'])
export const tenantColour = z.enum(['green', 'blue', 'violet', 'teal', 'magenta', 'slate'])

/** ISO 3166-1 alpha-2: phone numbers typed without a country code belong to it. */
const country = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2}$/, 'Use the two letters of the country, such as US or DE.')
  .transform((code) => code.toUpperCase())

/**
 * Where Mosaic's e-mail links lead (API.md §4.4, §6.2): a page of the application, allowed there as a redirect URI. Without one no
 * links are sent.
 */
const redirectUri = z
  .string()
  .trim()
  .max(2_000, 'This address is too long.')
  .refine(
    (text) => text === '' || isRedirectUri(text),
    'Enter a whole address that starts with https://, or leave it empty.'
  )
  .transform((text) => (text === '' ? undefined : text))
  .optional()

function isRedirectUri(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || isLoopback(url))
  )
}

const isLoopback = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

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
  clientId: z
    .string()
    .trim()
    .min(1, 'Enter the client ID from the Mosaic Admin Portal.')
    .max(300)
    .regex(/^[\x21-\x7e]+$/, 'A client ID has no spaces and only plain letters, digits and signs.'),
  colour: tenantColour,
  defaultCountry: country,
  redirectUri
})

/** A stored profile: `apiHost` is an origin; `appId` comes from the token (API.md §1.2). */
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
  clientId: z.string().min(1).max(300),
  appId: z.string().max(clipLength).optional(),
  appName: z.string().max(clipLength).optional(),
  colour: tenantColour,
  defaultCountry: country,
  redirectUri: z.string().max(2_000).optional(),
  /**
   * Part of the secret's name in the keychain, made anew with every other host or client: a secret that could not be deleted
   * then is never found, and sent, for the new ones. Absent in profiles that are older than this field.
   */
  secretId: z.string().min(1).max(64).optional(),
  /** true once a secret was written to the keychain for exactly this host and client: a `null` from there is then suspect */
  secretStored: z.boolean()
})

/** Where the client secret is; `unknown` when the keychain could not be asked. */
export const secretStatus = z.enum(['keychain', 'session', 'none', 'unknown'])

/**
 * A profile was saved, its secret was not seen to. `not-kept`: the new one is not in the keychain; one that was stored before may still be.
 * `not-dropped`: the one of the old host or client may still be there.
 */
export const secretProblem = z.object({ what: z.enum(['not-kept', 'not-dropped']), error: appError })

/** What every screen may know of a tenant. */
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
  secretStored: z.boolean()
})

export type Environment = z.infer<typeof environment>
export type TenantColour = z.infer<typeof tenantColour>
export type TenantDraft = z.output<typeof tenantDraft>
export type TenantDraftInput = z.input<typeof tenantDraft>
export type TenantProfile = z.infer<typeof tenantProfile>
export type TenantSummary = z.infer<typeof tenantSummary>
export type SecretProblem = z.infer<typeof secretProblem>
export type SecretStatus = z.infer<typeof secretStatus>
