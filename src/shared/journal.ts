import { z } from 'zod'

/** One line of the journal. It holds no secret, no code and no contact in full. */
export const journalEntry = z.object({
  /** counts from 1 without gaps */
  seq: z.number().int().min(1),
  /** epoch ms */
  at: z.number(),
  /**
   * `attempt` is on the disk before anything is sent, `outcome` before its result is shown; `event` is what has no
   * two halves, such as a refused caller, or a gap in the journal itself
   */
  phase: z.enum(['attempt', 'outcome', 'event']),
  /** of an outcome: the attempt it belongs to */
  of: z.number().int().optional(),
  /** the operating system's user */
  agent: z.string(),
  machine: z.string(),
  version: z.string(),
  tenant: z.string().optional(),
  /** the profile's id of the application whose client did it; absent where that was the tenant's main one */
  application: z.string().optional(),
  user: z.string().optional(),
  /** a desk action, or `send-code`, `check-code`, `send-link`, `check-link`, `check-current-password`, `attest`, `dial`, `refuse-caller`, `clear-verification`, `tenant-profile`, `gap` … */
  action: z.string(),
  /** the kinds it rests on */
  verification: z.array(z.string()).optional(),
  ticket: z.string().optional(),
  /** `done`, `refused` (by gate or policy, nothing sent), or the kind of the failure, e.g. `unreachable` */
  result: z.string().optional(),
  /** the policy's rule where it refused */
  rule: z.string().optional(),
  /** HTTP status and correlation id of Mosaic's answer, where it failed */
  status: z.number().int().optional(),
  correlationId: z.string().optional(),
  /** in words, e.g. a masked contact or the reason of a refusal */
  note: z.string().max(600).optional(),
  /** of a temporary credential: when it runs out; epoch ms */
  expiresAt: z.number().optional()
})

export const journalFilter = z.strictObject({
  user: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  agent: z.string().max(200).optional(),
  /** the agent's local day as `YYYY-MM-DD`, with the minutes that its zone is behind UTC (`Date.getTimezoneOffset`) */
  day: z
    .strictObject({
      date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      offsetMinutes: z.number().int().min(-900).max(900)
    })
    .optional()
})

/** Attempt and outcome together, newest first. */
export const journalRow = z.object({
  entry: journalEntry,
  /** absent for events, and where none was ever written: the app ended in between */
  outcome: journalEntry.optional()
})

export const journalPage = z.object({
  rows: z.array(journalRow),
  /** rows beyond these that match */
  more: z.number().int(),
  /** what can be filtered by */
  actions: z.array(z.string()),
  agents: z.array(z.string())
})

export const journalCheck = z.object({
  ok: z.boolean(),
  lines: z.number().int(),
  /** the first of them; `line` counts from 1 */
  problems: z.array(z.object({ line: z.number().int(), what: z.string() })),
  /** what is no tampering but must be known, such as a line that was torn when the power went */
  remarks: z.array(z.string())
})

export type JournalEntry = z.infer<typeof journalEntry>
/** What is told to the journal; it adds number, time and who. */
export type JournalInput = Omit<JournalEntry, 'seq' | 'at' | 'agent' | 'machine' | 'version'>
export type JournalFilter = z.infer<typeof journalFilter>
export type JournalRow = z.infer<typeof journalRow>
export type JournalPage = z.infer<typeof journalPage>
export type JournalCheck = z.infer<typeof journalCheck>
