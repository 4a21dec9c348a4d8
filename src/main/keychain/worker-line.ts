import { readAnswer, type KeychainAnswer, type KeychainRequest } from './protocol'
import type { KeychainWorker, StartKeychainWorker } from './worker-port'

/** The line to one worker process, from its start to its end. */
export interface WorkerLine {
  /** Resolves with the answer to exactly this request, or with undefined once the worker is gone. Never rejects. */
  ask(request: KeychainRequest): Promise<KeychainAnswer | undefined>
  isOpen(): boolean
  /** Kills the worker; what was asked resolves with undefined. */
  close(): void
}

/** Starts a worker. One that does not even start counts as gone. */
export function openLine(start: StartKeychainWorker): WorkerLine {
  const waiting = new Map<number, (answer: KeychainAnswer | undefined) => void>()
  let worker: KeychainWorker | undefined
  let open = true
  let lastId = 0

  const end = () => {
    open = false
    for (const settle of waiting.values()) settle(undefined)
    waiting.clear()
  }
  const close = () => {
    if (!open) return
    end()
    try {
      worker?.kill()
    } catch {
      // it is gone, which is what was wanted
    }
  }

  try {
    worker = start()
    worker.onMessage((message) => {
      // what nobody waits for is a late answer or noise
      const answer = readAnswer(message)
      if (!answer) return
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    })
    worker.onExit(end)
  } catch {
    close()
  }

  return {
    isOpen: () => open,
    close,
    ask: (request) =>
      new Promise((resolve) => {
        if (!open) return resolve(undefined)
        const id = ++lastId
        waiting.set(id, resolve)
        try {
          worker?.post({ ...request, id })
        } catch {
          close()
        }
      })
  }
}
