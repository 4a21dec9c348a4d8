import { contextBridge, ipcRenderer } from 'electron'
import type { TesseraBridge } from '../shared/contract'
import type { AppError } from '../shared/errors'
import {
  cancelChannel,
  eventChannel,
  eventNames,
  operationChannel,
  operationNames
} from '../shared/operations'
import { noteEarlyEnter } from './early-enter'

const operations = new Set<string>(operationNames)
const events = new Set<string>(eventNames)

/** Everything the page gets: three functions over fixed names; no channel, no event object, no ipcRenderer. */
const bridge = {
  async invoke(name: unknown, input: unknown, callId: unknown): Promise<unknown> {
    if (typeof name !== 'string' || !operations.has(name))
      return refused('operation', 'There is no such operation.')
    try {
      // `as`: a member of the set is a name of the list
      return await ipcRenderer.invoke(
        operationChannel(name as (typeof operationNames)[number]),
        input,
        callId
      )
    } catch {
      // what cannot be cloned never leaves this process
      return refused('input', 'This cannot be sent: use plain data.')
    }
  },
  cancel(callId: unknown): void {
    if (typeof callId === 'string') ipcRenderer.send(cancelChannel, callId)
  },
  on(name: unknown, listener: unknown): () => void {
    if (typeof name !== 'string' || !events.has(name)) throw new TypeError('There is no such event.')
    if (typeof listener !== 'function') throw new TypeError('The listener must be a function.')
    const channel = eventChannel(name as (typeof eventNames)[number])
    // the first argument is Electron's event object, which leads back to ipcRenderer
    const deliver = (_event: unknown, payload: unknown): void =>
      void Reflect.apply(listener, undefined, [payload])
    ipcRenderer.on(channel, deliver)
    return () => void ipcRenderer.removeListener(channel, deliver)
  }
}

function refused(field: string, problem: string): { ok: false; error: AppError } {
  return { ok: false, error: { kind: 'invalid-input', reason: 'form', fields: { [field]: problem } } }
}

// the bridge checks names by itself, so its own types are wider than the ones the page sees
const typed = bridge as unknown as TesseraBridge
noteEarlyEnter()
contextBridge.exposeInMainWorld('tessera', Object.freeze(typed))
