import { parseDeepLink } from '../../shared/deep-link'
import type { LinkRequest } from '../../shared/link'

interface NamedTenant {
  id: string
  label: string
}

export interface LinkSurroundings {
  /** whether the policy lets links be followed */
  isAllowed: boolean
  tenants: readonly NamedTenant[]
  currentTenantId: string
}

/** What the window is to do for a link that another program opened: search, or say why not. Never anything that changes an account. */
export function followLink(link: string, given: LinkSurroundings): LinkRequest {
  if (!given.isAllowed) return { problem: 'policy' }
  const asked = parseDeepLink(link)
  if (asked === undefined) return { problem: 'malformed' }
  const { identifier, tenant } = asked
  const tenantId = tenant === undefined ? given.currentTenantId : tenantCalled(tenant, given.tenants)
  return tenantId === undefined ? { problem: 'unknown-tenant' } : { tenantId, identifier }
}

/** By its id, else by its label; which of two that are called the same is meant cannot be known. */
function tenantCalled(name: string, tenants: readonly NamedTenant[]): string | undefined {
  if (tenants.some(({ id }) => id === name)) return name
  const [found, ...others] = tenants.filter(({ label }) => plain(label) === plain(name))
  return others.length === 0 ? found?.id : undefined
}

const plain = (label: string): string => label.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
