import type { EventPayload, Output, ParsedInput } from '../../shared/contract'
import type { EventName, OperationName } from '../../shared/operations'

/** Says something to the window unasked. */
export type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

/** What a handler knows of its call: `signal` aborts when the window cancels, reloads or goes away. */
export interface CallContext {
  signal: AbortSignal
  emit: Emit
}

/** One handler for each operation of the contract; it receives parsed input and throws `AppFailure`. */
export type Handlers = {
  [Name in OperationName]: (input: ParsedInput<Name>, context: CallContext) => Promise<Output<Name>>
}
