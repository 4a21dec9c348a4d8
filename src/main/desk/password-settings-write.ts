import { AppFailure, toAppError } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import type { RawPasswordSettings } from '../mosaic/password-settings'
import { differencesBetween, differencesFromAsked } from './password-settings-change'
import { forgetPreferences } from './preferences'
import { reread } from './reread'

export interface SettingsWrite {
  appId: string
  before: RawPasswordSettings
  wanted: RawPasswordSettings
}

const action = 'Change password settings'
const todo = 'Read the settings again before you change anything.'

/**
 * Sends the settings, once, and answers what Mosaic reports after it; null where passwords are switched off by then. Without a clear answer it looks whether the change took effect,
 * and fails with `outcome-unknown` where that is not sure, saying what is known.
 */
export async function writeSettings(
  client: MosaicClient,
  { appId, before, wanted }: SettingsWrite
): Promise<RawPasswordSettings | null> {
  const read = () => reread(() => client.preferences.readPassword(appId))
  let answered: RawPasswordSettings | undefined
  try {
    answered = await client.preferences.writePassword(appId, wanted)
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.kind !== 'outcome-unknown') throw thrown
    const { value } = await read()
    if (value && differencesFromAsked(wanted, value).length === 0) return value
    throw new AppFailure({ ...error, action, step: whatIsThere(before, value), todo }, { cause: thrown })
  } finally {
    forgetPreferences(client)
  }
  const after = await read()
  const known = after.value === undefined ? answered : after.value
  if (known !== undefined) return known
  const step = 'Mosaic took the change, and the settings could not be read again.'
  throw new AppFailure({ kind: 'outcome-unknown', action, step, todo, detail: after.error?.detail })
}

function whatIsThere(before: RawPasswordSettings, now: RawPasswordSettings | null | undefined): string {
  if (now === undefined) return 'The settings could not be read again.'
  if (now === null) return 'Sign-in by password is switched off by now.'
  return differencesBetween(before, now).length === 0
    ? 'Read again a moment later, the settings are as they were before.'
    : 'Read again a moment later, the settings are neither as they were nor as they were asked for.'
}
