import { z } from 'zod'

/** One piece of other people's work that is inside the app. */
export const licence = z.object({
  name: z.string().min(1).max(214),
  version: z.string().max(64),
  /** SPDX expression, as the package states it */
  licence: z.string().max(200),
  /** the licence's own text; several files follow each other */
  text: z.string().max(200_000)
})

export type Licence = z.infer<typeof licence>
