import { z } from 'zod'

/** All times are epoch milliseconds here, whatever Mosaic sent (API.md §9 "Dates"). */
const time = z.number()

/** Longest text of one field that crosses IPC: what Mosaic returns is hostile and may be huge. */
export const clipLength = 500
const text = z.string().max(clipLength)

export const contact = z.object({
  value: text,
  verified: z.boolean().optional(),
  verifiedAt: time.optional()
})

/** Mosaic's user (API.md §2.5), read liberally: every field but the id may be missing. */
export const user = z.object({
  id: z.string().min(1).max(clipLength),
  /** `Active`, `Disabled`, `Pending`, or a word that Mosaic added since */
  status: text,
  statusChangedAt: time.optional(),
  createdAt: time.optional(),
  updatedAt: time.optional(),
  lastSignInAt: time.optional(),
  displayName: text,
  name: z
    .object({
      title: text.optional(),
      first: text.optional(),
      middle: text.optional(),
      last: text.optional()
    })
    .optional(),
  email: contact.optional(),
  phone: contact.optional(),
  secondaryEmails: z.array(contact),
  secondaryPhones: z.array(contact),
  username: text.optional(),
  externalUserId: text.optional(),
  externalAccountId: text.optional(),
  appName: text.optional(),
  language: text.optional(),
  groupIds: z.array(text),
  password: z
    .object({
      expired: z.boolean(),
      temporary: z.boolean(),
      updatedAt: time.optional(),
      expiresAt: time.optional()
    })
    .optional()
})

/** A way to sign in (API.md §3.3). The lock lives here: `Locked` by policy, `Deactivated` by an administrator. */
export const authenticator = z.object({
  /** absent where Mosaic sent none that can be used: such a one can only be unlocked by its type */
  id: z.string().min(1).max(clipLength).optional(),
  /** `unknownType` where Mosaic sent none: it may be the password */
  type: text,
  status: text,
  /** device name, e-mail or number that tells two of a kind apart */
  label: text.optional(),
  registeredAt: time.optional(),
  lastSuccessAt: time.optional(),
  lastFailureAt: time.optional(),
  appId: text.optional(),
  appName: text.optional(),
  expired: z.boolean().optional(),
  temporary: z.boolean().optional(),
  expiresAt: time.optional()
})

/** `backend` and `hosted` are Mosaic's two session families (API.md §6.3). */
export const session = z.object({
  id: text,
  family: z.enum(['backend', 'hosted']),
  startedAt: time.optional(),
  expiresAt: time.optional(),
  clientId: text.optional()
})

export const group = z.object({ id: text, name: text, description: text.optional() })

export type Contact = z.infer<typeof contact>
export type User = z.infer<typeof user>
export type Authenticator = z.infer<typeof authenticator>
export type Session = z.infer<typeof session>
export type Group = z.infer<typeof group>
