import { z } from 'zod'
import { appError } from './error-schema'
import { findSource } from './find'
import { authenticator, user } from './user'

const optionalText = (max: number, message: string) =>
  z
    .string()
    .trim()
    .max(max, message)
    .transform((value) => (value === '' ? undefined : value))
    .optional()

/** The form "Create user"; lengths as in API.md §2.5. An identifier is required: Mosaic's own samples allow a lone username (§2.3). */
export const newUser = z
  .object({
    email: optionalText(254, 'Use at most 254 characters.').refine(
      (value) => value === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
      'This is not an e-mail address.'
    ),
    phone: optionalText(40, 'This phone number is too long.'),
    username: optionalText(254, 'Use at most 254 characters.'),
    firstName: optionalText(30, 'Mosaic takes at most 30 characters.'),
    lastName: optionalText(30, 'Mosaic takes at most 30 characters.'),
    externalUserId: optionalText(254, 'Use at most 254 characters.')
  })
  .refine((form) => form.email !== undefined || form.phone !== undefined || form.username !== undefined, {
    path: ['email'],
    message: 'Enter an e-mail address, a phone number or a username.'
  })

/** Which of the two happened is said, never guessed: creating an existing identifier silently adds it (API.md §2.3). */
export const createOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('created'), user }),
  /** the person was in the tenant already and can now use this application; no detail was changed */
  z.object({ outcome: z.literal('added'), user }),
  /** nothing was sent: these people have the identifiers that were given */
  z.object({ outcome: z.literal('exists'), matches: z.array(z.object({ source: findSource, user })) })
])

/** How a write ended for one part of an act; `done` parts stay done when another part failed. */
export const partOutcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), count: z.number().int().optional() }),
  z.object({ state: z.literal('failed'), error: appError })
])

export const unlockOutcome = z.object({
  /** what the password was before; absent when that could not be read */
  was: z.enum(['locked', 'blocked', 'open', 'no-password']).optional(),
  /** which call Mosaic took; absent when nothing was sent: no password, or a block that was to be spared */
  via: z.enum(['type', 'id']).optional(),
  /** what Mosaic reports now; absent when the re-read failed, with why */
  authenticators: z.array(authenticator).optional(),
  rereadError: appError.optional(),
  stillLocked: z.boolean().optional()
})

export const statusOutcome = z.object({
  /** the user as re-read after the write */
  user: user.optional(),
  rereadError: appError.optional()
})

export const signOutOutcome = z.object({ backend: partOutcome, hosted: partOutcome })

/** The issued password itself is not in here: it stays in main until it is revealed or copied. */
export const issueOutcome = z.object({
  issueId: z.string(),
  /** `first` when the user had no password before, `replaced` otherwise */
  how: z.enum(['first', 'replaced']),
  /** true when the first one was refused as too weak and a stronger one was taken */
  strengthened: z.boolean(),
  /** when it runs out, as Mosaic reports after the write; epoch ms */
  expiresAt: z.number().optional(),
  /** Mosaic did not report it: it was counted from the tenant's settings */
  estimated: z.boolean().optional(),
  length: z.number().int(),
  user: user.optional(),
  authenticators: z.array(authenticator).optional(),
  rereadError: appError.optional()
})

export type NewUser = z.output<typeof newUser>
export type NewUserInput = z.input<typeof newUser>
export type CreateOutcome = z.infer<typeof createOutcome>
export type PartOutcome = z.infer<typeof partOutcome>
export type UnlockOutcome = z.infer<typeof unlockOutcome>
export type StatusOutcome = z.infer<typeof statusOutcome>
export type SignOutOutcome = z.infer<typeof signOutOutcome>
export type IssueOutcome = z.infer<typeof issueOutcome>
