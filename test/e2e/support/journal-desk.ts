import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchTessera, type LaunchOptions, type Tessera } from '../app'
import { startSimulator, type SimulatorProcess } from '../simulator-process'
import { startGateway, type Gateway } from './gateway'

/** An app that can be closed or killed and started again with the same files, before the same practice tenant. */
export interface JournalDesk {
  userData: string
  simulator: SimulatorProcess
  gateway: Gateway
  /** Starts the app and opens the practice tenant, as a profile of its own each time; the app before must have ended. */
  start(): Promise<Tessera>
  /** the same with the tenant that was open last; at a first start that is the practice tenant inside the app */
  startAsLeft(): Promise<Tessera>
  /** closes the app where one runs; answers its exit code */
  close(): Promise<number | null | undefined>
  /** kill -9 of the app's main process */
  kill(): Promise<void>
  /** ends everything; may be called twice */
  stop(): Promise<void>
}

/** `userData` is the caller's to remove. */
export async function openJournalDesk(options: LaunchOptions = {}): Promise<JournalDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-journal-'))
  const userData = options.userData ?? join(folder, 'user-data')
  const simulator = await startSimulator()
  const gateway = await startGateway(simulator.url)
  let running: Tessera | undefined
  const start = async (tenant: LaunchOptions) => {
    running = await launchTessera({ ...options, ...tenant, userData })
    running.page.setDefaultTimeout(10_000)
    return running
  }
  const close = async () => {
    const closing = running
    running = undefined
    return closing?.close()
  }
  return {
    userData,
    simulator,
    gateway,
    start: () => start({ tenantFromSimulator: { ...simulator, url: gateway.url } }),
    startAsLeft: () => start({}),
    close,
    kill: async () => {
      const child = running?.app.process()
      if (child?.pid === undefined) throw new Error('no app runs')
      const gone = once(child, 'exit')
      process.kill(child.pid, 'SIGKILL')
      await gone
      // what Playwright and the test keep of it
      await close()
    },
    stop: async () => {
      await close()
      await gateway.stop()
      await simulator.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

/** The desks of one test: `stop`, after each test, ends those that it opened, the last one first. */
export function journalDesks() {
  const opened: JournalDesk[] = []
  return {
    open: async (options?: LaunchOptions): Promise<JournalDesk> => {
      const desk = await openJournalDesk(options)
      opened.push(desk)
      return desk
    },
    stop: async (): Promise<void> => {
      for (const desk of opened.splice(0).reverse()) await desk.stop()
    }
  }
}
