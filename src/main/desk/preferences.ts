import type { SignInRules } from '../../shared/password-settings'
import type { MosaicClient } from '../mosaic/client'
import type { SignInSettings } from '../mosaic/preferences'

const keptMs = 5 * 60_000
/** Not for long: a network that was down a moment ago may be back. */
const failureKeptMs = 30_000
/** They only say how long something lives, and nobody waits longer than this for it. */
const longestWaitMs = 2_000

interface Kept {
  /** undefined where they could not be read */
  settings: Promise<SignInSettings | undefined>
  until: number
}

const kept = new WeakMap<MosaicClient, Kept>()

/**
 * What the client's application has set for codes, resets and temporary passwords (API.md §5), kept for a few minutes; nothing
 * where it cannot be read. Never fails. `appId` where the client's own token does not name its application.
 */
export async function readPreferences(client: MosaicClient, appId?: string): Promise<SignInSettings> {
  let entry = kept.get(client)
  if (entry === undefined || entry.until <= Date.now()) {
    entry = { settings: ask(client, appId), until: Date.now() + keptMs }
    kept.set(client, entry)
  }
  const settings = await entry.settings
  if (settings === undefined) entry.until = Math.min(entry.until, Date.now() + failureKeptMs)
  return settings ?? {}
}

/** They were changed from here: what is kept of them is not true any more. */
export function forgetPreferences(client: MosaicClient): void {
  kept.delete(client)
}

/** What screens need of them, with the application's name by the token; empty where they cannot be read. Never fails. */
export async function readSignInRules(client: MosaicClient, appId?: string): Promise<SignInRules> {
  const signal = AbortSignal.timeout(longestWaitMs)
  const [settings, appName] = await Promise.all([
    readPreferences(client, appId),
    client.claims({ signal }).then(
      (claims) => claims.appName,
      () => undefined
    )
  ])
  const { suspensionMinutes, lockoutTiers, lockoutUnreadable, maxFailures } = settings
  const { resetValidityMinutes, temporaryPasswordHours, minLength } = settings
  return {
    appName,
    suspensionMinutes,
    lockoutTiers,
    lockoutUnreadable,
    maxFailures,
    resetValidityMinutes,
    temporaryPasswordHours,
    minLength
  }
}

async function ask(client: MosaicClient, fallback?: string): Promise<SignInSettings | undefined> {
  try {
    const signal = AbortSignal.timeout(longestWaitMs)
    const appId = (await client.claims({ signal })).appId ?? fallback
    return appId === undefined ? undefined : await client.preferences.read(appId, { signal })
  } catch {
    return undefined
  }
}
