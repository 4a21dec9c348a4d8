import type { TenantSummary } from '../../shared/tenant'
import { workNote } from '../../shared/work-note'
import type { CallDesk } from './call-desk'
import type { Caller } from './open-call'
import type { TenantSession } from './tenant-session'

/** How the tenant is called in a note. */
export type NoteTenant = Pick<TenantSummary, 'label' | 'environment'>

/** The work note of the open call. Throws `verification-required` where there is none with this user. */
export async function noteOfCall(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  tenant: NoteTenant,
  refusal?: string
): Promise<string> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { user } = await desk.facts.of(session, userId)
  return workNote({
    agent: desk.agent,
    tenant: tenant.label,
    environment: tenant.environment,
    displayName: user.displayName,
    userId,
    ticket: call.ticket,
    openedAt: call.openedAt,
    verifications: call.proved,
    deeds: call.deeds,
    refusals: refusal === undefined ? [] : [{ at: desk.now(), reason: refusal }],
    formatTime: formatNoteTime
  })
}

/** Local time with its zone: a note is read in other places than it was written. */
function formatNoteTime(time: number): string {
  const at = new Date(time)
  const pad = (value: number) => String(value).padStart(2, '0')
  const offset = -at.getTimezoneOffset()
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())} (UTC${zone})`
}

/** So long (ms) the note of a refused caller's call can still be copied. */
const keptMs = 15 * 60_000

/** The last caller who was refused: their call is over, and its note still has to get into the ticket. */
export class RefusedCalls {
  readonly #now: () => number
  #last: (Caller & { note: string; at: number }) | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  keep({ tenantId, userId }: Caller, note: string): void {
    this.#last = { tenantId, userId, note, at: this.#now() }
  }

  noteOf({ tenantId, userId }: Caller): string | undefined {
    const last = this.#last
    if (last?.tenantId !== tenantId || last.userId !== userId || this.#now() - last.at > keptMs)
      return undefined
    return last.note
  }

  forget(): void {
    this.#last = undefined
  }
}
