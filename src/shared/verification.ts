import { z } from 'zod'
import { deskAction } from './desk-action'

const time = z.number()

/** The ways to prove that the caller owns the account. Knowledge questions are none. */
export const verificationKind = z.enum([
  'sms-code',
  'email-code',
  'email-link',
  'current-password',
  'call-back',
  'manager-approval',
  'in-person'
])

/** One proof for the call's user. Only main makes it; it holds no secret and no contact in full. */
export const verification = z.object({
  kind: verificationKind,
  at: time,
  expires: time,
  /** what it rests on: a masked contact, or who approved and why */
  evidence: z.string().max(600)
})

/** What may make a contact unsafe to send a code to; each needs the policy's consent. */
export const contactRisk = z.enum(['unverified', 'recently-changed'])

/** Whether and why a way of verification can be used for this user now. */
export const verificationWay = z.object({
  kind: verificationKind,
  /** the contact it goes to, masked */
  to: z.string().max(200).optional(),
  state: z.enum(['ready', 'risky', 'off']),
  risks: z.array(contactRisk),
  /** why it is off, or what the risk is: one sentence for the agent */
  why: z.string().max(500).optional()
})

/** A code or link that is on its way to the caller. */
export const pendingProof = z.object({
  kind: z.enum(['sms-code', 'email-code', 'email-link']),
  to: z.string().max(200),
  sentAt: time,
  /** when it runs out; `estimated` where Mosaic does not say and its documented default is shown */
  expires: time,
  estimated: z.boolean(),
  wrong: z.number().int(),
  /** absent where the application's limit is not known */
  attemptsLeft: z.number().int().optional()
})

/** What the gate would say of one action now. */
export const actionGate = z.object({
  allowed: z.boolean(),
  /** the rule that forbids it, by its name in the policy file, and a sentence that explains it */
  rule: z.string().max(100).optional(),
  why: z.string().max(500).optional(),
  /** how many verifications of different kinds it needs, and how many are fresh */
  needed: z.number().int(),
  have: z.number().int(),
  /** until when it is verified; epoch ms */
  verifiedUntil: time.optional()
})

/** One thing that was done in this call, for the work note. */
export const deed = z.object({
  at: time,
  /** a desk action, or a step of verification */
  what: z.string().max(200),
  result: z.enum(['done', 'failed', 'refused', 'unknown']),
  detail: z.string().max(600).optional()
})

/** The state of the open call as main sees it. */
export const callView = z.object({
  tenantId: z.string(),
  userId: z.string(),
  openedAt: time,
  verifications: z.array(verification),
  pending: pendingProof.optional(),
  ways: z.array(verificationWay),
  actions: z.record(deskAction, actionGate),
  ticket: z.string().max(64).optional(),
  /** resets of this user are braked on this machine since a caller was refused */
  brake: z.object({ until: time, reason: z.string().max(600) }).optional(),
  /** needs more verifications than others; why, in a few words */
  privileged: z.string().max(200).optional(),
  deeds: z.array(deed)
})

/**
 * What was proved in the open call does not hold any more, and nobody asked for that: the machine was locked or asleep, or a bundle gave
 * the open tenant another host or client.
 */
export const callTakenBack = z.object({ takenBack: z.enum(['away', 'bundle']) })

export const codeCheck = z.object({
  outcome: z.enum(['verified', 'wrong', 'expired', 'locked']),
  attemptsLeft: z.number().int().optional(),
  /** the session that checking a code opens could not be ended */
  sessionLeft: z.boolean().optional(),
  call: callView
})

export const linkCheck = z.object({
  outcome: z.enum(['verified', 'waiting', 'expired']),
  call: callView
})

export type VerificationKind = z.infer<typeof verificationKind>
export type Verification = z.infer<typeof verification>
export type ContactRisk = z.infer<typeof contactRisk>
export type VerificationWay = z.infer<typeof verificationWay>
export type PendingProof = z.infer<typeof pendingProof>
export type ActionGate = z.infer<typeof actionGate>
export type CallTakenBack = z.infer<typeof callTakenBack>
export type Deed = z.infer<typeof deed>
export type CallView = z.infer<typeof callView>
export type CodeCheck = z.infer<typeof codeCheck>
export type LinkCheck = z.infer<typeof linkCheck>
