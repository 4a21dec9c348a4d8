import type { LinkRequest } from '../../shared/link'

export interface LinkSurroundings {
  /** whether the policy lets links be followed */
  isAllowed: boolean
  tenants: readonly { id: string; label: string }[]
  currentTenantId: string
}

/** What the window is to do for a link that another program opened: search, or say why not. Never anything that changes an account. */
export function followLink(_link: string, _given: LinkSurroundings): LinkRequest {
  return { problem: 'malformed' }
}
