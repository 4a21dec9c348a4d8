import type { QueryClient } from '@tanstack/react-query'
import type { Input, Output } from '../../../shared/contract'
import { isKind } from '../../../shared/errors'
import { call } from '../../bridge/client'
import { ticketSaved } from '../../call/ticket-saving'
import { refreshCall } from '../../state/call'
import { rereadAll } from '../actions/perform'

type Write = 'reset.send' | 'password.set' | 'password.check' | 'access.issue'

/**
 * Sends a dialog's write once, under the ticket number that was entered last; the gates are asked again afterwards, and where
 * the end is not known everything is. `input` names the application of the card. Throws `AppFailure`.
 */
export async function sendWrite<Name extends Write>(
  name: Name,
  input: Input<Name>,
  client: QueryClient
): Promise<Output<Name>> {
  try {
    await ticketSaved()
    return await call(name, input)
  } catch (thrown) {
    if (isKind(thrown, 'outcome-unknown')) rereadAll(client, input)
    throw thrown
  } finally {
    refreshCall(client, input)
  }
}
