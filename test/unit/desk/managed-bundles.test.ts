import { readFile, rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { managedBundle } from '../../../src/shared/bundle-view'
import type { TenantDraft } from '../../../src/shared/tenant'
import {
  application,
  type BundleDesk,
  bundleWith,
  eu,
  openBundleDesk,
  type OpenedDesk,
  tenant,
  us
} from './bundle-desk'
import { failureOf } from './practice-desk'

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
})

const leave = async () => undefined
const mine: TenantDraft = {
  label: 'Mine',
  environment: 'production',
  apiHost: us,
  clientId: 'mine',
  colour: 'green',
  defaultCountry: 'US'
}
const secretsAre = (...expected: string[]) =>
  vi.waitFor(() => expect([...desk.keychain.entries.values()].toSorted()).toEqual(expected.toSorted()))
const labels = ({ ports }: OpenedDesk) => ports.profiles.list().map(({ label }) => label)

describe('the machine-wide bundle', () => {
  it('is none at first', async () => {
    const app = await desk.open()
    const view = await app.managed.view()
    expect(managedBundle.parse(view)).toEqual(view)
    expect(view).toEqual({
      file: join(desk.machine, 'bundle.json'),
      state: 'none',
      tenants: 0,
      waitingSecrets: 0
    })
    expect(desk.changed).toBe(0)
  })

  it('is there from the first start, as read-only profiles', async () => {
    await desk.install(bundleWith([tenant('a'), tenant('b')]))
    const app = await desk.open()
    expect(app.ports.profiles.list()).toMatchObject([
      { id: 'a', managed: true, bundleId: 'contoso' },
      { id: 'b', managed: true }
    ])
    const view = await app.managed.view()
    expect(managedBundle.parse(view)).toEqual(view)
    expect(view).toMatchObject({
      state: 'in-force',
      issuer: 'Contoso IT',
      serial: 1,
      signature: { state: 'none' },
      tenants: 2
    })
    expect(view).not.toHaveProperty('problem')
    expect(await failureOf(app.tenants.remove('a', leave))).toMatchObject({ reason: 'managed-profile' })
    expect(desk.journal.of('managed-bundle')).toEqual(['attempt', 'outcome done'])
    expect(desk.told).toEqual([])
  })

  it('writes nothing at a start at which nothing is new', async () => {
    await desk.install(bundleWith([tenant('a')]))
    const app = await desk.open()
    await app.tenants.secrets.set('a', 'main', 's3cret', 'keychain', leave)
    await app.tenants.learn('a', 'main', { apiHost: eu, clientId: 'client-main' }, { appId: 'app-1' })
    const before = await readFile(join(desk.user, 'tenants.json'), 'utf8')
    const lines = desk.journal.lines.length
    const again = await desk.open()
    expect(await desk.look(again)).toBe(false)
    expect(await readFile(join(desk.user, 'tenants.json'), 'utf8')).toBe(before)
    expect(desk.journal.lines).toHaveLength(lines)
  })

  it('is followed when it appears, changes and is replaced', async () => {
    const app = await desk.open()
    expect(await desk.look(app)).toBe(false)
    await desk.install(bundleWith([tenant('a')]))
    expect(await desk.look(app)).toBe(true)
    await desk.install(bundleWith([tenant('a', { label: 'A' }), tenant('b')], { serial: 2 }))
    expect(await desk.look(app)).toBe(true)
    expect(labels(app)).toEqual(['A', 'Tenant b'])
    await desk.install(bundleWith([tenant('b')], { serial: 3 }), 'next.json')
    await rename(join(desk.machine, 'next.json'), join(desk.machine, 'bundle.json'))
    expect(await desk.look(app)).toBe(true)
    expect(labels(app)).toEqual(['Tenant b'])
    expect(desk.told).toEqual([])
  })

  it('takes its profiles and their secrets with it when it goes, and no others', async () => {
    await desk.install(bundleWith([tenant('a', { applications: [application('main'), application('x')] })]))
    const app = await desk.open()
    await app.tenants.save(undefined, mine, 'own-secret', 'keychain', leave)
    await app.tenants.secrets.set('a', 'main', 'secret-1', 'keychain', leave)
    await app.tenants.secrets.set('a', 'x', 'secret-2', 'keychain', leave)
    await desk.install(undefined)
    // it may be about to be replaced
    expect(await app.managed.look()).toBe(false)
    expect(labels(app)).toEqual(['Tenant a', 'Mine'])
    expect(await desk.look(app)).toBe(true)
    expect(labels(app)).toEqual(['Mine'])
    await secretsAre('own-secret')
    expect(await app.managed.view()).toMatchObject({ state: 'none', tenants: 0 })
    expect(desk.journal.lines.at(-1)?.note).toBe(
      'The machine-wide bundle was removed. Tenants: 0 added, 0 changed, 1 removed. Client secrets: 0.'
    )
  })

  it('that went while Tessera did not run takes them with it too', async () => {
    await desk.install(bundleWith([tenant('a')]))
    const first = await desk.open()
    await first.tenants.secrets.set('a', 'main', 'secret-1', 'keychain', leave)
    await desk.install(undefined)
    const app = await desk.open()
    expect(labels(app)).toEqual(['Tenant a'])
    await desk.look(app)
    expect(labels(app)).toEqual([])
    await secretsAre()
    expect((await desk.open()).ports.store.value()).not.toHaveProperty('managed')
  })

  it('that is gone for a moment only is not missed', async () => {
    await desk.install(bundleWith([tenant('a')]))
    const app = await desk.open()
    await desk.install(undefined)
    await desk.look(app)
    await desk.install(bundleWith([tenant('a')]))
    await desk.look(app)
    await desk.install(undefined)
    await desk.look(app)
    expect(labels(app)).toEqual(['Tenant a'])
  })
})

