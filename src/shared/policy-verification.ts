import { z } from 'zod'
import { deskAction } from './desk-action'
import { verificationKind } from './verification'

const kinds = z.array(verificationKind)
const lifeMinutes = z.number().int().min(1).max(120)

/** What verification one action needs. */
const actionRule = z.strictObject({
  required: z
    .number()
    .int()
    .min(0)
    .max(2)
    .describe(
      'Verifications of different kinds that this action needs; 0 asks for none. Privileged users need 2 wherever 1 is needed.'
    )
    .optional(),
  kinds: kinds
    .describe(
      'Only these kinds count for this action, as far as verification.kinds has them; all of those where absent.'
    )
    .optional(),
  lifeMinutes: lifeMinutes
    .describe('Minutes a verification counts for this action; verification.lifeMinutes where absent.')
    .optional()
})

/** The policy file's section on how callers prove who they are. */
export const verificationSection = z
  .strictObject({
    kinds: kinds
      .describe(
        'The ways to verify a caller, in the order in which they are offered. Where absent: all but current-password, because a password that is said aloud is a habit to break.'
      )
      .optional(),
    lifeMinutes: lifeMinutes
      .describe('Minutes a verification counts; 10 where absent.')
      .meta({ default: 10 })
      .optional(),
    byAction: z
      .partialRecord(deskAction, actionRule)
      .describe(
        'Other rules for single actions. Where an action is absent, unlock, issue, set-password, access-code, suspend and activate need one verification, all others none.'
      )
      .optional(),
    allowUnverifiedContact: z
      .boolean()
      .describe('Consent to send codes and resets to a contact that Mosaic does not call verified.')
      .meta({ default: false })
      .optional(),
    allowRecentlyChanged: z
      .boolean()
      .describe('Consent to verify by a contact of a profile that changed within 24 hours.')
      .meta({ default: false })
      .optional()
  })
  .describe('How callers prove who they are.')
