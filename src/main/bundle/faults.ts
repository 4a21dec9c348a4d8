import { mainApplicationId } from '../../shared/application'
import { parseApiHost } from '../../shared/api-host'
import type { BundleApplication, BundleFile, BundleTenant } from '../../shared/bundle'
import { isUnseen } from '../../shared/bundle-name'
import { isRedirectUri } from '../../shared/redirect-uri'

/** As the profile form demands it; a schema for each of fifty thousand would take its time. */
const plainClientId = /^[\x21-\x7e]+$/

/** What no schema sees and makes a bundle unusable all the same: sentences that name the place and quote nothing. */
export function bundleFaults(bundle: BundleFile): string[] {
  const { tenants, secrets, defaults } = bundle
  const clients = tenants.reduce((sum, { applications }) => sum + applications.length, 0)
  return [
    ...textFaults('issuer', bundle.issuer),
    ...tenants.flatMap((tenant, index) => tenantFaults(tenant, `tenants[${index}]`)),
    ...repeated(
      tenants.map(({ id }) => id),
      (index) => `tenants[${index}].id`
    ),
    ...(defaults?.apiHost === undefined ? [] : hostFaults('defaults.apiHost', defaults.apiHost)),
    ...((secrets?.count ?? 0) > clients
      ? ['“secrets.count” is greater than the number of applications in it.']
      : [])
  ]
}

function tenantFaults(tenant: BundleTenant, place: string): string[] {
  const { applications } = tenant
  const first = `${place}.applications[0].id`
  return [
    ...textFaults(`${place}.label`, tenant.label),
    ...hostFaults(`${place}.apiHost`, tenant.apiHost),
    ...(applications[0]?.id === mainApplicationId ? [] : [`“${first}” must be ${mainApplicationId}.`]),
    ...applications.flatMap((application, index) =>
      applicationFaults(application, `${place}.applications[${index}]`)
    ),
    ...repeated(
      applications.map(({ id }) => id),
      (index) => `${place}.applications[${index}].id`
    ),
    ...repeated(
      applications.map((application) => application.clientId),
      (index) => `${place}.applications[${index}].clientId`
    )
  ]
}

function applicationFaults(application: BundleApplication, place: string): string[] {
  const { name, appId, redirectUri: uri } = application
  return [
    ...textFaults(`${place}.name`, name),
    ...(plainClientId.test(application.clientId)
      ? []
      : [`“${place}.clientId” must have no spaces and only plain letters, digits and signs.`]),
    ...(appId === undefined ? [] : textFaults(`${place}.appId`, appId)),
    ...(uri === undefined || isRedirectUri(uri)
      ? []
      : [`“${place}.redirectUri” must be a whole address that starts with https://.`])
  ]
}

/** Where the secret is sent: exactly an origin, so that what was signed and what is used are the same text. */
function hostFaults(place: string, apiHost: string): string[] {
  const host = parseApiHost(apiHost)
  if (!host.ok) return [`“${place}” is no API host. ${host.problem}`]
  return host.origin === apiHost
    ? []
    : [`“${place}” must be an origin, such as https://api.eu.transmitsecurity.io, and nothing more.`]
}

function textFaults(place: string, text: string): string[] {
  if (text.trim() !== '' && isUnseen(text))
    return [`“${place}” must have no invisible or control characters.`]
  return text.trim() === text ? [] : [`“${place}” must not begin or end with a space.`]
}

function repeated(values: readonly string[], place: (index: number) => string): string[] {
  const seen = new Map<string, number>()
  return values.flatMap((value, index) => {
    const earlier = seen.get(value)
    if (earlier !== undefined) return [`“${place(index)}” is the same as “${place(earlier)}”.`]
    seen.set(value, index)
    return []
  })
}
