import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Tenants } from '../../../src/main/desk/tenants'
import { TenantSessions } from '../../../src/main/desk/tenant-session'
import type { Services } from '../../../src/main/ipc/services'
import { tenantHandlers } from '../../../src/main/ipc/tenant-handlers'
import { createSecretStore, type SecretStore } from '../../../src/main/keychain/secret-store'
import { createMosaicClient } from '../../../src/main/mosaic/client'
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import type { AppState } from '../../../src/shared/app-state'
import { startSimulator, type Simulator } from '../../../src/simulator/server'
import { failureOf } from '../desk/practice-desk'
import { fakeKeychain, fakeWorkers } from '../keychain/fake-workers'

let folder: string
let simulator: Simulator
let secrets: SecretStore
let keychain: ReturnType<typeof fakeKeychain>
/** the keychain answers once this is over */
let slow: Promise<void>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-handlers-'))
  simulator = await startSimulator()
  keychain = fakeKeychain()
  slow = Promise.resolve()
  const { start } = fakeWorkers(
    (request, worker) => void slow.then(() => keychain.onRequest(request, worker))
  )
  secrets = createSecretStore({ start, installation: folder, platform: 'linux' })
})
afterEach(async () => {
  secrets.stop()
  await simulator.stop()
  await rm(folder, { recursive: true })
})

async function setUp() {
  const tenants = new Tenants(await openProfileStore(folder), secrets)
  const sessions = new TenantSessions(
    () => tenants.currentId,
    async () => {
      const tenantId = tenants.currentId
      const { apiHost, clientId } = tenants.profile(tenantId)
      const clientOf = { apiHost, clientId }
      const secret = () => tenants.secretOf(tenantId, clientOf)
      const client = createMosaicClient({ origin: apiHost, clientId, secret })
      return { tenantId, defaultCountry: 'US', client, clientOf }
    }
  )
  const doneAll = vi.fn()
  const warmUp = vi.fn()
  const services = {
    tenants,
    sessions,
    issued: { doneAll },
    network: {},
    openClient: async (options: Parameters<Services['openClient']>[0]) => createMosaicClient(options),
    state: () => ({ currentTenantId: tenants.currentId }) as AppState,
    warmUp,
    desk: { closeAny: () => undefined }
  } as Partial<Record<keyof Services, unknown>> as Services
  const handlers = tenantHandlers(services)
  const context = { signal: new AbortController().signal, emit: () => undefined }
  const draft = {
    label: 'Contoso',
    environment: 'sandbox',
    apiHost: simulator.url,
    clientId: simulator.clientId,
    colour: 'green',
    defaultCountry: 'US'
  } as const
  const save = (more: { tenantId?: string; draft?: Partial<Record<'apiHost', string>>; secret?: string }) =>
    handlers['tenants.save']({ keep: 'keychain', ...more, draft: { ...draft, ...more.draft } }, context)
  return { tenants, sessions, handlers, context, draft, save, doneAll, warmUp }
}

function hold(): () => void {
  let release: () => void = () => undefined
  slow = new Promise((resolve) => (release = resolve))
  return release
}

describe('the tenant that is open', () => {
  it.each(['save', 'clear', 'remove'])('ends before the slow keychain call of %s', async (what) => {
    const { sessions, handlers, context, save, doneAll } = await setUp()
    const { tenantId } = await save({ secret: simulator.clientSecret })
    const { closed } = await sessions.for(tenantId)
    doneAll.mockClear()
    const release = hold()
    const acting =
      what === 'save'
        ? save({ tenantId, secret: 'another' })
        : handlers[what === 'clear' ? 'tenants.clearSecret' : 'tenants.remove']({ tenantId }, context)
    await vi.waitFor(() => expect(closed.aborted).toBe(true))
    expect(doneAll).toHaveBeenCalledTimes(1)
    expect([...keychain.entries.values()]).toEqual([simulator.clientSecret])
    release()
    await acting
    expect([...keychain.entries.values()]).toEqual(what === 'save' ? ['another'] : [])
  })

  it('goes on when the save is refused', async () => {
    const { sessions, save, doneAll } = await setUp()
    const { tenantId } = await save({ secret: simulator.clientSecret })
    const { closed } = await sessions.for(tenantId)
    doneAll.mockClear()
    expect(await failureOf(save({ tenantId: 'gone' }))).toMatchObject({ kind: 'not-found' })
    expect(closed.aborted).toBe(false)
    expect(doneAll).not.toHaveBeenCalled()
  })

  it('is not warmed up while its new secret is not kept', async () => {
    const { save, warmUp } = await setUp()
    keychain.state = 'locked'
    expect((await save({ secret: 's' })).secretProblem?.what).toBe('not-kept')
    expect(warmUp).not.toHaveBeenCalled()
    keychain.state = 'healthy'
    await save({ secret: 's' })
    expect(warmUp).toHaveBeenCalledTimes(1)
  })
})

describe('"Test connection"', () => {
  it('uses the stored secret for its own host and client alone, and learns the application', async () => {
    const { tenants, handlers, context, draft, save } = await setUp()
    const { tenantId } = await save({ secret: simulator.clientSecret })
    expect(await handlers['tenants.test']({ tenantId, draft }, context)).toMatchObject({ result: 'good' })
    expect(tenants.profile(tenantId)).toMatchObject({ appId: simulator.appId })
    for (const other of [{ apiHost: 'http://localhost:1' }, { clientId: 'other' }]) {
      const report = handlers['tenants.test']({ tenantId, draft: { ...draft, ...other } }, context)
      expect(await report).toMatchObject({ result: 'no-secret' })
    }
    expect(await handlers['tenants.test']({ draft }, context)).toMatchObject({ result: 'no-secret' })
  })

  it('of another client teaches the stored profile nothing', async () => {
    const { tenants, handlers, context, draft, save } = await setUp()
    const { tenantId } = await save({ secret: simulator.clientSecret })
    const { clientId, clientSecret: secret } = simulator.secondApp
    const test = handlers['tenants.test']({ tenantId, draft: { ...draft, clientId }, secret }, context)
    expect(await test).toMatchObject({ result: 'good' })
    expect(tenants.profile(tenantId)).not.toHaveProperty('appId')
    expect(await readFile(join(folder, 'tenants.json'), 'utf8')).not.toContain(simulator.secondApp.appId)
  })
})
