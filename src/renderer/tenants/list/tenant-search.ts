import type { TenantSummary } from '../../../shared/tenant'
import { shortHost } from '../tenant-draft'

/** Lower case without accents: "cafe" finds "Café". */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

// a tenant's text is made once, not with every letter typed
const texts = new WeakMap<TenantSummary, string>()

/** What a tenant is found by: label, host, and the names and client IDs of its applications. */
function searchText(tenant: TenantSummary): string {
  const known = texts.get(tenant)
  if (known !== undefined) return known
  const { label, apiHost, applications } = tenant
  const parts = [
    label,
    shortHost(apiHost),
    ...applications.flatMap(({ name = '', appName = '', clientId }) => [name, appName, clientId])
  ]
  // a word never matches across two of them
  const text = folded(parts.join('\n'))
  texts.set(tenant, text)
  return text
}

/** Whether anything is looked for. */
export const isSearched = (wanted: string): boolean => wanted.trim() !== ''

/** The tenants that have every word of `wanted` somewhere, in their order; all of them where it is blank. */
export function matchingTenants(tenants: readonly TenantSummary[], wanted: string): readonly TenantSummary[] {
  if (!isSearched(wanted)) return tenants
  const words = folded(wanted.trim()).split(/\s+/)
  return tenants.filter((tenant) => words.every((word) => searchText(tenant).includes(word)))
}
