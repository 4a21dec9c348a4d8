import { mosaicHosts, parseApiHost } from '../../shared/api-host'
import type { TenantDraftInput, TenantSummary } from '../../shared/tenant'

const newDraft: TenantDraftInput = {
  label: '',
  environment: 'production',
  apiHost: '',
  clientId: '',
  redirectUri: '',
  colour: 'green',
  defaultCountry: 'US'
}

/** What the form starts with. */
export function draftOf(tenant: TenantSummary | undefined): TenantDraftInput {
  if (tenant === undefined || tenant.environment === 'practice') return newDraft
  const { label, environment, clientId, redirectUri = '', colour, defaultCountry } = tenant
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
