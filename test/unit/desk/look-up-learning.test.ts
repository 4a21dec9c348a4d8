import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LookUps } from '../../../src/main/desk/look-up'
import { PracticeTenant } from '../../../src/main/desk/practice'
import { TenantOpener } from '../../../src/main/desk/tenant-opener'
import { Tenants } from '../../../src/main/desk/tenants'
import { createMosaicClient } from '../../../src/main/mosaic/client'
import { directRoute } from '../../../src/main/mosaic/connection'
import { openProfileStore, type ProfileStore } from '../../../src/main/tenants/profile-store'
import { startSimulator, type Simulator } from '../../../src/simulator/server'
import { temporaryFolder } from '../storage/temporary-folder'
import { FakeSecrets, unnoted } from './fake-secrets'

const ids = ['a', 'b', 'c']
let folder: string
let simulator: Simulator
let profiles: ProfileStore
let lookUps: LookUps
let opener: TenantOpener
const onLearnt = vi.fn()
beforeEach(async () => {
  folder = await temporaryFolder()
  simulator = await startSimulator()
  profiles = await openProfileStore(folder)
  const tenants = new Tenants(profiles, new FakeSecrets(), unnoted)
  const { url: apiHost, clientId, clientSecret } = simulator
  const fixed = { environment: 'sandbox', colour: 'green', defaultCountry: 'US' } as const
  const saved = ids.map((id) => ({ ...fixed, id, label: id, apiHost, clientId, secretStored: true }))
  await profiles.apply({ saved, removed: [] })
  for (const id of ids) await tenants.secrets.set(id, 'main', clientSecret, 'keychain', async () => undefined)
  onLearnt.mockClear()
  opener = new TenantOpener({
    tenants,
    practice: new PracticeTenant(() => startSimulator()),
    openClient: async (options) => createMosaicClient(options),
    route: directRoute,
    onLearnt
  })
  lookUps = new LookUps({
    open: (tenantId, more) => opener.open(tenantId, undefined, more),
    learn: (learnt) => opener.learn(learnt)
  })
})
afterEach(() => simulator.stop())

const run = (onAnswer = () => undefined as void) =>
  lookUps.run({ text: 'a@example.com', tenantIds: ids, signal: new AbortController().signal, onAnswer })
/** What is on the disk. */
const appIds = async () => {
  const file = JSON.parse(await readFile(join(folder, 'tenants.json'), 'utf8')) as {
    profiles: { appId?: string }[]
  }
  return file.profiles.map(({ appId }) => appId)
}

describe('what the tokens of a look-up say', () => {
  it('is written once, when all have answered, and told once', async () => {
    const writes = [vi.spyOn(profiles, 'patch'), vi.spyOn(profiles, 'patchAll')]
    const before: number[] = []
    await run(() => void before.push(writes.reduce((sum, { mock }) => sum + mock.calls.length, 0)))
    expect(before).toEqual([0, 0, 0])
    await lookUps.noted()
    expect(writes.map(({ mock }) => mock.calls.filter(([changed]) => changed.length > 0).length)).toEqual([
      0, 1
    ])
    expect(await appIds()).toEqual(ids.map(() => simulator.appId))
    expect(onLearnt).toHaveBeenCalledTimes(1)
    // the second time it is no news
    await run()
    await lookUps.noted()
    expect(onLearnt).toHaveBeenCalledTimes(1)
  })

  it('is not lost where Tessera quits before the others have answered', async () => {
    let quitting: Promise<void> | undefined
    await run(() => (quitting ??= lookUps.noted()) as unknown as void)
    await quitting
    expect(await appIds()).toContain(simulator.appId)
    await lookUps.noted()
    expect(await appIds()).toEqual(ids.map(() => simulator.appId))
  })

  it('does not hinder the look-up where it cannot be written', async () => {
    await rm(folder, { recursive: true })
    await writeFile(folder, 'no folder any more')
    const { answers } = await run()
    expect(answers.map(({ outcome }) => outcome.state)).toEqual(['none', 'none', 'none'])
    await lookUps.noted()
    expect(onLearnt).not.toHaveBeenCalled()
    await rm(folder)
  })

  it('is written at once where a tenant is opened', async () => {
    const { client } = await opener.open('a')
    await client.claims()
    await vi.waitFor(() => expect(onLearnt).toHaveBeenCalledTimes(1))
    expect(await appIds()).toEqual([simulator.appId, undefined, undefined])
    await client.close()
  })
})
