import { z } from 'zod'
import { clipLength } from './user'

const minutes = z.number().int().min(1).max(525_600)

/** More are not read, and what an edit names has to be among them. */
export const mostShownTiers = 20

/** A tier as an edit sends it. Mosaic documents no upper bound for its attempts (API.md §5). */
export const changedTier = z.strictObject({
  attempts: z.number().int().min(1),
  duration: minutes,
  /** its place in the reading, from 0: what else Mosaic has of that tier stays with it; absent for a new one */
  from: z
    .number()
    .int()
    .min(0)
    .max(mostShownTiers - 1)
    .optional()
})

/**
 * The `password` object of an application's login preferences by Mosaic's own names, with the ranges that it takes
 * (API.md §5). Tenants may lack any of them.
 */
export const passwordSettingsFields = {
  passwordComplexity: z.number().int().min(1).max(5),
  passwordMinLength: z.number().int().min(5).max(14),
  /** days */
  passwordExpiresIn: z.number().int().min(1).max(1_096),
  /** true: passwords never expire */
  ignoreExpiration: z.boolean(),
  blockPreviousPasswords: z.number().int().min(0).max(20),
  checkHibp: z.boolean(),
  checkDictionary: z.boolean(),
  maxPasswordFailures: z.number().int().min(1).max(20),
  /** minutes, like the next */
  passwordSuspensionDuration: minutes,
  failuresExpireIn: minutes,
  /** the progressive model; the simple one where absent (API.md §3.2) */
  lockoutTiers: z.array(changedTier).max(10),
  /** minutes */
  resetValidityMinutes: z.number().int().min(5).max(60),
  codeLength: z.number().int().min(4).max(8),
  tempPasswordValidityHours: z.number().int().min(1).max(8_760),
  requireMFA: z.boolean(),
  notifyOnPasswordUpdate: z.boolean()
} as const

/** How reset e-mails look (API.md §5). */
export const messageFields = {
  primaryColor: z.string().regex(/^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, 'Use a colour such as #0B7A53.'),
  from: z.string().trim().min(1, 'Say who the e-mail comes from.').max(200),
  subject: z.string().trim().min(1, 'Give the e-mail a subject.').max(200)
} as const

/** What an edit sends: only what was changed, within Mosaic's ranges. */
export const passwordSettingsChange = z
  .strictObject({ ...passwordSettingsFields, message: z.strictObject(messageFields).partial() })
  .partial()

const shownText = z.string().max(clipLength)

/** What Mosaic says, as far as it has the known shape; a value out of its range is shown all the same. */
export const passwordSettings = z.object({
  passwordComplexity: z.number().optional(),
  passwordMinLength: z.number().optional(),
  passwordExpiresIn: z.number().optional(),
  ignoreExpiration: z.boolean().optional(),
  blockPreviousPasswords: z.number().optional(),
  checkHibp: z.boolean().optional(),
  checkDictionary: z.boolean().optional(),
  maxPasswordFailures: z.number().optional(),
  passwordSuspensionDuration: z.number().optional(),
  failuresExpireIn: z.number().optional(),
  lockoutTiers: z
    .array(
      z.object({
        attempts: z.number(),
        duration: z.number(),
        /** how many fields it has beside these, where it has any */
        unknownFields: z.number().int().optional()
      })
    )
    .optional(),
  resetValidityMinutes: z.number().optional(),
  codeLength: z.number().optional(),
  tempPasswordValidityHours: z.number().optional(),
  requireMFA: z.boolean().optional(),
  notifyOnPasswordUpdate: z.boolean().optional(),
  message: z
    .object({
      primaryColor: shownText.optional(),
      from: shownText.optional(),
      subject: shownText.optional()
    })
    .optional()
})

export const passwordSettingName = z.enum([
  ...(Object.keys(passwordSettingsFields) as [keyof typeof passwordSettingsFields]),
  'message.primaryColor',
  'message.from',
  'message.subject'
])

/** One line of a diff, in the words of the screen; `undefined`: not reported. */
export const settingDifference = z.object({
  setting: passwordSettingName.or(z.literal('other')),
  before: z.string().max(2_000).optional(),
  after: z.string().max(2_000).optional()
})

/** The last change of this session, which can be taken back. */
export const settingsUndo = z.object({
  at: z.number(),
  /** from now to what it was before */
  differences: z.array(settingDifference),
  /** what it was before, as far as it has the known shape: what going back comes to is told from it */
  settings: passwordSettings,
  unreadable: z.array(passwordSettingName)
})

export const passwordSettingsView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('read'),
    /** names this reading: a change is built on it */
    readId: z.string(),
    appId: z.string(),
    appName: z.string().optional(),
    settings: passwordSettings,
    /** fields that this tenant does not report: they cannot be edited */
    lacking: z.array(passwordSettingName),
    /** reported, but not in the shape that Mosaic's documents give; they come back untouched */
    unreadable: z.array(passwordSettingName),
    /** how many fields are there that Tessera does not know, those of tiers included; they come back untouched */
    unknownFields: z.number().int(),
    edit: z.object({ allowed: z.boolean(), why: z.string().max(1_000).optional() }),
    undo: settingsUndo.optional()
  }),
  /** sign-in by password is switched off in this application */
  z.object({ state: z.literal('no-password-login'), appId: z.string(), appName: z.string().optional() })
])

export const settingsOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), view: passwordSettingsView }),
  /** nothing was sent: somebody else changed them since; `differences` from what was read to what is there now */
  z.object({
    outcome: z.literal('moved'),
    view: passwordSettingsView,
    differences: z.array(settingDifference)
  }),
  /** Mosaic took it and reports something else: `differences` from what was asked for to what is reported */
  z.object({
    outcome: z.literal('not-as-asked'),
    view: passwordSettingsView,
    differences: z.array(settingDifference)
  })
])

/** How many passwords an expiry after so many days newly expires: only where all users could be looked at. */
export const passwordAges = z.object({
  /** neither expired already nor temporary; absent where it cannot be known */
  older: z.number().int().optional(),
  /** users with a password that were looked at */
  of: z.number().int(),
  why: z.string().max(300).optional()
})

/** What the desk needs of the settings of the open application (API.md §5). */
export const signInRules = z.object({
  appName: z.string().optional(),
  /** minutes; absent where not reported */
  suspensionMinutes: z.number().optional(),
  lockoutTiers: z.array(z.object({ attempts: z.number(), duration: z.number() })).optional(),
  /** there are tiers, or something in their place, of another shape: how long a lock lasts is not known then */
  lockoutUnreadable: z.boolean().optional(),
  maxFailures: z.number().optional(),
  resetValidityMinutes: z.number().optional(),
  temporaryPasswordHours: z.number().optional(),
  minLength: z.number().optional()
})

export type LockoutTier = NonNullable<PasswordSettings['lockoutTiers']>[number]
export type PasswordSettings = z.infer<typeof passwordSettings>
export type PasswordSettingsChange = z.infer<typeof passwordSettingsChange>
export type PasswordSettingName = z.infer<typeof passwordSettingName>
export type SettingDifference = z.infer<typeof settingDifference>
export type PasswordSettingsView = z.infer<typeof passwordSettingsView>
export type SettingsUndo = z.infer<typeof settingsUndo>
export type SettingsOutcome = z.infer<typeof settingsOutcome>
export type PasswordAges = z.infer<typeof passwordAges>
export type SignInRules = z.infer<typeof signInRules>
