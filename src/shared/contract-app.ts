import { z } from 'zod'
import { nothing } from './contract-parts'
import { licence } from './licences'
import { updateView } from './updates'

/** The app as a program: its updates, and whose work is in it. */
export const appOperations = {
  'updates.view': { input: nothing, output: updateView },
  /** asks the feed now; answers once it is known whether there is something new. A download goes on after that */
  'updates.check': { input: nothing, output: updateView },
  /** where the policy says `tell`: gets what was found. Where it lies ready: quits, installs and starts again; refused during a call */
  'updates.install': { input: nothing, output: updateView },
  'app.licences': { input: nothing, output: z.array(licence).max(2_000) }
} as const
