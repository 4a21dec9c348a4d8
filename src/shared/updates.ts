import { z } from 'zod'

/** What the policy says about updates: `tell` looks and says so, `off` never asks the feed. */
export const updateMode = z.enum(['automatic', 'tell', 'off'])

/**
 * Who replaces the app by a newer one: itself, whatever installed it (apt, dnf, the MSI's deployment, whoever unpacked the archive),
 * or nobody, because this build knows no feed.
 */
export const updateWay = z.enum(['self', 'outside', 'none'])

/** Why an update was stopped. Each is safe: the installed version stays. */
export const updateFailure = z.enum([
  /** the feed or the file could not be had */
  'unreachable',
  /** the feed's description is not signed by a key of this build, or not readable */
  'signature',
  /** what was downloaded is not what the description says */
  'damaged',
  /** the feed offers a version below the installed one */
  'downgrade',
  /** everything was in order, but the new version could not be put in place */
  'install'
])

const version = z.string().min(1).max(64)

const failed = z.object({
  step: z.literal('failed'),
  why: updateFailure,
  version: version.optional(),
  /** for whoever looks after the machine; no address with a password in it */
  detail: z.string().max(500)
})

/** How far it is. `version`: the new one. */
export const updateStep = z.discriminatedUnion('step', [
  /** not asked yet since the start */
  z.object({ step: z.literal('idle') }),
  /** `failed`: what the look before ended with, which stays true until this one ends */
  z.object({ step: z.literal('checking'), failed: failed.optional() }),
  /** the installed version is the newest, as far as this installation is offered one */
  z.object({ step: z.literal('current') }),
  /** found; it is installed by others, or only when the agent asks for it */
  z.object({ step: z.literal('available'), version }),
  z.object({ step: z.literal('downloading'), version, percent: z.number().min(0).max(100) }),
  /** lies ready, checked; installed when the app quits, or by "Restart and update" */
  z.object({
    step: z.literal('ready'),
    version,
    /** only "Restart and update" installs it, the quitting does not */
    byButton: z.literal(true).optional(),
    /** how often it was to be installed already and was not */
    tries: z.number().int().positive().optional()
  }),
  failed
])

export const updateView = z.object({
  /** the version that runs */
  installed: version,
  way: updateWay,
  mode: updateMode,
  /** epoch ms of the last look at the feed that got an answer */
  checkedAt: z.number().optional(),
  state: updateStep
})

export type UpdateMode = z.infer<typeof updateMode>
export type UpdateWay = z.infer<typeof updateWay>
export type UpdateFailure = z.infer<typeof updateFailure>
export type UpdateStep = z.infer<typeof updateStep>
export type UpdateView = z.infer<typeof updateView>
