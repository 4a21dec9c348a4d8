import { z } from 'zod'
import { connectionReport } from './connection'
import { deskAction } from './desk-action'
import { appError } from './error-schema'
import { secretStatus } from './tenant'
import { clipLength } from './user'

const text = z.string().max(clipLength)

/** One harmless read that was tried with the client's token. */
export const doctorRead = z.object({
  read: z.enum([
    'users',
    'user',
    'authenticators',
    'sessions',
    'groups',
    'applications',
    'login-preferences'
  ]),
  state: z.enum(['works', 'denied', 'not-enabled', 'failed', 'not-tried']),
  milliseconds: z.number().optional(),
  /** what the client lacks, by its name in the Admin Portal (API.md §1.3) */
  permission: text.optional(),
  /** why it failed or was not tried */
  why: z.string().max(1_000).optional()
})

/** Whether a button of the desk will work, and what that rests on. */
export const doctorButton = z.object({
  button: deskAction.or(
    z.enum(['find', 'verify-by-code', 'password-settings-read', 'password-settings-edit'])
  ),
  works: z.enum(['yes', 'no', 'unknown']),
  why: z.string().max(500)
})

/** What one application's client may do, by its token's claims and harmless reads. */
export const doctorReport = z.object({
  at: z.number(),
  /** the token; with any result but `good` nothing more was tried */
  connection: connectionReport,
  client: z
    .object({
      appId: text.optional(),
      appName: text.optional(),
      /** Mosaic's id of the tenant */
      mosaicTenantId: text.optional(),
      management: z.boolean(),
      /** no role: an implicit role with global access (API.md §1.3) */
      unlimited: z.boolean(),
      roles: z.array(text),
      permissions: z.array(text),
      tokenExpiresAt: z.number()
    })
    .optional(),
  reads: z.array(doctorRead),
  buttons: z.array(doctorButton),
  /** sentences to read first, such as that it is a management client */
  warnings: z.array(z.string().max(500)),
  secret: z.object({
    status: secretStatus,
    /** epoch ms */
    since: z.number().optional(),
    usedAt: z.number().optional(),
    error: appError.optional()
  })
})

export type DoctorRead = z.infer<typeof doctorRead>
export type DoctorButton = z.infer<typeof doctorButton>
export type DoctorReport = z.infer<typeof doctorReport>
