import type { LockoutTier } from '../../shared/password-settings'
import type { Reply } from './answers'
import type { CallOptions, Calls } from './calls'
import { unwrap } from './envelope'
import { countOf, fieldsOf, type Fields } from './fields'
import { operations } from './operations'
import { type RawPasswordSettings, readPasswordSettings } from './password-settings'
import { explainPreferences } from './refusals-preferences'
import { unreadable } from './unreadable'

/** How an application's one-time codes behave. */
export interface CodeRules {
  livesMinutes?: number | undefined
  /** wrong ones until Mosaic locks */
  attempts?: number | undefined
  length?: number | undefined
}

export interface SignInSettings {
  smsCode?: CodeRules | undefined
  emailCode?: CodeRules | undefined
  /** of reset links and codes */
  resetValidityMinutes?: number | undefined
  temporaryPasswordHours?: number | undefined
  /** the simple lock-out: how long it lasts, and after how many wrong passwords */
  suspensionMinutes?: number | undefined
  maxFailures?: number | undefined
  /** the progressive one; the simple one holds where there are none (API.md §3.2) */
  lockoutTiers?: LockoutTier[] | undefined
  /** there is something in the place of tiers that is not readable: which model holds is not known */
  lockoutUnreadable?: true | undefined
  minLength?: number | undefined
  /** 1 to 5; what each asks for is not documented */
  complexity?: number | undefined
}

export interface Preferences {
  read(appId: string, options?: CallOptions): Promise<SignInSettings>
  /** the application's password settings; null where sign-in by password is switched off */
  readPassword(appId: string, options?: CallOptions): Promise<RawPasswordSettings | null>
  /**
   * Replaces the whole object: there is no partial update (API.md §5). No other method is sent, so they stay as they are. Answers
   * what is set by now, as far as Mosaic's answer says.
   */
  writePassword(
    appId: string,
    password: RawPasswordSettings,
    options?: CallOptions
  ): Promise<RawPasswordSettings | undefined>
}

/**
 * An application's login preferences (API.md §5). The answers may hold providers' secrets: nothing but a few numbers and the
 * `password` object leaves these functions.
 */
export function preferencesOf(calls: Calls): Preferences {
  const operation = operations.loginPreferences
  const readMethods = async (appId: string, options?: CallOptions): Promise<Fields> => {
    const reply = await calls.read({ operation, values: { appId }, explain: explainPreferences }, options)
    return methodsIn(reply) ?? unreadable(operation, reply)
  }
  return {
    async read(appId, options) {
      const methods = await readMethods(appId, options)
      return {
        smsCode: readRules(methods['sms']),
        emailCode: readRules(methods['email_otp']),
        ...rulesIn(fieldsOf(methods['password']))
      }
    },

    async readPassword(appId, options) {
      const { password } = await readMethods(appId, options)
      if (password === undefined || password === null) return null
      return fieldsOf(password) ?? unreadable(operation, { status: 200 })
    },

    async writePassword(appId, password, options) {
      const request = {
        operation: operations.loginPreferencesUpdate,
        values: { appId },
        body: { password },
        explain: explainPreferences
      }
      return fieldsOf(methodsIn(await calls.write(request, options))?.['password'])
    }
  }
}

function methodsIn(reply: Reply): Fields | undefined {
  return fieldsOf(fieldsOf(unwrap(reply.body))?.['auth_methods'])
}

/** All of them undefined where the application has no passwords. */
function rulesIn(password: RawPasswordSettings | undefined) {
  const { settings, unreadable: odd } = readPasswordSettings(password ?? {})
  return {
    resetValidityMinutes: positive(settings.resetValidityMinutes),
    temporaryPasswordHours: positive(settings.tempPasswordValidityHours),
    suspensionMinutes: positive(settings.passwordSuspensionDuration),
    maxFailures: positive(settings.maxPasswordFailures),
    lockoutTiers: settings.lockoutTiers?.map(({ attempts, duration }) => ({ attempts, duration })),
    ...(odd.includes('lockoutTiers') && { lockoutUnreadable: true as const }),
    minLength: positive(settings.passwordMinLength),
    complexity: positive(settings.passwordComplexity)
  }
}

function readRules(value: unknown): CodeRules | undefined {
  const fields = fieldsOf(value)
  if (fields === undefined) return undefined
  return {
    livesMinutes: positive(fields['expiresIn']),
    attempts: positive(fields['maxFailures']),
    length: positive(fields['codeLength'])
  }
}

function positive(value: unknown): number | undefined {
  const count = countOf(value)
  return count === 0 ? undefined : count
}
