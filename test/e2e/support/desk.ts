import { expect, type Page } from 'playwright/test'
import { launchTessera, type LaunchOptions, type Tessera } from '../app'
import { startSimulator, type SimulatorProcess } from '../simulator-process'
import { startGateway, type Gateway } from './gateway'
import { searchBox } from './screen'

/** The app with the tenant "Simulator" open; between the two stands a gateway that sees and may change what passes. */
export interface Desk {
  tessera: Tessera
  page: Page
  simulator: SimulatorProcess
  gateway: Gateway
  /** a window as after a start, and a practice tenant that misbehaves no more; what was changed there stays */
  reset(): Promise<void>
  /** what a test changes beyond that is put back with the next reset */
  atReset(undo: () => Promise<unknown>): void
  close(): Promise<void>
}

/** Starts a desk for one file or test: the practice tenant in a process of its own, and the app. */
export async function openDesk(options: LaunchOptions = {}): Promise<Desk> {
  const simulator = await startSimulator()
  const gateway = await startGateway(simulator.url)
  const stopServers = async () => {
    await gateway.stop()
    await simulator.stop()
  }
  let tessera: Tessera
  try {
    tessera = await launchTessera({ ...options, tenantFromSimulator: { ...simulator, url: gateway.url } })
  } catch (error) {
    await stopServers()
    throw error
  }
  const { page } = tessera
  const undos: (() => Promise<unknown>)[] = []
  // the configuration's action time-out does not reach apps that are launched by hand
  page.setDefaultTimeout(10_000)
  return {
    tessera,
    page,
    simulator,
    gateway,
    atReset: (undo) => void undos.push(undo),
    reset: async () => {
      for (const undo of undos.splice(0).reverse()) await undo()
      await simulator.control({ action: 'clear-faults' })
      await simulator.control({ action: 'set', unlockByType: true, unlockById: true })
      gateway.rewrite = (_path, json) => json
      gateway.restatus = (_path, status) => status
      gateway.reauthorize = (authorization) => authorization
      gateway.passed.length = 0
      tessera.pageConsole().length = 0
      await page.reload()
      await expect(searchBox(page)).toBeFocused()
    },
    close: async () => {
      await tessera.close()
      await stopServers()
    }
  }
}
