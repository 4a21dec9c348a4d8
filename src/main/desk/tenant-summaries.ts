import { mainApplicationId, type ApplicationSummary } from '../../shared/application'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { TenantProfile, TenantSummary } from '../../shared/tenant'
import { applicationsOf, openApplicationOf, type ProfileApplication } from '../tenants/applications'
import { practiceApplications, type PracticeView } from './practice'

/** What screens may know of a profile. Where its secrets are in the keychain is not among it. */
export function summaryOf(profile: TenantProfile): TenantSummary {
  const {
    secretId: _secret,
    secretSince: _since,
    secretUsedAt: _used,
    furtherApplications: _further,
    openApplicationId: _open,
    bundleId: _bundle,
    managed = false,
    ...shown
  } = profile
  return {
    ...shown,
    applications: applicationsOf(profile).map(applicationSummaryOf),
    applicationId: openApplicationOf(profile).id,
    managed
  }
}

/** The practice tenant, whose applications have no clients before it runs. */
export function practiceSummary({ running, applicationId }: PracticeView): TenantSummary {
  const applications = practiceApplications(running)
  const main = applications.find(({ id }) => id === mainApplicationId)
  return {
    id: practiceTenantId,
    label: 'Practice tenant',
    environment: 'practice',
    apiHost: running?.url ?? 'this computer',
    clientId: main?.clientId ?? '',
    appId: main?.appId,
    appName: main?.appName,
    redirectUri: main?.redirectUri,
    colour: 'violet',
    defaultCountry: 'US',
    secretStored: false,
    applications,
    applicationId,
    managed: false
  }
}

function applicationSummaryOf({ secretId: _secret, ...shown }: ProfileApplication): ApplicationSummary {
  return shown
}
