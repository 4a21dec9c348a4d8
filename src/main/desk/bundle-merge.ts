import { randomUUID } from 'node:crypto'
import { mainApplicationId } from '../../shared/application'
import type { BundleApplication, BundleTenant } from '../../shared/bundle'
import type { TenantProfile } from '../../shared/tenant'
import {
  applicationsOf,
  changeApplication,
  withApplication,
  type ProfileApplication
} from '../tenants/applications'
import { refOf } from './profile-secrets'

/** What a bundle's tenant becomes here. */
export interface MergeAs {
  /** of the profile */
  id: string
  bundleId: string
  /** read-only: it comes with the machine-wide bundle */
  managed: boolean
}

/**
 * The profile as the bundle has it. What is known of a client, its secret too, stays with exactly that host and client, whichever of
 * the tenant's applications it is by now; any other one begins with a new secret id and no secret. The order of the applications is
 * the bundle's.
 */
export function mergedProfile(
  before: TenantProfile | undefined,
  tenant: BundleTenant,
  { id, bundleId, managed }: MergeAs
): TenantProfile {
  const { label, environment, apiHost, colour, defaultCountry, applications } = tenant
  const [main] = applications
  if (main?.id !== mainApplicationId) throw new RangeError('This tenant has no main application.')
  const open = before?.openApplicationId
  const bare: TenantProfile = {
    id,
    label,
    environment,
    apiHost,
    colour,
    defaultCountry,
    clientId: main.clientId,
    secretStored: false,
    bundleId,
    ...(managed && { managed }),
    ...(open !== undefined && applications.some((one) => one.id === open) && { openApplicationId: open })
  }
  return applications
    .map((application) => mergedApplication(before, application, tenant))
    .reduce(withApplication, bare)
}

/** The profile for a secret that is about to be stored under a new secret id; `since` in epoch ms. */
export function withNewSecret(
  profile: TenantProfile,
  applicationId: string,
  { secretId, since }: { secretId: string; since: number }
): TenantProfile {
  return changeApplication(profile, applicationId, ({ secretUsedAt: _used, ...one }) => ({
    ...one,
    secretId,
    secretStored: true,
    secretSince: since
  }))
}

function mergedApplication(
  before: TenantProfile | undefined,
  { id, name, clientId, appId, redirectUri }: BundleApplication,
  { apiHost }: BundleTenant
): ProfileApplication {
  const isMain = id === mainApplicationId
  const known = before?.apiHost === apiHost ? clientIn(before, clientId) : undefined
  const kept =
    before !== undefined && known !== undefined && keepsSecret(before, known, id) ? known : undefined
  // what the bundle says an application is, no token overrules (`withLearnt`)
  const wantedId = appId ?? known?.appId
  const isAsLearnt = known?.appId !== undefined && known.appId === wantedId
  // the bundle's name stands in until the token says Mosaic's own, if it says any
  const stopgap = isMain ? name : undefined
  const appName = isAsLearnt ? known.appName : stopgap
  return {
    id,
    ...(!isMain && { name }),
    clientId,
    ...(wantedId !== undefined && { appId: wantedId }),
    ...(appName !== undefined && { appName }),
    ...(redirectUri !== undefined && { redirectUri }),
    secretId: kept === undefined ? randomUUID() : kept.secretId,
    secretStored: kept?.secretStored ?? false,
    ...(kept?.secretSince !== undefined && { secretSince: kept.secretSince }),
    ...(kept?.secretUsedAt !== undefined && { secretUsedAt: kept.secretUsedAt })
  }
}

const clientIn = (profile: TenantProfile, clientId: string): ProfileApplication | undefined =>
  applicationsOf(profile).find((one) => one.clientId === clientId)

/** In the place of another application an old secret without an id of its own would be looked up under another name. */
function keepsSecret(profile: TenantProfile, known: ProfileApplication, id: string): boolean {
  return refOf(profile, known).secretId === refOf(profile, { ...known, id }).secretId
}
