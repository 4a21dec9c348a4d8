import { type PasswordSettingName, passwordSettingName } from '../../shared/password-settings'
import type { Explain } from './answers'

/** `Application Not Found` (API.md §5), also where the client belongs to another application. */
const noApplication = /^application not found\b/i

/**
 * The refusals of reading and changing login preferences. Mosaic's own words stay out of what is told: its answers to these calls
 * may hold providers' secrets.
 */
export const explainPreferences: Explain = ({ operation, status, problem, technical }) => {
  if (problem === undefined) return undefined
  if (status === 404 && problem.messages.some((message) => noApplication.test(message))) {
    return { kind: 'not-found', what: operation.what, todo: checkClient, ...technical }
  }
  if (operation.method !== 'PUT' || (status !== 400 && status !== 422)) return undefined
  const fields: Record<string, string> = {}
  for (const message of problem.messages) {
    const name = settingIn(message)
    if (name !== undefined) fields[name] ??= rangeIn(message) ?? 'Mosaic does not accept this value.'
  }
  return { kind: 'invalid-input', reason: 'form', fields, ...technical }
}

const checkClient =
  'Nothing was changed. Mosaic does not know it, or this client belongs to another application. Check the client ID in the tenant’s profile.'

/** A message names the field by its path, such as `password.message.primaryColor must be …`; the longest name wins. */
function settingIn(message: string): PasswordSettingName | undefined {
  return passwordSettingName.options
    .filter((name) => new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(message))
    .toSorted((a, b) => b.length - a.length)[0]
}

function rangeIn(message: string): string | undefined {
  const [, side, bound] = /\bmust not be (less|greater) than (-?\d{1,9})\b/.exec(message) ?? []
  if (side === undefined || bound === undefined) return undefined
  return `Mosaic takes ${bound} at ${side === 'less' ? 'least' : 'most'}.`
}
