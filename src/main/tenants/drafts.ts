import { randomUUID } from 'node:crypto'
import { mainApplicationId, type ApplicationDraft } from '../../shared/application'
import { AppFailure } from '../../shared/errors'
import type { TenantDraft, TenantProfile } from '../../shared/tenant'
import { applicationOf, applicationsOf, withApplication, type ProfileApplication } from './applications'

/** As many as the file's schema takes. */
export const mostFurtherApplications = 50

/** What a draft says, with no secret and nothing known of the application. */
export function newProfile(id: string, draft: TenantDraft): TenantProfile {
  return { ...draft, id, secretId: randomUUID(), secretStored: false }
}

/**
 * The profile as the draft wants it. What is known of an application, its secret too, belongs to the host and the client it was
 * found with: another host takes it from all of them, another client from the main one. Throws `invalid-input` for a client that a
 * further application has.
 */
export function redrafted(profile: TenantProfile, draft: TenantDraft): TenantProfile {
  refuseTwice(profile, mainApplicationId, draft.clientId)
  const { redirectUri, clientId, ...ofTenant } = draft
  const changed = { ...profile, ...ofTenant }
  const moved = profile.apiHost !== draft.apiHost
  const applications = applicationsOf(changed).map((application) =>
    moved ? withoutKnowledge(application) : application
  )
  const whole = applications.reduce(withApplication, changed)
  return withApplication(whole, {
    ...redraftedClient(applicationOf(whole, mainApplicationId), clientId),
    id: mainApplicationId,
    redirectUri
  })
}

/**
 * The profile with that further application as the draft wants it; one that it has not is added. Throws `invalid-input` for a client
 * that another application of the profile has, and where it has too many.
 */
export function withDraftedApplication(
  profile: TenantProfile,
  id: string,
  { name, clientId, redirectUri, expectedAppId }: ApplicationDraft
): TenantProfile {
  refuseTwice(profile, id, clientId)
  const before = applicationOf(profile, id)
  if (before === undefined && (profile.furtherApplications?.length ?? 0) >= mostFurtherApplications) {
    throw invalid('name', `A tenant profile holds at most ${mostFurtherApplications} further applications.`)
  }
  return withApplication(profile, {
    ...redraftedClient(before, clientId),
    id,
    name,
    redirectUri,
    // what it is for does not change with its client
    expectedAppId: expectedAppId ?? before?.expectedAppId
  })
}

function redraftedClient(before: ProfileApplication | undefined, clientId: string): ProfileApplication {
  if (before?.clientId === clientId) return before
  return withoutKnowledge({ ...before, clientId })
}

/** A new secret id: what could not be deleted of the old host or client is never found for the new one. */
const withoutKnowledge = ({
  id = '',
  name,
  clientId,
  redirectUri
}: Partial<ProfileApplication> & { clientId: string }): ProfileApplication => ({
  id,
  name,
  clientId,
  redirectUri,
  secretId: randomUUID(),
  secretStored: false
})

/** One client in two applications would make one of them a lie: a client belongs to one application (API.md §1.2). */
function refuseTwice(profile: TenantProfile, id: string, clientId: string): void {
  const other = applicationsOf(profile).find((one) => one.clientId === clientId && one.id !== id)
  if (other === undefined) return
  const whose = other.id === mainApplicationId ? 'the main application' : `the application “${other.name}”`
  throw invalid('clientId', `This is the client ID of ${whose} of this profile.`)
}

function invalid(field: string, problem: string): AppFailure {
  return new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { [field]: problem } })
}
