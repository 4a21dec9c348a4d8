import type { InboxMessage } from '../../../src/shared/credentials'
import type { SimulatorProcess } from '../simulator-process'
import { send } from './sign-in'

// What callers do by themselves, in their own app and mailbox. Each answers `in` or "done", or the practice tenant's word for why not.

interface Said {
  message?: string
  error_code?: unknown
  reset_token?: string
  result?: string
}

const said = ({ error_code: code, message }: Said, { status }: Response): string =>
  typeof code === 'string' ? code : (message ?? String(status))

/** Signs in with a code that was read to them. */
export async function signInByCode(
  simulator: SimulatorProcess,
  userId: string,
  passcode: string
): Promise<string> {
  const body = { passcode, identifier_type: 'user_id', identifier: userId }
  const response = await send(simulator, 'POST', '/v1/auth/otp/authenticate', body)
  return response.ok ? 'in' : said((await response.json()) as Said, response)
}

/** Signs in with a temporary password and chooses another one, as the application then asks. */
export async function changeAtSignIn(
  simulator: SimulatorProcess,
  username: string,
  temporary: string,
  chosen: string
): Promise<string> {
  const first = { username, password: temporary }
  const response = await send(simulator, 'POST', '/v1/auth/password/authenticate', first)
  const answer = (await response.json()) as Said
  if (answer.reset_token === undefined) return said(answer, response)
  return choosePassword(simulator, answer.reset_token, chosen)
}

/** Enters a reset code, or opens the link, that came with a message, and chooses a new password. */
export async function resetBy(
  simulator: SimulatorProcess,
  { channel, to, code, text }: InboxMessage,
  chosen: string
): Promise<string> {
  if (code === undefined) {
    const address = /https:\S+/.exec(text)?.[0] ?? ''
    return choosePassword(simulator, new URL(address).searchParams.get('code') ?? '', chosen)
  }
  const who = channel === 'sms' ? { phone_number: to } : { email: to }
  const path = `/v1/auth/password/reset/${channel}/otp/validate`
  const response = await send(simulator, 'POST', path, { ...who, passcode: code })
  const answer = (await response.json()) as Said
  return response.ok ? choosePassword(simulator, answer.result ?? '', chosen) : said(answer, response)
}

async function choosePassword(simulator: SimulatorProcess, token: string, chosen: string): Promise<string> {
  const body = { reset_token: token, new_password: chosen }
  const response = await send(simulator, 'POST', '/v1/auth/password/reset', body)
  return response.ok ? 'done' : said((await response.json()) as Said, response)
}
