import { z } from 'zod'
import { appError } from './error-schema'
import { user } from './user'

/** What one search may ask: exact look-ups (API.md §2.1), and from `other-email` on searches of the list (§2.2). */
export const findSource = z.enum([
  'user-id',
  'email',
  'phone',
  'username',
  'external-id',
  'other-email',
  'other-phone',
  'prefix',
  'name'
])

/**
 * One look-up, as it is put to Mosaic: `value` is what was asked, e.g. the E.164 form of a typed number. In capitals or
 * normalised it may be longer than what was typed.
 */
export const findQuestion = z.object({ source: findSource, value: z.string().max(5_000) })

export const findAnswer = z.object({
  question: findQuestion,
  milliseconds: z.number(),
  outcome: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('found'),
      users: z.array(user),
      /** how many more match beyond `users`; only a search of the list can have more */
      more: z.number().int().min(0)
    }),
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('failed'), error: appError })
  ])
})

export const findResult = z.object({
  text: z.string(),
  answers: z.array(findAnswer),
  milliseconds: z.number()
})

export type FindSource = z.infer<typeof findSource>
export type FindQuestion = z.infer<typeof findQuestion>
export type FindAnswer = z.infer<typeof findAnswer>
export type FindResult = z.infer<typeof findResult>
