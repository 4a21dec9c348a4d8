import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LookUps } from '../../../src/main/desk/look-up'
import { TenantOpener } from '../../../src/main/desk/tenant-opener'
import { PracticeTenant } from '../../../src/main/desk/practice'
import { Tenants } from '../../../src/main/desk/tenants'
import { createSecretStore, type SecretStore } from '../../../src/main/keychain/secret-store'
import { createMosaicClient } from '../../../src/main/mosaic/client'
import { directRoute } from '../../../src/main/mosaic/connection'
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import type { TenantProfile } from '../../../src/shared/tenant'
import { fakeWorkers } from '../keychain/fake-workers'
import { temporaryFolder } from '../storage/temporary-folder'
import { MarkedTenant } from './marked-tenants'
import { unnoted } from './fake-secrets'

const count = 25
const idOf = (index: number) => `t${index}`
let server: MarkedTenant
beforeAll(async () => {
  server = await new MarkedTenant('t').start()
})
afterAll(() => server.stop())

let tenants: Tenants
let secrets: SecretStore
let lookUps: LookUps
/** the accounts for which the keychain showed its unlock window */
let prompts: string[]
beforeEach(async () => {
  const folder = await temporaryFolder()
  const profiles = await openProfileStore(folder)
  prompts = []
  // locked: who looks for what is there waits for a person; what is not there is answered
  const { start } = fakeWorkers((request, worker) => {
    const isThere = request.op !== 'get' || !request.account.startsWith('probe')
    if (isThere) prompts.push(request.account)
    else worker.send({ id: request.id, ok: true, value: null })
  })
  const times = { timeoutMs: 40, promptMs: 100, idleMs: 1_000 }
  secrets = createSecretStore({ start, installation: folder, platform: 'linux', times })
  tenants = new Tenants(profiles, secrets, unnoted)
  const saved = Array.from({ length: count }, (_, index): TenantProfile => {
    const id = idOf(index)
    const fixed = { environment: 'production', colour: 'green', defaultCountry: 'DE' } as const
    return { ...fixed, id, label: id, apiHost: server.origin, clientId: `c${index}`, secretStored: true }
  })
  await profiles.apply({ saved, removed: [] })
  const opener = new TenantOpener({
    tenants,
    practice: new PracticeTenant(() => Promise.reject(new Error('nobody asks it'))),
    openClient: async (options) => createMosaicClient(options),
    route: directRoute,
    onLearnt: () => undefined
  })
  lookUps = new LookUps({
    open: (tenantId, more) => opener.open(tenantId, undefined, more),
    learn: (learnt) => opener.learn(learnt)
  })
  return () => secrets.stop()
})

const run = async (signal = new AbortController().signal) => {
  const tenantIds = Array.from({ length: count }, (_, index) => idOf(index))
  const { answers } = await lookUps.run({
    text: 'a@example.com',
    tenantIds,
    signal,
    onAnswer: () => undefined
  })
  return answers.map(({ outcome }) => outcome)
}

describe('a locked keychain that nobody unlocks', () => {
  it('is asked once in a look-up, and every tenant says so', async () => {
    const outcomes = await run()
    const unavailable = { kind: 'keychain-unavailable' }
    for (const outcome of outcomes) expect(outcome).toMatchObject({ state: 'failed', error: unavailable })
    expect(prompts).toHaveLength(1)
    // another look-up may meet it unlocked
    await run()
    expect(prompts).toHaveLength(2)
  })

  it('does not stand in the way of a secret that is kept for this session', async () => {
    const leave = async () => undefined
    await tenants.secrets.set(idOf(count - 1), 'main', 'secret', 'session', leave)
    const outcomes = await run()
    expect(outcomes.map(({ state }) => state)).toEqual([...Array<string>(count - 1).fill('failed'), 'none'])
    expect(prompts).toHaveLength(1)
  })

  it('is not asked any more for a look-up that was stopped', async () => {
    const stop = new AbortController()
    const running = run(stop.signal).catch(() => undefined)
    await expect.poll(() => prompts.length).toBe(1)
    stop.abort()
    await running
    // another one waits until the keychain has given that one up
    await run()
    expect(prompts).toHaveLength(2)
  })
})
