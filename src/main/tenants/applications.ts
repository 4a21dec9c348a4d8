import { applicationFields, mainApplicationId, type FurtherApplication } from '../../shared/application'
import type { TenantProfile } from '../../shared/tenant'

/** One application of a profile; the main one has no name of its own. */
export type ProfileApplication = Omit<FurtherApplication, 'name'> & { name?: string | undefined }

/** All applications of a profile, the main one first. */
export function applicationsOf(profile: TenantProfile): ProfileApplication[] {
  return [mainOf(profile), ...(profile.furtherApplications ?? [])]
}

/** That application of the profile; undefined where it has none of that id. */
export function applicationOf(profile: TenantProfile, applicationId: string): ProfileApplication | undefined {
  return applicationsOf(profile).find(({ id }) => id === applicationId)
}

/** The application that is open: the main one where no other was chosen, or the chosen one is gone. */
export function openApplicationOf(profile: TenantProfile): ProfileApplication {
  return applicationOf(profile, profile.openApplicationId ?? mainApplicationId) ?? mainOf(profile)
}

/** The profile with that application in the place of the one with its id, or at the end. */
export function withApplication(profile: TenantProfile, application: ProfileApplication): TenantProfile {
  const { id, name, ...rest } = application
  const fields = defined(rest)
  if (id === mainApplicationId) return { ...withoutFields(profile), ...fields }
  const further = profile.furtherApplications ?? []
  const whole = { ...fields, id, name: name ?? id }
  const index = further.findIndex((one) => one.id === id)
  return {
    ...profile,
    furtherApplications: index === -1 ? [...further, whole] : further.with(index, whole)
  }
}

/** The profile without that further application; the main one opens where it was the open one. */
export function withoutApplication(profile: TenantProfile, applicationId: string): TenantProfile {
  const { furtherApplications, ...others } = profile
  const left = (furtherApplications ?? []).filter(({ id }) => id !== applicationId)
  const opened = profile.openApplicationId === applicationId ? withOpen(others, mainApplicationId) : others
  return left.length === 0 ? opened : { ...opened, furtherApplications: left }
}

/** The profile with that application open; the very same one where it is already. */
export function withOpen(profile: TenantProfile, applicationId: string): TenantProfile {
  if ((profile.openApplicationId ?? mainApplicationId) === applicationId) return profile
  const { openApplicationId: _, ...others } = profile
  return applicationId === mainApplicationId ? others : { ...others, openApplicationId: applicationId }
}

/** Changes one application; the very same profile where it has none of that id, or `change` answers what it was given. */
export function changeApplication(
  profile: TenantProfile,
  applicationId: string,
  change: (latest: ProfileApplication) => ProfileApplication
): TenantProfile {
  const before = applicationOf(profile, applicationId)
  if (before === undefined) return profile
  const after = change(before)
  return after === before ? profile : withApplication(profile, after)
}

/**
 * The profile with what the token of that application's client says (API.md §1.2); the very same one where that is known. Another
 * Mosaic application than the known one never takes its place unsaid: what was known stays the one that it is for, and the doctor tells
 * that they differ. What a bundle says an application is, no token changes.
 */
export function withLearnt(
  profile: TenantProfile,
  applicationId: string,
  { appId, appName }: Pick<ProfileApplication, 'appId' | 'appName'>
): TenantProfile {
  return changeApplication(profile, applicationId, (one) => {
    const { appId: before, expectedAppId = before } = one
    const isOther = before !== undefined && before !== appId
    const isKnown = one.appId === appId && one.appName === appName
    if (appId === undefined || isKnown || (isOther && profile.bundleId !== undefined)) return one
    return { ...one, appId, appName, ...(isOther && { expectedAppId }) }
  })
}

function mainOf(profile: TenantProfile): ProfileApplication {
  const fields = Object.fromEntries(Object.entries(profile).filter(([name]) => name in applicationFields))
  return { ...(fields as Pick<TenantProfile, keyof typeof applicationFields>), id: mainApplicationId }
}

function withoutFields(profile: TenantProfile): Omit<TenantProfile, keyof typeof applicationFields> {
  const others = Object.entries(profile).filter(([name]) => !(name in applicationFields))
  return Object.fromEntries(others) as Omit<TenantProfile, keyof typeof applicationFields>
}

/** Without the fields that say nothing, which would stand in the way of those that are absent. */
function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
