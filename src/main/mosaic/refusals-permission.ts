import type { Refusal } from './answers'
import { lacksAll } from './token-claims'

const words = /permission|\broles?\b|\bscopes?\b|not authorized|unauthorized|not allowed/i

/**
 * True where the body's words or our own token's claims say that the client lacks `permission`. Each call also takes it
 * for all applications and for this one: `auth:execute`, `apps:execute`, `[appId]:execute` (API.md §1.3).
 */
export function isPermissionDenial(refusal: Refusal, permission: string): boolean {
  const { problem, claims } = refusal
  if (problem?.messages.some((message) => words.test(message)) === true) return true
  const verb = permission.split(':')[1] ?? ''
  return lacksAll(claims, [permission, `apps:${verb}`, `${claims.appId ?? ''}:${verb}`])
}
