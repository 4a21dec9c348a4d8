// Entry of a thread that does one job and ends: the key of a passphrase takes a second of one processor.
import { parentPort, workerData } from 'node:worker_threads'
import { doSealJob, type SealJob } from './age'

parentPort?.postMessage(await doSealJob(workerData as SealJob))