describe('its policy', () => {
  const rules = { version: 1, limits: { changesPerHour: 3 } } as const

  it('is in force as the organisation’s, before the agent’s own, and its keys do not judge the bundle', async () => {
    await desk.ownPolicy({ limits: { changesPerHour: 50 } })
    await desk.install(bundleWith([tenant('a')], { policy: { ...rules, ...desk.demand } }))
    const app = await desk.open()
    expect(await app.policy.current()).toMatchObject({
      source: 'managed',
      file: join(desk.machine, 'bundle.json'),
      policy: { limits: { changesPerHour: 3 } }
    })
    // what the agent imports is judged by it
    expect((await desk.preview(app, bundleWith([]))).refusal).toMatch(/^It is not signed/)
    await desk.machinePolicy({ limits: { changesPerHour: 1 } })
    expect((await app.policy.current()).policy.limits.changesPerHour).toBe(1)
  })

  it('stays in force although a rule of the agent’s own refuses the bundle', async () => {
    await desk.ownPolicy({ bundles: { requireSignature: true } })
    await desk.install(bundleWith([tenant('a')], { policy: rules }))
    const app = await desk.open()
    expect(labels(app)).toEqual([])
    expect(await app.managed.view()).toMatchObject({
      state: 'refused',
      problem: expect.stringMatching(/^It is not signed/)
    })
    expect(await app.policy.current()).toMatchObject({
      source: 'managed',
      policy: { limits: { changesPerHour: 3 } }
    })
  })
})

it('its way to Mosaic counts until the user has one of their own', async () => {
  const proxy = { mode: 'manual', host: 'proxy.example', port: 3128 } as const
  const app = await desk.open()
  await desk.install(bundleWith([], { defaults: { proxy } }))
  await desk.look(app)
  expect(app.ports.settings.network()).toEqual({ proxy })
  expect(desk.rewired).toBe(1)
  await app.ports.settings.saveNetwork({ proxy: { mode: 'none' } })
  const again = await desk.open()
  expect(again.ports.settings.network()).toEqual({ proxy: { mode: 'none' } })
})

it('is watched while the app runs, and no more once it stops', async () => {
  const app = await desk.open()
  app.managed.watch(20)
  await desk.install(bundleWith([tenant('a')]))
  await vi.waitFor(() => expect(labels(app)).toEqual(['Tenant a']))
  await vi.waitFor(() => expect(desk.changed).toBeGreaterThan(0))
  app.stop()
  // one that is under way ends
  await app.managed.look()
  await rm(join(desk.machine, 'bundle.json'))
  const lines = desk.journal.lines.length
  desk.uptime += 60_000
  await new Promise((resolve) => setTimeout(resolve, 100))
  desk.uptime += 60_000
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(desk.journal.lines).toHaveLength(lines)
})

it.each([
  ['the past', -3_600_000],
  ['the future', 6 * 3_600_000]
])('is judged once: a look at the same file, dated in %s, reads it no more', async (_when, ms) => {
  await desk.install(bundleWith([tenant('a')]))
  const then = new Date(Date.now() + ms)
  await utimes(join(desk.machine, 'bundle.json'), then, then)
  const app = await desk.open()
  const lists = vi.spyOn(app.ports.profiles, 'list')
  // its change time cannot be set back: the file counts as young for two seconds
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
  try {
    await app.managed.look()
    lists.mockClear()
    await app.managed.look()
    expect(lists).not.toHaveBeenCalled()
  } finally {
    vi.restoreAllMocks()
  }
})
