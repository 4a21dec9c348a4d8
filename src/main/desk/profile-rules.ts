import type { FurtherApplication } from '../../shared/application'
import { AppFailure } from '../../shared/errors'
import type { TenantProfile } from '../../shared/tenant'
import { applicationOf, type ProfileApplication } from '../tenants/applications'

/** The profile, where it may be changed; throws `conflict`, `managed-profile`. */
export function unmanaged(profile: TenantProfile): TenantProfile {
  if (profile.managed === true) throw new AppFailure({ kind: 'conflict', reason: 'managed-profile' })
  return profile
}

/** That application; throws `not-found`. */
export function applicationIn(profile: TenantProfile, applicationId: string): ProfileApplication {
  return applicationOf(profile, applicationId) ?? noApplication()
}

/** That further application; throws `not-found` for the main application too: it is changed and removed with its profile. */
export function furtherIn(profile: TenantProfile, applicationId: string): FurtherApplication {
  return profile.furtherApplications?.find(({ id }) => id === applicationId) ?? noApplication()
}

export function notFound(): never {
  throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
}

function noApplication(): never {
  const todo = 'Nothing was changed. It may have been removed from the profile.'
  throw new AppFailure({ kind: 'not-found', what: 'This application', todo })
}

/** A secret is for the host and the client that it was entered for, and these are others by now. */
export function changedMeanwhile(): AppFailure {
  const todo = 'The profile was changed meanwhile, and no secret was kept. Enter it again.'
  return new AppFailure({ kind: 'not-found', what: 'The client that this secret is for', todo })
}
