import { readRequest, type NumberedRequest } from '../../../src/main/keychain/protocol'
import type { StartKeychainWorker } from '../../../src/main/keychain/worker-port'

export interface FakeWorker {
  /** 0 for the first that was started */
  index: number
  requests: NumberedRequest[]
  killed: boolean
  send(message: unknown): void
  exit(): void
}

/** Workers in this process: `onRequest` plays their part. */
export function fakeWorkers(onRequest: (request: NumberedRequest, worker: FakeWorker) => void) {
  const started: FakeWorker[] = []
  const start: StartKeychainWorker = () => {
    let onMessage: (message: unknown) => void = () => undefined
    let onExit: () => void = () => undefined
    const worker: FakeWorker = {
      index: started.length,
      requests: [],
      killed: false,
      send: (message) => onMessage(message),
      exit: () => onExit()
    }
    started.push(worker)
    return {
      post: (message) => {
        const request = readRequest(message)
        if (!request) throw new Error('the worker would not understand this')
        worker.requests.push(request)
        setImmediate(() => onRequest(request, worker))
      },
      onMessage: (listener) => (onMessage = listener),
      onExit: (listener) => (onExit = listener),
      kill: () => {
        worker.killed = true
        // as a real one, it reports its end later
        setImmediate(() => onExit())
      }
    }
  }
  return { start, started }
}

/** A keychain in memory that behaves as keytar was measured to in each state. */
export function fakeKeychain() {
  const entries = new Map<string, string>()
  const keychain = {
    entries,
    state: 'healthy' as 'healthy' | 'locked' | 'silent' | 'no-service' | 'forgetful',
    onRequest: (request: NumberedRequest, worker: FakeWorker) => {
      const value = (result: string | boolean | null) =>
        worker.send({ id: request.id, ok: true, value: result })
      const error = (message: string) => worker.send({ id: request.id, ok: false, library: false, message })
      switch (keychain.state) {
        case 'silent':
          return
        case 'no-service':
          return error('The name org.freedesktop.secrets was not provided by any .service files')
        case 'locked':
          if (request.op === 'set') return error('Cannot create an item in a locked collection')
          return value(request.op === 'get' ? null : false)
        case 'forgetful':
          return value(request.op === 'delete' ? false : null)
        case 'healthy':
          if (request.op === 'get') return value(entries.get(request.account) ?? null)
          if (request.op === 'delete') return value(entries.delete(request.account))
          entries.set(request.account, request.secret)
          return value(null)
      }
    }
  }
  return keychain
}
