import type { Answer, EventPayload, Input, Output, TesseraBridge } from '../../src/shared/contract'
import { AppFailure, toAppError } from '../../src/shared/errors'
import type { EventName, OperationName } from '../../src/shared/operations'

/** What main would do; throw `AppFailure` to answer with an error. `signal` is aborted when the screen cancels. */
export type FakeHandlers = {
  [Name in OperationName]?: (input: Input<Name>, signal: AbortSignal) => Output<Name> | Promise<Output<Name>>
}

export interface FakeBridge {
  bridge: TesseraBridge
  /** every call in order */
  calls: { name: OperationName; input: unknown }[]
  callsOf<Name extends OperationName>(name: Name): Input<Name>[]
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** replaces handlers from now on */
  handle(handlers: FakeHandlers): void
}

/** Stands where the preload's `window.tessera` stands, typed by the contract. An unexpected call fails loudly. */
export function createFakeBridge(handlers: FakeHandlers): FakeBridge {
  let current = { ...handlers }
  const calls: FakeBridge['calls'] = []
  const running = new Map<string, AbortController>()
  const listeners = new Map<EventName, Set<(payload: never) => void>>()

  async function invoke<Name extends OperationName>(
    name: Name,
    input: Input<Name>,
    callId?: string
  ): Promise<Answer<Name>> {
    calls.push({ name, input })
    const handler = current[name] as FakeHandlers[Name]
    if (handler === undefined) throw new Error(`The test has no answer to ${name}`)
    const controller = new AbortController()
    if (callId !== undefined) running.set(callId, controller)
    const cancelled = new Promise<never>((_, reject) => {
      controller.signal.addEventListener('abort', () => reject(new AppFailure({ kind: 'cancelled' })))
    })
    try {
      return { ok: true, value: await Promise.race([handler(input, controller.signal), cancelled]) }
    } catch (thrown) {
      return { ok: false, error: toAppError(thrown) }
    } finally {
      if (callId !== undefined) running.delete(callId)
    }
  }

  return {
    calls,
    callsOf: <Name extends OperationName>(name: Name) =>
      calls.filter((call) => call.name === name).map((call) => call.input as Input<Name>),
    emit: (name, payload) => listeners.get(name)?.forEach((listener) => listener(payload as never)),
    handle: (more) => {
      current = { ...current, ...more }
    },
    bridge: {
      invoke,
      cancel: (callId) => running.get(callId)?.abort(),
      on: (name, listener) => {
        const all = listeners.get(name) ?? new Set()
        listeners.set(name, all.add(listener as (payload: never) => void))
        return () => void all.delete(listener as (payload: never) => void)
      }
    }
  }
}
