import type { CallOptions, Calls } from './calls'
import { unwrap } from './envelope'
import { countOf, fieldsOf } from './fields'
import { operations } from './operations'
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
}

export interface Preferences {
  read(appId: string, options?: CallOptions): Promise<SignInSettings>
}

/**
 * The numbers of an application's login preferences (API.md §5). The answer may hold providers' secrets, so nothing else of it
 * leaves this function.
 */
export function preferencesOf(calls: Calls): Preferences {
  return {
    async read(appId, options) {
      const operation = operations.loginPreferences
      const reply = await calls.read({ operation, values: { appId } }, options)
      const methods = fieldsOf(fieldsOf(unwrap(reply.body))?.['auth_methods'])
      if (methods === undefined) return unreadable(operation, reply)
      const password = fieldsOf(methods['password'])
      return {
        smsCode: readRules(methods['sms']),
        emailCode: readRules(methods['email_otp']),
        resetValidityMinutes: positive(password?.['resetValidityMinutes']),
        temporaryPasswordHours: positive(password?.['tempPasswordValidityHours'])
      }
    }
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
