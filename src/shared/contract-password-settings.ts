import { z } from 'zod'
import { id, inTenant } from './contract-parts'
import {
  passwordAges,
  passwordSettingsChange,
  passwordSettingsView,
  settingsOutcome,
  signInRules
} from './password-settings'

/** in production the tenant's name is typed before its settings are changed */
const tenantName = z.string().max(200).optional()

/** The password settings of the open application: a part of the contract. */
export const passwordSettingsOperations = {
  'passwordSettings.read': { input: z.strictObject(inTenant), output: passwordSettingsView },
  /** built on that reading; refused as `moved` where somebody else changed them since */
  'passwordSettings.save': {
    input: z.strictObject({ ...inTenant, readId: id, change: passwordSettingsChange, tenantName }),
    output: settingsOutcome
  },
  'passwordSettings.undo': { input: z.strictObject({ ...inTenant, tenantName }), output: settingsOutcome },
  /** how many passwords that have not expired yet were set more than so many days ago */
  'passwordSettings.ages': {
    input: z.strictObject({ ...inTenant, days: z.number().int().min(1).max(1_096) }),
    output: passwordAges
  },
  /** what the desk needs of the open application's settings; empty where they cannot be read */
  'tenant.rules': { input: z.strictObject(inTenant), output: signInRules }
} as const
