import { mosaicHosts, parseApiHost } from '../../shared/api-host'
import type { TenantDefaults, TenantDraftInput, TenantSummary } from '../../shared/tenant'

/** What a new profile starts with: the defaults of this computer, as far as there are any. */
export function newDraft(defaults: TenantDefaults = {}): TenantDraftInput {
  const { environment = 'production', apiHost = '', colour = 'green', defaultCountry = 'US' } = defaults
  return {
    label: '',
    environment,
    apiHost: shortHost(apiHost),
    clientId: '',
    redirectUri: '',
    colour,
    defaultCountry
  }
}

/** What the form starts with for a stored profile; the practice tenant has none. */
export function draftOf(tenant: TenantSummary): TenantDraftInput {
  const { label, environment, clientId, redirectUri = '', colour, defaultCountry } = tenant
  if (environment === 'practice') return newDraft()
  return {
    label,
    environment,
    apiHost: shortHost(tenant.apiHost),
    clientId,
    redirectUri,
    colour,
    defaultCountry
  }
}

/** The longest label that main takes. */
const longestLabel = 80

/** A new profile that is like another one, under a name of its own. */
export function copyOf(tenant: TenantSummary): TenantDraftInput {
  const end = ' (copy)'
  // half a pair of surrogates at the cut is no character
  const start = tenant.label.slice(0, longestLabel - end.length).replace(/[\uD800-\uDBFF]$/, '')
  return { ...draftOf(tenant), label: `${start.trimEnd()}${end}` }
}

/** `https://` goes without saying. */
export const shortHost = (origin: string): string => origin.replace(/^https:\/\//, '')

/** A secret belongs to the host and the client it was entered for: main drops it when either changes. */
export function dropsSecret(tenant: TenantSummary | undefined, draft: TenantDraftInput): boolean {
  if (tenant === undefined) return false
  const host = parseApiHost(draft.apiHost)
  return !host.ok || host.origin !== tenant.apiHost || draft.clientId.trim() !== tenant.clientId
}

/** Where host and environment contradict each other (API.md §1.1). */
export function environmentHint({ environment, apiHost }: TenantDraftInput): string | undefined {
  const host = parseApiHost(apiHost)
  if (!host.ok) return undefined
  const region = mosaicHosts.find((one) => `https://${one.host}` === host.origin)?.region
  if (region === undefined || (region === 'Sandbox') === (environment === 'sandbox')) return undefined
  return region === 'Sandbox'
    ? 'The API host is Mosaic’s sandbox.'
    : `The API host is Mosaic’s production region ${region}.`
}

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** "Germany" for "de"; undefined for what is no country's code. */
export function countryName(code: string): string | undefined {
  if (!/^[A-Za-z]{2}$/.test(code.trim())) return undefined
  return countryNames.of(code.trim().toUpperCase())
}
