import { z } from 'zod'
import { redirectUri } from './redirect-uri'
import { clipLength } from './user'

/** Every profile has one application from the start: its client stands in the profile itself. */
export const mainApplicationId = 'main'

export const clientId = z
  .string()
  .trim()
  .min(1, 'Enter the client ID from the Mosaic Admin Portal.')
  .max(300)
  .regex(/^[\x21-\x7e]+$/, 'A client ID has no spaces and only plain letters, digits and signs.')

/** What the form "Application" sends. Never the secret: that is a parameter of its own. */
export const applicationDraft = z.object({
  /** how agents call it; Mosaic's own name stands beside it once it is known */
  name: z
    .string()
    .trim()
    .min(1, 'Give the application a name that agents will know.')
    .max(80, 'Use at most 80 characters.'),
  clientId,
  redirectUri,
  /** Mosaic's id of the application that was picked from its list; what was picked before stays where absent */
  expectedAppId: z.string().min(1).max(clipLength).optional()
})

/** What is kept of one application's client, beside its id (API.md §1.2, §1.4). */
export const applicationFields = {
  clientId: z.string().min(1).max(300),
  /** from the token (API.md §1.2) */
  appId: z.string().max(clipLength).optional(),
  /** the one that it is for: picked from Mosaic's list, or known before another token came; absent where nothing says one */
  expectedAppId: z.string().max(clipLength).optional(),
  appName: z.string().max(clipLength).optional(),
  redirectUri: z.string().max(2_000).optional(),
  /**
   * Part of the secret's name in the keychain, made anew with every other host or client: a secret that could not be deleted
   * then is never found, and sent, for the new ones. Absent in profiles that are older than this field.
   */
  secretId: z.string().min(1).max(64).optional(),
  /** true once a secret was written to the keychain for exactly this host and client: a `null` from there is then suspect */
  secretStored: z.boolean(),
  /** when the stored secret was entered, and when it last got a token; epoch ms, the latter to the hour */
  secretSince: z.number().optional(),
  secretUsedAt: z.number().optional()
}

/** A further application of the same tenant, with a client and a secret of its own. */
export const furtherApplication = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .refine((id) => id !== mainApplicationId),
  name: z.string().min(1).max(80),
  ...applicationFields
})

/** What every screen may know of an application. */
export const applicationSummary = z.object({
  id: z.string(),
  /** the agents' name for it; the main one has none of its own */
  name: z.string().optional(),
  clientId: z.string(),
  appId: z.string().optional(),
  /** of the Mosaic application that it is for; another one than `appId` means that the client is the wrong one */
  expectedAppId: z.string().optional(),
  appName: z.string().optional(),
  redirectUri: z.string().optional(),
  secretStored: z.boolean(),
  secretSince: z.number().optional(),
  secretUsedAt: z.number().optional()
})

export type ApplicationDraft = z.output<typeof applicationDraft>
export type ApplicationDraftInput = z.input<typeof applicationDraft>
export type FurtherApplication = z.infer<typeof furtherApplication>
export type ApplicationSummary = z.infer<typeof applicationSummary>
