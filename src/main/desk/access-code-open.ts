import type { JournalEntry } from '../../shared/journal'
import type { Caller } from './open-call'

/** Where nothing is known of an access code's life (ms): Mosaic's default for codes, thrice (API.md §5). */
const unknownLifeMs = 15 * 60_000

/** True while an access code of this user may work. Mosaic's check takes any code of the user (API.md §6.1), and the agent has seen that one. */
export function accessCodeOpen(
  { tenantId, userId }: Caller,
  recent: readonly JournalEntry[],
  now: number
): boolean {
  return recent.some(
    ({ action, phase, tenant, user, result, expiresAt, at }) =>
      action === 'access-code' &&
      phase === 'outcome' &&
      tenant === tenantId &&
      user === userId &&
      (result === 'done' || result === 'outcome-unknown') &&
      (expiresAt ?? at + unknownLifeMs) > now
  )
}

export const accessCodeWords =
  'An access code for this user is still valid. Mosaic would take it for the code that is read out, so a code proves nothing until it has run out.'
