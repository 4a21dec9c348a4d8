import type { TenantProfile } from '../../shared/tenant'
import { applicationOf, applicationsOf, changeApplication, withOpen } from './applications'

/**
 * A profile as a bundle wants it, with what came to be known of it since that was made out: which application the agent opened, and
 * what a token said or used. All else of `latest` is what the bundle replaces.
 */
export function keepLatest(wanted: TenantProfile, latest: TenantProfile): TenantProfile {
  const { openApplicationId } = latest
  const isThere = openApplicationId !== undefined && applicationOf(wanted, openApplicationId) !== undefined
  const { openApplicationId: _open, ...others } = wanted
  const opened = isThere ? withOpen(others, openApplicationId) : others
  if (latest.apiHost !== wanted.apiHost) return opened
  return applicationsOf(latest).reduce(
    (profile, known) =>
      changeApplication(profile, known.id, (one) => {
        if (one.clientId !== known.clientId) return one
        // what the bundle says an application is, no token overrules
        const isLearnt = known.appId !== undefined && (one.appId ?? known.appId) === known.appId
        const isSameSecret = one.secretId === known.secretId && one.secretStored
        return {
          ...one,
          ...(isLearnt && { appId: known.appId, appName: known.appName ?? one.appName }),
          ...(isSameSecret && known.secretUsedAt !== undefined && { secretUsedAt: known.secretUsedAt })
        }
      }),
    opened
  )
}
