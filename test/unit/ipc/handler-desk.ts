import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { Acts } from '../../../src/main/desk/acts'
import { CallDesk } from '../../../src/main/desk/call-desk'
import { IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import { PracticeTenant } from '../../../src/main/desk/practice'
import { TenantOpener } from '../../../src/main/desk/tenant-opener'
import { TenantSessions } from '../../../src/main/desk/tenant-session'
import { Tenants } from '../../../src/main/desk/tenants'
import { actHandlers } from '../../../src/main/ipc/act-handlers'
import { applicationHandlers } from '../../../src/main/ipc/application-handlers'
import { callHandlers } from '../../../src/main/ipc/call-handlers'
import { deskHandlers } from '../../../src/main/ipc/desk-handlers'
import type { Services } from '../../../src/main/ipc/services'
import { tenantHandlers } from '../../../src/main/ipc/tenant-handlers'
import { createSecretStore } from '../../../src/main/keychain/secret-store'
import { createMosaicClient, type MosaicClientOptions } from '../../../src/main/mosaic/client'
import { directRoute } from '../../../src/main/mosaic/connection'
import { fillPolicy } from '../../../src/main/policy/fill'
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import type { AppState } from '../../../src/shared/app-state'
import type { PolicyFile } from '../../../src/shared/policy'
import type { ControlAction } from '../../../src/simulator/control'
import { startSimulator, type SimulatorOptions } from '../../../src/simulator/server'
import { unnoted } from '../desk/fake-secrets'
import { MemoryJournal } from '../desk/memory-journal'
import { fakeKeychain, fakeWorkers } from '../keychain/fake-workers'

const timeouts = { connectMs: 500, headersMs: 1_000, bodyMs: 500, readDeadlineMs: 1_500, retryBaseMs: 10 }

/** The handlers as main.ts binds them, over a real simulator by HTTP; only the keychain, the journal's disk and the window are the test's. */
export async function openHandlerDesk(options: Pick<SimulatorOptions, 'seed'> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-handlers-'))
  const simulator = await startSimulator({ control: true, ...options })
  const keychain = fakeKeychain()
  /** the keychain answers once this is over */
  let slow = Promise.resolve()
  const { start } = fakeWorkers(
    (request, worker) => void slow.then(() => keychain.onRequest(request, worker))
  )
  const secrets = createSecretStore({ start, installation: folder, platform: 'linux' })
  const profiles = await openProfileStore(folder)
  const tenants = new Tenants(profiles, secrets, unnoted)
  const practice = new PracticeTenant(() => startSimulator())
  const openClient = async (options: MosaicClientOptions) => createMosaicClient({ timeouts, ...options })
  const onLearnt = vi.fn()
  const opener = new TenantOpener({ tenants, practice, openClient, route: directRoute, onLearnt })
  const sessions = new TenantSessions(
    () => opener.current(),
    () => opener.open(tenants.currentId)
  )
  const journal = new MemoryJournal(Date.now)
  let policy = fillPolicy({ version: 1 })
  const desk = new CallDesk({
    policy: async () => ({ source: 'default', file: 'policy.json', locked: false, policy }),
    journal: async () => journal,
    agent: 'agent',
    now: Date.now,
    onUnrecorded: () => undefined
  })
  const clipboard = {
    readText: async () => '',
    writeText: async () => undefined,
    clear: async () => undefined
  }
  const issued = new IssuedPasswords(clipboard, () => undefined)
  const warmUp = vi.fn()
  const services: Partial<Services> = {
    tenants,
    sessions,
    opener,
    desk,
    acts: new Acts(desk, issued),
    practice,
    issued,
    clipboard,
    openClient,
    network: {
      read: () => ({ proxy: { mode: 'none' } }),
      save: async () => undefined,
      chooseCaFile: async () => undefined,
      route: directRoute
    },
    state: () =>
      ({
        currentTenantId: tenants.currentId,
        tenants: tenants.summaries(practice)
      }) as Partial<AppState> as AppState,
    warmUp
  }
  const whole = services as Services
  return {
    folder,
    simulator,
    keychain,
    profiles,
    tenants,
    practice,
    opener,
    sessions,
    desk,
    issued,
    journal,
    onLearnt,
    warmUp,
    handlers: {
      ...tenantHandlers(whole),
      ...applicationHandlers(whole),
      ...callHandlers(whole),
      ...deskHandlers(whole),
      ...actHandlers(whole)
    },
    context: { signal: new AbortController().signal, emit: () => undefined },
    /** of the simulator's shop */
    draft: {
      label: 'Contoso',
      environment: 'sandbox',
      apiHost: simulator.url,
      clientId: simulator.clientId,
      colour: 'green',
      defaultCountry: 'US'
    } as const,
    /** the keychain answers nothing until what is answered here is called */
    hold(): () => void {
      let release: () => void = () => undefined
      slow = new Promise((resolve) => (release = resolve))
      return release
    },
    async control(action: ControlAction): Promise<unknown> {
      const answer = await fetch(`${simulator.url}/__control`, {
        method: 'POST',
        headers: { 'x-control-token': simulator.controlToken ?? '' },
        body: JSON.stringify(action)
      })
      if (!answer.ok) throw new Error(`the control endpoint answers ${answer.status}`)
      return answer.json()
    },
    setPolicy(file: Omit<PolicyFile, 'version'>) {
      policy = fillPolicy({ version: 1, ...file })
    },
    async stop() {
      await sessions.close()
      await practice.stop()
      secrets.stop()
      await simulator.stop()
      // what is still being written down of a token comes first
      await profiles.patch('none', (profile) => profile)
      await rm(folder, { recursive: true, maxRetries: 5 })
    }
  }
}

export type HandlerDesk = Awaited<ReturnType<typeof openHandlerDesk>>
