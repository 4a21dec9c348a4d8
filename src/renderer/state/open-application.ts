import type { ApplicationSummary } from '../../shared/application'
import type { TenantSummary } from '../../shared/tenant'

/** The application of the tenant that is open, or would be with the tenant. */
export function openApplication({
  applications,
  applicationId
}: TenantSummary): ApplicationSummary | undefined {
  return applications.find(({ id }) => id === applicationId) ?? applications[0]
}

/** The agents' name for an application, else Mosaic's; only the main one may have neither. */
export const applicationName = ({ name, appName }: ApplicationSummary): string =>
  name ?? appName ?? 'Main application'

/** Whether the agent has to know which application is meant. */
export const hasSeveral = ({ applications }: Pick<TenantSummary, 'applications'>): boolean =>
  applications.length > 1

// the same object for the same tenant, so that what depends on it is not drawn again
const asOpened = new WeakMap<TenantSummary, TenantSummary>()

/**
 * The tenant as a card has to see it: client, application and redirect URI are those of the application that is open, and not the
 * main one's, as they come from main. Passwords, usernames and their locks belong to it (API.md §1.4).
 */
export function withOpenApplication(tenant: TenantSummary): TenantSummary {
  const known = asOpened.get(tenant)
  if (known !== undefined) return known
  const application = openApplication(tenant)
  // the first one is the main one: its facts stand there already
  if (application === undefined || application === tenant.applications[0]) return tenant
  const { clientId, appId, appName, redirectUri, secretStored } = application
  const opened = { ...tenant, clientId, appId, appName, redirectUri, secretStored }
  asOpened.set(tenant, opened)
  return opened
}
