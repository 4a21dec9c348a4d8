import type { ResetSent, ResetWay } from '../../shared/credentials'
import { AppFailure } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import { readUser } from './card'
import { contactFor, masked } from './contacts'
import { readPreferences } from './preferences'

export interface ResetRequest {
  userId: string
  way: ResetWay
  /** the tenant profile's; a link leads there */
  redirectUri?: string | undefined
  /** Mosaic's id of the application, where the client's own token does not name it */
  appId?: string | undefined
  /** the policy's consent; Mosaic decides then (API.md §4.4) */
  allowUnverified: boolean
}

/** Has Mosaic send a reset to the user's primary contact on file, as it is there now. Throws what was refused. */
export async function sendReset(
  client: MosaicClient,
  { userId, way, redirectUri, appId, allowUnverified }: ResetRequest
): Promise<ResetSent> {
  const user = await readUser(client, userId)
  const refused = (reason: 'user-not-active' | 'no-contact' | 'contact-unverified') =>
    new AppFailure({ kind: 'conflict', reason })
  // what Mosaic answers to a reset of a suspended user is not documented
  if (user.status === 'Disabled') throw refused('user-not-active')
  const contact = contactFor(user, way === 'sms-code' ? 'sms' : 'email')
  if (contact === undefined) throw refused('no-contact')
  if (contact.verified !== true && !allowUnverified) throw refused('contact-unverified')
  const [{ resetValidityMinutes: livesMinutes }] = await Promise.all([
    readPreferences(client, appId),
    send(client, way, contact.value, redirectUri)
  ])
  return { way, to: masked(contact), ...(livesMinutes !== undefined && { livesMinutes }) }
}

async function send(client: MosaicClient, way: ResetWay, to: string, redirectUri?: string): Promise<void> {
  switch (way) {
    case 'email-link':
      if (redirectUri === undefined) throw noRedirectUri()
      return client.resets.sendEmailLink({ email: to, redirectUri })
    case 'email-code':
      return client.resets.sendEmailCode(to)
    case 'sms-code':
      return client.resets.sendSmsCode(to)
  }
}

const noRedirectUri = (): AppFailure =>
  new AppFailure({
    kind: 'invalid-input',
    reason: 'form',
    fields: { redirectUri: 'The tenant profile has no redirect URI, which a link needs.' }
  })
