import { launchTessera, type Tessera } from '../app'
import { startSimulator, type SimulatorProcess } from '../simulator-process'
import { startKeyring, type Keyring, type KeyringOptions } from '../../fakes/keyring/keyring'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TenantEntry } from './tenant-form'

/** An app that can be closed and started again with the same files, a keyring of its own, and a practice tenant. */
export interface KeychainDesk {
  keyring: Keyring
  simulator: SimulatorProcess
  userData: string
  /** what the form "Tenant profile" wants to know of the practice tenant */
  entry: TenantEntry
  /** starts the app; the one before must be closed */
  start(): Promise<Tessera>
  /** closes the app where one runs; answers its exit code */
  close(): Promise<number | null | undefined>
  /** ends everything; may be called twice */
  stop(): Promise<void>
}

/** The desk for one test; nothing is started but the keyring and the practice tenant. */
export async function openKeychainDesk(
  options: KeyringOptions = {},
  env: Record<string, string | undefined> = {}
): Promise<KeychainDesk> {
  const userData = await mkdtemp(join(tmpdir(), 'tessera-keychain-'))
  const keyring = await startKeyring(options)
  const simulator = await startSimulator()
  let running: Tessera | undefined
  const close = async () => {
    const closing = running
    running = undefined
    return closing?.close()
  }
  return {
    keyring,
    simulator,
    userData,
    entry: {
      label: 'Contoso',
      environment: 'Production',
      apiHost: simulator.url,
      clientId: simulator.clientId,
      secret: simulator.clientSecret
    },
    start: async () => {
      running = await launchTessera({ userData, env: { ...env, ...keyring.env } })
      running.page.setDefaultTimeout(10_000)
      return running
    },
    close,
    stop: async () => {
      await close()
      await simulator.stop()
      await keyring.stop()
      await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}
