import { z } from 'zod'

/**
 * What a `tessera://` link asks of the window, once main has read it: to search for somebody in one tenant, or why it is not
 * followed. It never asks for more.
 */
export const linkRequest = z.union([
  z.object({ tenantId: z.string().min(1).max(500), identifier: z.string().min(1).max(500) }),
  z.object({
    problem: z.enum([
      /** not of the form `tessera://find/<identifier>` */
      'malformed',
      /** no profile, or more than one, is called that */
      'unknown-tenant',
      /** links are switched off on this machine */
      'policy'
    ])
  })
])

export type LinkRequest = z.infer<typeof linkRequest>
export type LinkProblem = Extract<LinkRequest, { problem: unknown }>['problem']
