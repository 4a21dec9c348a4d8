import { z } from 'zod'

/** What a screen may fold out under "Technical details": never a secret, a token or a body. */
const technical = {
  /** which part of an act failed and what that means, a sentence of its own */
  step: z.string().max(300).optional(),
  /** e.g. `GET /v1/users/email/… answered 502` */
  detail: z.string().max(2000).optional(),
  status: z.number().int().optional(),
  correlationId: z.string().max(200).optional()
}

export const unreachableCause = z.enum(['dns', 'refused', 'tls', 'proxy', 'timeout', 'reset'])
export const keychainState = z.enum(['missing-library', 'no-service', 'locked', 'frozen', 'died', 'refused'])
export const conflictReason = z.enum([
  'identifier-taken',
  'password-exists',
  'no-password',
  'user-suspended',
  'unlock-while-suspended',
  'incomplete-credentials',
  'tenant-changed',
  'managed-profile',
  'user-not-active',
  'no-contact',
  'contact-unverified',
  'provider-failed',
  'redirect-not-allowed',
  'username-taken',
  'call-open',
  'installed-by-others',
  'no-update',
  'other'
])
/** `barred`: it could not be used at the start and was left as it was */
export const notSavedReason = z.enum(['disk-full', 'not-allowed', 'in-use', 'barred', 'other'])
export const invalidReason = z.enum(['password-weak', 'password-breached', 'password-recently-used', 'form'])

/** Every failure that crosses IPC. Errors are data: the renderer never sees a thrown object. */
export const appError = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('invalid-input'),
    reason: invalidReason,
    /** field name of the form → what is wrong with it, in plain words */
    fields: z.record(z.string(), z.string()),
    ...technical
  }),
  /** `todo` where looking the caller up again is not what helps */
  z.object({ kind: z.literal('not-found'), what: z.string(), todo: z.string().optional(), ...technical }),
  z.object({
    kind: z.literal('conflict'),
    reason: conflictReason,
    message: z.string().optional(),
    /** the field of the form whose value is taken, where Mosaic names one */
    field: z.string().optional(),
    ...technical
  }),
  z.object({ kind: z.literal('not-permitted'), permission: z.string().optional(), ...technical }),
  z.object({ kind: z.literal('not-enabled-here'), feature: z.string(), ...technical }),
  z.object({ kind: z.literal('bad-credentials'), reason: z.enum(['missing', 'refused']), ...technical }),
  /** `until` is epoch ms, absent when Mosaic did not say */
  z.object({ kind: z.literal('rate-limited'), until: z.number().optional(), ...technical }),
  z.object({
    kind: z.literal('unreachable'),
    cause: unreachableCause,
    host: z.string(),
    /** the extra CA file of the settings, where that is what hinders; its name, never its path */
    caFile: z.object({ fileName: z.string(), problem: z.string() }).optional(),
    ...technical
  }),
  /** `todo` where it is not a user card that shows what is true now */
  z.object({
    kind: z.literal('outcome-unknown'),
    action: z.string(),
    todo: z.string().optional(),
    ...technical
  }),
  z.object({ kind: z.literal('unexpected-answer'), problem: z.string(), ...technical }),
  z.object({ kind: z.literal('keychain-unavailable'), state: keychainState, fix: z.string(), ...technical }),
  /** one of Tessera's own files was not written and stands as it was */
  z.object({ kind: z.literal('not-saved'), fileName: z.string(), reason: notSavedReason, ...technical }),
  /** `rule` by its name in the policy file; `why` explains it in a sentence */
  z.object({
    kind: z.literal('policy-refused'),
    rule: z.string(),
    why: z.string().max(1_000).optional(),
    ...technical
  }),
  /** `needed` verifications of different kinds, `have` of them fresh */
  z.object({
    kind: z.literal('verification-required'),
    needed: z.number().int().optional(),
    have: z.number().int().optional(),
    ...technical
  }),
  z.object({ kind: z.literal('cancelled'), ...technical }),
  z.object({ kind: z.literal('internal'), ...technical })
])
