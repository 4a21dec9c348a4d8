import type { AccessCodeOutcome } from '../../shared/credentials'
import type { MosaicClient } from '../mosaic/client'
import type { SignInSettings } from '../mosaic/preferences'
import type { IssuedPasswords } from './issued-passwords'
import { readPreferences } from './preferences'

/** API.md §5: a temporary code lives as long as other one-time codes do, by default 5 minutes. */
const documentedMinutes = 5

/**
 * A one-time code that the agent passes on (API.md §6.1), held like an issued password. When it runs out is an estimate unless
 * Mosaic's answer names the moment.
 */
export async function issueAccessCode(
  client: MosaicClient,
  userId: string,
  issued: IssuedPasswords,
  appId?: string
): Promise<AccessCodeOutcome> {
  const askedAt = Date.now()
  const [{ code, expiresAt }, settings] = await Promise.all([
    client.otp.issue(userId),
    readPreferences(client, appId)
  ])
  const issueId = issued.hold(code)
  const reported = expiresAt !== undefined && expiresAt > askedAt
  return {
    issueId,
    length: code.length,
    // counted from before it was asked for: rather too soon than too late
    expiresAt: reported ? expiresAt : askedAt + livesMinutes(settings) * 60_000,
    estimated: !reported
  }
}

/** Which channel's settings a code without a channel follows is not documented: the shorter life is told. */
function livesMinutes({ emailCode, smsCode }: SignInSettings): number {
  const lives = [emailCode?.livesMinutes, smsCode?.livesMinutes].filter((minutes) => minutes !== undefined)
  return lives.length === 0 ? documentedMinutes : Math.min(...lives)
}
