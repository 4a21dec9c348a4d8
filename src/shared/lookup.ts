import { z } from 'zod'
import { appError } from './error-schema'
import { user } from './user'

/** What one tenant answered to a look-up across tenants. It names its tenant: nothing is ever shown under another one. */
export const lookUpAnswer = z.object({
  tenantId: z.string(),
  /** the application that was asked: users of the tenant's other applications are not seen (API.md §1.4) */
  applicationId: z.string(),
  /** the client that was asked, and where: what it said is no answer of a profile that has another by now. Absent where none was made */
  clientOf: z.object({ apiHost: z.string(), clientId: z.string() }).optional(),
  milliseconds: z.number(),
  outcome: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('found'),
      users: z.array(user),
      /** how many more match */
      more: z.number().int().min(0),
      /** a look-up of this tenant that failed all the same: there may be more */
      partly: appError.optional()
    }),
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('failed'), error: appError })
  ])
})

export const lookUpResult = z.object({ answers: z.array(lookUpAnswer), milliseconds: z.number() })

export type LookUpAnswer = z.infer<typeof lookUpAnswer>
export type LookUpResult = z.infer<typeof lookUpResult>
