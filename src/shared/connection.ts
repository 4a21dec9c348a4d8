import { z } from 'zod'

/** What "Test connection" found: one of these, never a mere "failed". */
export const connectionProblem = z.enum([
  'wrong-host',
  'no-dns',
  'tls-not-trusted',
  'ca-file',
  'proxy',
  'unreachable',
  'mosaic-failed',
  'no-secret',
  'bad-credentials',
  'no-permission',
  'rate-limited',
  'keychain'
])

export const connectionReport = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('good'),
    appName: z.string().optional(),
    appId: z.string().optional(),
    /** `ts_permissions` of the token (API.md §1.2); empty when the token does not say */
    permissions: z.array(z.string()),
    /** a management client, or one without a role, may do everything in the tenant (API.md §1.3) */
    unlimited: z.boolean(),
    milliseconds: z.number()
  }),
  z.object({
    result: connectionProblem,
    /** what happened and what to do, for the person who fills in the form */
    message: z.string(),
    detail: z.string().optional()
  })
])

export type ConnectionProblem = z.infer<typeof connectionProblem>
export type ConnectionReport = z.infer<typeof connectionReport>
