import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSettingsStore } from '../../../src/main/tenants/settings-store'
import { defaultNetworkSettings, type NetworkSettings } from '../../../src/shared/settings'
import { temporaryFolder } from '../storage/temporary-folder'

it('without a file the system’s proxy is used', async () => {
  expect((await openSettingsStore(await temporaryFolder())).network()).toEqual(defaultNetworkSettings)
})

it.each<NetworkSettings>([
  { proxy: { mode: 'none' } },
  { proxy: { mode: 'manual', host: 'proxy.example', port: 3128 }, extraCaFile: '/etc/ssl/company.pem' }
])('keeps %o', async (settings) => {
  const dir = await temporaryFolder()
  const store = await openSettingsStore(dir)
  await store.saveNetwork({ proxy: { mode: 'system' }, extraCaFile: '/old.pem' })
  await store.saveNetwork(settings)
  expect(store.network()).toEqual(settings)
  expect((await openSettingsStore(dir)).network()).toEqual(settings)
})

it('refuses settings that are not valid', async () => {
  const store = await openSettingsStore(await temporaryFolder())
  await expect(
    store.saveNetwork({ proxy: { mode: 'manual', host: 'http://proxy', port: 1 } })
  ).rejects.toThrow('without a scheme')
  expect(store.network()).toEqual(defaultNetworkSettings)
})

it('keeps other sections of a newer Tessera', async () => {
  const dir = await temporaryFolder()
  await writeFile(join(dir, 'settings.json'), '{"version":1,"looks":{"dense":true}}')
  await (await openSettingsStore(dir)).saveNetwork({ proxy: { mode: 'none' } })
  const stored: unknown = JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'))
  expect(stored).toEqual({ version: 1, looks: { dense: true }, network: { proxy: { mode: 'none' } } })
})

it('sets a bad file aside and says so', async () => {
  const dir = await temporaryFolder()
  await writeFile(join(dir, 'settings.json'), '{"version":1,"network":{"proxy":{"mode":"sideways"}}}')
  const store = await openSettingsStore(dir, { now: () => new Date('2026-11-23T22:41:05Z') })
  expect(store.network()).toEqual(defaultNetworkSettings)
  expect(store.setAside()).toMatchObject([{ fileName: 'settings.json.broken-2026-11-23T22-41-05Z' }])
})

it('leaves a file of a newer Tessera as it is, says so, and saves nothing over it', async () => {
  const dir = await temporaryFolder()
  const text = '{"version":2,"proxies":[]}'
  await writeFile(join(dir, 'settings.json'), text)
  const store = await openSettingsStore(dir)
  expect(store.network()).toEqual(defaultNetworkSettings)
  expect(store.setAside()).toMatchObject([{ fileName: 'settings.json' }])
  await expect(store.saveNetwork({ proxy: { mode: 'none' } })).rejects.toMatchObject({
    error: { kind: 'not-saved', reason: 'barred' }
  })
  expect(await readFile(join(dir, 'settings.json'), 'utf8')).toBe(text)
})

describe('what bundles bring', () => {
  const proxy = { mode: 'manual', host: 'proxy.example', port: 3128 } as const

  it('of an import is stored: its defaults instead of the old ones, its proxy beside the CA', async () => {
    const dir = await temporaryFolder()
    const store = await openSettingsStore(dir)
    await store.saveNetwork({ proxy: { mode: 'none' }, extraCaFile: '/company.pem' })
    await store.take({ defaults: { colour: 'teal', defaultCountry: 'DE' } })
    const before = store.sections()
    await store.take({ defaults: { colour: 'blue' }, proxy })
    for (const each of [store, await openSettingsStore(dir)]) {
      expect(each.defaults()).toEqual({ colour: 'blue' })
      expect(each.network()).toEqual({ proxy, extraCaFile: '/company.pem' })
    }
    await store.restore(before)
    expect(store.defaults()).toEqual({ colour: 'teal', defaultCountry: 'DE' })
    expect((await openSettingsStore(dir)).network().proxy).toEqual({ mode: 'none' })
    await store.restore({})
    expect(store.sections()).toEqual({})
  })

  it('to the whole machine is never stored: its defaults come first, its proxy where the user has none', async () => {
    const dir = await temporaryFolder()
    const store = await openSettingsStore(dir)
    await store.take({ defaults: { colour: 'blue', defaultCountry: 'DE' } })
    store.setManaged({ defaults: { colour: 'teal' }, proxy })
    expect(store.defaults()).toEqual({ colour: 'teal', defaultCountry: 'DE' })
    expect(store.network()).toEqual({ proxy })
    expect((await openSettingsStore(dir)).defaults()).toEqual({ colour: 'blue', defaultCountry: 'DE' })
    await store.saveNetwork({ proxy: { mode: 'system' } })
    expect(store.network()).toEqual({ proxy: { mode: 'system' } })
    store.setManaged(undefined)
    expect(store.defaults()).toEqual({ colour: 'blue', defaultCountry: 'DE' })
  })

  it('keeps defaults of a newer Tessera, and shows nothing of them', async () => {
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'settings.json'), '{"version":1,"defaults":{"colour":"teal","font":"large"}}')
    const store = await openSettingsStore(dir)
    expect(store.defaults()).toEqual({ colour: 'teal' })
    await store.saveNetwork({ proxy: { mode: 'none' } })
    expect(await readFile(join(dir, 'settings.json'), 'utf8')).toContain('"font": "large"')
  })
})
