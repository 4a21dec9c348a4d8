import { fork, type ChildProcess } from 'node:child_process'
import type { KeychainWorker } from '../../../src/main/keychain/worker-port'
import { bundle, type Bundle } from '../bundle'

/** Builds the real keychain worker, with the real keytar, to run in plain Node. */
export function buildWorker(): Promise<Bundle> {
  return bundle('src/main/keychain/worker.ts', ['keytar'])
}

/** Starts a built worker as a child process of plain Node. */
export function forkWorker(
  path: string,
  env: Record<string, string>
): KeychainWorker & { child: ChildProcess } {
  const child = fork(path, [], {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  child.on('error', () => undefined)
  return {
    child,
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill('SIGKILL')
  }
}
