import { actionNames } from '../../shared/desk-words'
import type { DoctorButton, DoctorRead, DoctorReport } from '../../shared/doctor'
import type { SecretStatus } from '../../shared/tenant'
import { counted } from '../format/count'

/** How a finding looks; the word beside the icon says the same. */
export type Tone = 'good' | 'bad' | 'open'

interface StateWords {
  words: string
  tone: Tone
}

export const readNames: Record<DoctorRead['read'], string> = {
  users: 'List of users',
  user: 'One user',
  authenticators: 'Ways to sign in',
  sessions: 'Sessions',
  groups: 'Groups',
  applications: 'List of applications',
  'login-preferences': 'Password settings'
}

export const readStates: Record<DoctorRead['state'], StateWords> = {
  works: { words: 'works', tone: 'good' },
  denied: { words: 'denied', tone: 'bad' },
  'not-enabled': { words: 'not enabled', tone: 'bad' },
  failed: { words: 'failed', tone: 'bad' },
  'not-tried': { words: 'not tried', tone: 'open' }
}

/** As the desk calls them. */
export const buttonNames: Record<DoctorButton['button'], string> = {
  ...actionNames,
  find: 'Find a caller',
  'verify-by-code': 'Verify the caller by a code',
  'password-settings-read': 'Password settings',
  'password-settings-edit': 'Edit settings'
}

export const buttonStates: Record<DoctorButton['works'], StateWords> = {
  yes: { words: 'works', tone: 'good' },
  no: { words: 'does not work', tone: 'bad' },
  unknown: { words: 'not known', tone: 'open' }
}

export const secretPlaces: Record<SecretStatus, string> = {
  keychain: 'In this computer’s keychain',
  session: 'In memory, until Tessera quits',
  none: 'None is stored',
  unknown: 'Not known: the keychain could not be asked'
}

/** What the client may do at all; the regions below say it in detail (API.md §1.3). */
export function reachWords(client: NonNullable<DoctorReport['client']>): string {
  if (client.management) return 'Everything in the whole tenant'
  if (client.unlimited) return 'Everything: it has no role that limits it'
  const says = client.roles.length + client.permissions.length > 0
  return says ? 'What its roles and permissions allow' : 'The token does not say'
}

/** The whole in one line, to be read out when it is there. */
export function summaryWords({ connection, buttons, warnings }: DoctorReport): string {
  if (connection.result !== 'good') return 'The client got no token, so nothing more was tried.'
  const works = buttons.filter((button) => button.works === 'yes').length
  const counts = [
    `${works} of ${counted(buttons.length, 'button')} ${works === 1 ? 'works' : 'work'}`,
    ...(warnings.length > 0 ? [counted(warnings.length, 'warning')] : [])
  ]
  return `${counts.join(', ')}.`
}
