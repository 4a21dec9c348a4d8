import type { EventPayload, Input, Output, TesseraBridge } from '../../shared/contract'
import { AppFailure } from '../../shared/errors'
import type { EventName, OperationName } from '../../shared/operations'
import { scoped } from './scope'

declare global {
  interface Window {
    readonly tessera: TesseraBridge
  }
}

/**
 * Asks main. Answers the value or throws `AppFailure` with the error that crossed as data. An aborted `signal`
 * cancels the call down to the socket. What belongs to the desk goes with the application that is shown (scope.ts).
 */
export async function call<Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  options: { signal?: AbortSignal | undefined } = {}
): Promise<Output<Name>> {
  const { signal } = options
  if (signal?.aborted) throw new AppFailure({ kind: 'cancelled' })
  const callId = signal === undefined ? undefined : crypto.randomUUID()
  const stop = callId === undefined ? undefined : () => window.tessera.cancel(callId)
  if (stop !== undefined) signal?.addEventListener('abort', stop, { once: true })
  try {
    const answer = await window.tessera.invoke(name, scoped(name, input), callId)
    if (answer.ok) return answer.value
    throw new AppFailure(answer.error)
  } finally {
    if (stop !== undefined) signal?.removeEventListener('abort', stop)
  }
}

/** Listens to what main says unasked; answers the function that stops. */
export function onEvent<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void
): () => void {
  return window.tessera.on(name, listener)
}
