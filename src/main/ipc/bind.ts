import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { AppError } from '../../shared/errors'
import { cancelChannel, operationChannel, operationNames } from '../../shared/operations'
import { trackCalls } from './calls'
import type { Emit, Handlers } from './handlers'
import { isPlainData, type DataLimits } from './plain-data'
import { isOurFrame, type SenderFrame } from './sender'

/** The part of Electron's WebContents that the binding uses. */
export interface BoundContents {
  readonly mainFrame: SenderFrame
  readonly ipc: {
    handle(channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown): void
    on(channel: string, listener: (event: IpcMainEvent, ...args: unknown[]) => void): unknown
  }
  on(event: 'did-navigate' | 'render-process-gone' | 'destroyed', listener: () => void): unknown
}

export interface BindOptions {
  /** the one origin that may call, such as `app://tessera` */
  origin: string
  emit: Emit
  /** receives names and codes only, never values */
  log: (line: string) => void
  limits?: Partial<DataLimits & { calls: number }>
}

// The largest input of the contract is a text to copy, of a million characters.
const defaultLimits = { characters: 1_100_000, values: 10_000, depth: 12, calls: 64 }
const callIdForm = /^[\w-]{1,64}$/

/**
 * Registers every operation of the contract on the window's own `webContents.ipc`. Works from the first moment: calls
 * wait until `handlers` are there. Every answer is `{ ok: true, value }` or `{ ok: false, error }`; nothing is thrown
 * across IPC. Schemas are loaded with the first call, so that they do not delay the window.
 */
export function bindContract(
  contents: BoundContents,
  handlers: Handlers | Promise<Handlers>,
  options: BindOptions
): void {
  const limits = { ...defaultLimits, ...options.limits }
  const calls = trackCalls(limits.calls)
  const services = Promise.resolve(handlers)
  // each call reports the failure; without this line the first one would be an unhandled rejection
  services.catch(() => undefined)

  for (const name of operationNames) {
    contents.ipc.handle(operationChannel(name), async (event, input, callId) => {
      if (!isOurFrame(event.senderFrame, options.origin, contents.mainFrame)) {
        options.log(`${name}: refused, the sender is not our window`)
        return refusal({ kind: 'internal', detail: 'The sender is not Tessera’s window.' })
      }
      if (!isPlainData(input, limits))
        return refusal(badInput('input', 'This is not plain data, or too much.'))
      if (!isCallId(callId)) return refusal(badInput('callId', 'This is not a call id.'))
      const call = calls.begin(callId)
      if (call === undefined) {
        return refusal({
          kind: 'internal',
          detail: 'Too many calls at once, or one of that id is under way.'
        })
      }
      try {
        const { answerCall } = await import('./answer')
        const context = { signal: call.signal, emit: options.emit }
        return await answerCall({ name, input, handlers: services, context, log: options.log })
      } finally {
        calls.end(call)
      }
    })
  }

  contents.ipc.on(cancelChannel, (event, callId) => {
    const isOurs = isOurFrame(event.senderFrame, options.origin, contents.mainFrame)
    if (isOurs && typeof callId === 'string') calls.cancel(callId)
  })
  // another document in the top frame, a reload too: nobody waits for the answers any more
  contents.on('did-navigate', () => calls.cancelAll())
  contents.on('render-process-gone', () => calls.cancelAll())
  contents.on('destroyed', () => calls.cancelAll())
}

function isCallId(callId: unknown): callId is string | undefined {
  return callId === undefined || (typeof callId === 'string' && callIdForm.test(callId))
}

function badInput(field: string, problem: string): AppError {
  return { kind: 'invalid-input', reason: 'form', fields: { [field]: problem } }
}

const refusal = (error: AppError): { ok: false; error: AppError } => ({ ok: false, error })
