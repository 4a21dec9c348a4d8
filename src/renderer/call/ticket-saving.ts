import type { CallView } from '../../shared/verification'
import { call } from '../bridge/client'
import type { UserRef } from '../state/queries'

let saving: Promise<unknown> = Promise.resolve()

/** Saves the ticket number of the call; an empty text takes it away. Throws `AppFailure`. */
export function saveTicket({ tenantId, userId }: UserRef, ticket: string): Promise<CallView> {
  const answer = call('call.setTicket', { tenantId, userId, ticket })
  saving = answer.catch(() => undefined)
  return answer
}

/** A click that leaves the box begins something else before the number is saved: record and note are to have it. */
export async function ticketSaved(): Promise<void> {
  await saving
}
