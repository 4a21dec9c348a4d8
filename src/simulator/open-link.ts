import { redeem } from './magic-links'
import { Problem } from './problems'
import type { Tenant } from './state'

export interface OpenedLink {
  /** False where the link is over, or not there at all. */
  opened: boolean
  /** What the page that a reset link leads to was given: `POST /v1/auth/password/reset` takes it. */
  resetToken?: string
}

/**
 * Plays the click of the person who was sent a message: the application signs that person in, or asks for a new
 * password.
 */
export function openLink(tenant: Tenant, messageId: string): OpenedLink {
  const link = tenant.inbox.linkIn(messageId)
  if (!link || link.opened || link.expiresAt <= tenant.now()) return { opened: false }
  if (link.leadsTo === 'password-reset') {
    link.opened = true
    return { opened: true, resetToken: link.token }
  }
  try {
    redeem(tenant, link.client, link.token)
    return { opened: true }
  } catch (error) {
    // suspended or gone since it was sent
    if (error instanceof Problem) return { opened: false }
    throw error
  }
}
