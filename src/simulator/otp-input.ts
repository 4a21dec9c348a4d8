import type { SentCode } from './codes'
import { identifierTypes } from './identify'
import { coded } from './problems'
import type { CodeRules, JsonObject } from './types'

const channels: SentCode['channel'][] = ['sms', 'email', 'direct']

interface Identifier {
  type: string
  value: string
}

/** What `otp/send` is asked for. */
export interface SendInput {
  channel: SentCode['channel']
  identifier: Identifier
  /** What the call sets for this one code. */
  rules: Partial<CodeRules>
  template: string | undefined
  /** Given back as it came. */
  approval: unknown
}

/** Refuses what Mosaic's reference does not know, and what a helpdesk must never ask for. */
export function sendInput(body: JsonObject | undefined): SendInput {
  const { channel, expires_in: expiresIn, custom_sms_input: sms, approval_data: approval } = body ?? {}
  const known = channels.find((it) => it === channel)
  if (!known) throw invalid(`channel must be one of the following values: ${channels.join(', ')}`)
  // Mosaic sends to any address that is named here. A helpdesk must not, so this tenant makes it fail.
  for (const field of ['custom_email', 'custom_phone_number']) {
    if (body?.[field] !== undefined) throw invalid(`${field} is refused by the practice tenant`)
  }
  if (expiresIn !== undefined && !(typeof expiresIn === 'number' && expiresIn > 0)) {
    throw invalid('expires_in must be a positive number')
  }
  const template = (sms as JsonObject | null | undefined)?.['custom_message']
  if (template !== undefined && !isTemplate(template)) {
    throw invalid('custom_message must contain {otp} and {app} and have at most 140 characters')
  }
  return {
    channel: known,
    identifier: identifierIn(body),
    rules: typeof expiresIn === 'number' ? { expiresIn } : {},
    template,
    approval
  }
}

export function checkInput(body: JsonObject | undefined): { passcode: string; identifier: Identifier } {
  const passcode = body?.['passcode']
  if (typeof passcode !== 'string') throw invalid('passcode must be a string')
  return { passcode, identifier: identifierIn(body) }
}

function identifierIn(body: JsonObject | undefined): Identifier {
  const { identifier_type: type, identifier } = body ?? {}
  if (typeof type !== 'string' || !identifierTypes.includes(type)) {
    throw invalid(`identifier_type must be one of the following values: ${identifierTypes.join(', ')}`)
  }
  if (typeof identifier !== 'string' || identifier === '') throw invalid('identifier must be a string')
  return { type, value: identifier }
}

function isTemplate(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length <= 140 && value.includes('{otp}') && value.includes('{app}')
  )
}

function invalid(message: string): Error {
  return coded(400, 'system_invalid_input', message)
}
