import { Worker } from 'node:worker_threads'
import type { SealJob } from './age'

/** Does a job in a thread of its own. Answers undefined where it does not decrypt. Throws where the thread dies. */
export function doInThread(worker: string | URL, job: SealJob): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: job, env: {}, execArgv: [] })
    thread.once('message', (answer: Uint8Array | undefined) => resolve(answer))
    thread.once('error', () => reject(new Error('the thread for client secrets failed')))
    thread.once('exit', () => reject(new Error('the thread for client secrets ended')))
  })
}
