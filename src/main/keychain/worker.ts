// Entry of the keychain worker: a process of its own, because keytar can hang without limit and only a kill ends that.
import { doWithKeytar, LibraryProblem } from './keytar-library'
import { readRequest, type KeychainAnswer, type NumberedRequest } from './protocol'

/** Electron's utility process; typed here because only the shell may import `electron`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const parentPort = (process as { parentPort?: ParentPort }).parentPort

if (parentPort) {
  parentPort.on('message', (event) => void receive(event.data, (answer) => parentPort.postMessage(answer)))
} else {
  process.on('message', (message) => void receive(message, (answer) => process.send?.(answer)))
  // not process.exit: that waits for the thread in which keytar may hang
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}

async function receive(message: unknown, send: (answer: KeychainAnswer) => void): Promise<void> {
  const request = readRequest(message)
  if (request) send(await answer(request))
}

async function answer(request: NumberedRequest): Promise<KeychainAnswer> {
  const { id } = request
  try {
    return { id, ok: true, value: await doWithKeytar(request) }
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown failure'
    return { id, ok: false, library: error instanceof LibraryProblem, message }
  }
}
