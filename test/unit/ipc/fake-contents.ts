import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { BoundContents } from '../../../src/main/ipc/bind'
import type { Handlers } from '../../../src/main/ipc/handlers'
import type { SenderFrame } from '../../../src/main/ipc/sender'
import { cancelChannel, operationChannel, operationNames } from '../../../src/shared/operations'

export const origin = 'app://tessera'
export const ourFrame: SenderFrame = { parent: null, detached: false, origin, url: `${origin}/index.html` }

type Listener = (...args: unknown[]) => unknown

/** A WebContents in plain Node: what the page would send goes in by `invoke` and `cancel`. */
export function fakeContents() {
  const handlers = new Map<string, Listener>()
  const listeners = new Map<string, Listener>()
  const contents: BoundContents = {
    mainFrame: ourFrame,
    ipc: {
      handle: (channel, listener) =>
        void handlers.set(channel, (event, ...args) => listener(event as IpcMainInvokeEvent, ...args)),
      on: (channel, listener) =>
        void listeners.set(channel, (event, ...args) => listener(event as IpcMainEvent, ...args))
    },
    on: (event, listener) => void listeners.set(event, listener)
  }
  return {
    contents,
    channels: () => [...handlers.keys()],
    invoke: async (name: string, input?: unknown, callId?: unknown, frame: SenderFrame | null = ourFrame) =>
      handlers.get(operationChannel(name as (typeof operationNames)[number]))?.(
        { senderFrame: frame },
        input,
        callId
      ),
    cancel: (callId: unknown, frame: SenderFrame | null = ourFrame) =>
      listeners.get(cancelChannel)?.({ senderFrame: frame }, callId),
    emit: (event: string) => listeners.get(event)?.()
  }
}

/** Handlers that all fail, except those that are given. */
export function someHandlers(given: Partial<Handlers>): Handlers {
  const missing = async () => {
    throw new Error('not expected in this test')
  }
  return { ...Object.fromEntries(operationNames.map((name) => [name, missing])), ...given } as Handlers
}
