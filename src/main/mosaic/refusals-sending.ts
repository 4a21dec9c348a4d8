import type { AppError } from '../../shared/errors'
import type { Explain, Refusal } from './answers'
import { isPermissionDenial } from './refusals-permission'

/** Why something was not sent to the user. */
type Meaning = 'inactive' | 'no-contact' | 'unverified' | 'provider' | 'redirect' | 'off'

const byCode: Record<string, Meaning> = {
  user_not_active: 'inactive',
  auth_not_active: 'inactive',
  user_phone_number_missing: 'no-contact',
  user_email_address_missing: 'no-contact',
  auth_login_preferences_missing: 'off',
  auth_password_policy_disabled: 'off',
  external_provider_configuration_error: 'provider'
}

/** Links and resets answer with a number for a code (API.md §4.4, §6.2), so the words have to say it; first match wins. */
const byWords: readonly [RegExp, Meaning][] = [
  [/redirect.?uri/i, 'redirect'],
  [/not active|suspended|user is (disabled|inactive)/i, 'inactive'],
  [/\bprovider\b/i, 'provider'],
  [/not (yet )?verified|unverified/i, 'unverified'],
  [/\bno (login|sign-?in)\b|not (configured|enabled)/i, 'off'],
  [
    /(e-?mail|phone)( address| number)?( is)? (not found|missing|does not exist)|no (primary )?(e-?mail|phone)/i,
    'no-contact'
  ]
]

/** What a refused one-time code means (API.md §6.1). */
export const explainOtp: Explain = (refusal) => describe(meaningOf(refusal), refusal)

/** What a refused magic link means; its codes are the status in quotes (API.md §6.2). */
export const explainLink: Explain = (refusal) => {
  const { status, problem, technical } = refusal
  if (status === 403 && problem?.messages.some((message) => /public signup/i.test(message)) === true) {
    const text = 'Mosaic does not know the user in this application, which takes no new ones.'
    return { kind: 'unexpected-answer', problem: text, ...technical }
  }
  return describe(meaningOf(refusal), refusal)
}

/**
 * What a refused reset means (API.md §4.4): 403 stands for an unverified contact, unless the words or our own token tell of a
 * permission. 404 stands for no such contact, where its words say so.
 */
export const explainReset: Explain = (refusal) => {
  const { status, problem, body, operation, technical } = refusal
  const meaning = meaningOf(refusal)
  if (meaning !== undefined) return describe(meaning, refusal)
  if (status !== 403 || (problem === undefined && body !== 'empty')) return undefined
  const { permission } = operation
  if (isPermissionDenial(refusal, permission)) return { kind: 'not-permitted', permission, ...technical }
  return describe('unverified', refusal)
}

function meaningOf({ status, problem }: Refusal): Meaning | undefined {
  if (problem === undefined || ![400, 403, 404, 422].includes(status)) return undefined
  const { code, messages } = problem
  // a code that is not known is left to the general rules, whatever its message says
  if (code !== undefined) return byCode[code]
  return byWords.find(([words]) => messages.some((message) => words.test(message)))?.[1]
}

function describe(meaning: Meaning | undefined, { operation, technical }: Refusal): AppError | undefined {
  switch (meaning) {
    case 'inactive':
      return { kind: 'conflict', reason: 'user-not-active', ...technical }
    case 'no-contact':
      return { kind: 'conflict', reason: 'no-contact', ...technical }
    case 'unverified':
      return { kind: 'conflict', reason: 'contact-unverified', ...technical }
    case 'provider':
      return { kind: 'conflict', reason: 'provider-failed', ...technical }
    case 'redirect':
      return { kind: 'conflict', reason: 'redirect-not-allowed', ...technical }
    case 'off':
      return { kind: 'not-enabled-here', feature: operation.feature ?? 'This', ...technical }
    case undefined:
      return undefined
  }
}
