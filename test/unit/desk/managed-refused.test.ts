import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { BundleFile } from '../../../src/shared/bundle'
import { managedBundle } from '../../../src/shared/bundle-view'
import { type BundleDesk, bundleWith, openBundleDesk, type OpenedDesk, tenant } from './bundle-desk'

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
})

const leave = async () => undefined
const secretsAre = (...expected: string[]) =>
  vi.waitFor(() => expect([...desk.keychain.entries.values()].toSorted()).toEqual(expected.toSorted()))
const labels = ({ ports }: OpenedDesk) => ports.profiles.list().map(({ label }) => label)

describe('a machine-wide bundle that is refused', () => {
  it.each<[string, (good: BundleFile) => BundleFile | string, RegExp]>([
    ['broken', () => '{', /It is not valid JSON/],
    ['unsigned', () => bundleWith([], { serial: 2 }), /It is not signed/],
    ['changed', (good) => ({ ...good, tenants: [] }), /Its signature is wrong/],
    ['older', () => desk.sign(bundleWith([], { serial: 4 })), /It is older than number 5/],
    ['rewritten', () => desk.sign(bundleWith([], { serial: 5 })), /the same serial number/],
    [
      'with rules that cannot be followed',
      () => desk.sign(bundleWith([], { serial: 6, policy: { version: 1, verification: { kinds: [] } } })),
      /The policy in it cannot be used/
    ]
  ])('changes nothing and is told: %s', async (_what, make, words) => {
    await desk.machinePolicy(desk.demand)
    const good = desk.sign(bundleWith([tenant('a')], { serial: 5 }))
    await desk.install(good)
    const app = await desk.open()
    await app.tenants.secrets.set('a', 'main', 's3cret', 'keychain', leave)
    await desk.install(make(good))
    await desk.look(app)
    // it may be in the middle of being written
    expect(desk.told).toEqual([])
    await desk.look(app)
    expect(desk.told).toEqual([expect.stringMatching(/^Your organisation’s bundle is refused: /)])
    expect(desk.told[0]).toMatch(words)
    const view = await app.managed.view()
    expect(managedBundle.parse(view)).toEqual(view)
    expect(view).toMatchObject({ state: 'refused', problem: expect.stringMatching(words), tenants: 1 })
    for (const each of [app, await desk.open()]) {
      expect(each.ports.profiles.list()).toMatchObject([{ id: 'a', managed: true, secretStored: true }])
    }
    await secretsAre('s3cret')
  })

  it('is told at the start at once, and good again without a restart', async () => {
    await desk.install('{')
    const app = await desk.open()
    expect(desk.told).toHaveLength(1)
    await desk.install(bundleWith([tenant('a')]))
    expect(await desk.look(app)).toBe(true)
    expect(await app.managed.view()).toMatchObject({ state: 'in-force', tenants: 1 })
  })

  it.runIf(process.platform !== 'win32')('is one that others than its owner may write to', async () => {
    await desk.install(bundleWith([tenant('a')]))
    await chmod(join(desk.machine, 'bundle.json'), 0o666)
    const app = await desk.open()
    expect(labels(app)).toEqual([])
    expect(desk.told).toEqual([expect.stringContaining('so it is not trusted.')])
    await chmod(join(desk.machine, 'bundle.json'), 0o644)
    await desk.look(app)
    expect(labels(app)).toEqual(['Tenant a'])
  })

  it('is any while the machine-wide policy file cannot be read', async () => {
    await desk.machinePolicy('broken')
    await desk.install(desk.sign(bundleWith([tenant('a')])))
    const app = await desk.open()
    expect(labels(app)).toEqual([])
    expect(desk.told[0]).toMatch(/policy file cannot be read/)
  })

  it('is told once, while an older one where nothing demands signatures is only odd', async () => {
    await desk.install(bundleWith([tenant('a')], { serial: 2 }))
    const app = await desk.open()
    await desk.install(bundleWith([tenant('b')], { serial: 1 }))
    await desk.look(app)
    expect(labels(app)).toEqual(['Tenant b'])
    expect(desk.told).toEqual([expect.stringMatching(/in force, but odd: .*It is older than number 2/)])
    expect(await app.managed.view()).toMatchObject({
      state: 'in-force',
      problem: expect.stringContaining('It is older than number 2')
    })
    const again = await desk.open()
    await desk.look(again)
    expect(desk.told).toHaveLength(1)
  })

  it('leaves what the last good one brought in force, after a restart too', async () => {
    const rules = { version: 1, limits: { changesPerHour: 3 } } as const
    await desk.install(bundleWith([tenant('a')], { policy: rules, defaults: { colour: 'teal' } }))
    await desk.open()
    await desk.install('{')
    const app = await desk.open()
    expect(await app.policy.current()).toMatchObject({
      source: 'managed',
      policy: rules.limits && { limits: rules.limits }
    })
    expect(app.ports.settings.defaults()).toEqual({ colour: 'teal' })
    await desk.install(undefined)
    await desk.look(app)
    await desk.look(app)
    expect(await app.policy.current()).toMatchObject({ source: 'default' })
    expect(app.ports.settings.defaults()).toEqual({})
  })

  it('is tried again only after a while where the disk is full', async () => {
    await desk.install(bundleWith([tenant('a')]))
    let isFull = true
    const app = await desk.open((ports) => ({
      ...ports,
      profiles: {
        ...ports.profiles,
        apply: async (change) => {
          if (isFull) throw Object.assign(new Error(), { name: 'AbortError' })
          return ports.profiles.apply(change)
        }
      }
    }))
    expect(desk.told).toEqual([expect.stringContaining('It could not be taken over.')])
    const lines = desk.journal.lines.length
    isFull = false
    desk.now += 10_000
    await app.managed.look()
    expect(desk.journal.lines).toHaveLength(lines)
    await desk.look(app)
    expect(labels(app)).toEqual(['Tenant a'])
    expect(await app.managed.view()).toMatchObject({ state: 'in-force' })
  })
})
