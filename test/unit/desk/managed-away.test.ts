import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type BundleDesk, bundleWith, openBundleDesk, type OpenedDesk, tenant } from './bundle-desk'

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
})

const leave = async () => undefined
const labels = ({ ports }: OpenedDesk) => ports.profiles.list().map(({ label }) => label)
const secrets = () => [...desk.keychain.entries.values()]
const inFolder = () => join(desk.machine, 'bundle.json')

/** The app over a bundle, with a secret that the agent typed. */
async function openWithSecret(): Promise<OpenedDesk> {
  const app = await desk.open()
  await app.tenants.secrets.set('a', 'main', 'typed-by-agent', 'keychain', leave)
  return app
}

async function lookOften(app: OpenedDesk, times = 4): Promise<void> {
  for (let time = 0; time < times; time += 1) await desk.look(app)
}

describe('a bundle that cannot be reached is not one that was taken away', () => {
  it('where it is a link to a share that is not mounted', async () => {
    const share = join(desk.machine, '..', 'share')
    await mkdir(share, { mode: 0o755 })
    await writeFile(join(share, 'b.json'), JSON.stringify(bundleWith([tenant('a')])))
    await symlink(join(share, 'b.json'), inFolder())
    const app = await openWithSecret()
    await rename(share, `${share}-away`)
    await lookOften(app, 20)
    expect(labels(app)).toEqual(['Tenant a'])
    expect(secrets()).toEqual(['typed-by-agent'])
    expect(await app.managed.view()).toMatchObject({
      state: 'refused',
      problem: 'It is a link to a file that is not there.'
    })
    await rename(`${share}-away`, share)
    await desk.look(app)
    expect(await app.managed.view()).toMatchObject({ state: 'in-force' })
    // the link itself taken away is a removal
    await rm(inFolder())
    await lookOften(app, 2)
    expect(labels(app)).toEqual([])
    await vi.waitFor(() => expect(secrets()).toEqual([]))
  })

  it('where its folder is not there for a while, from the start on', async () => {
    await desk.install(bundleWith([tenant('a')]))
    await openWithSecret()
    await rename(desk.machine, `${desk.machine}-away`)
    const app = await desk.open()
    await lookOften(app)
    expect(labels(app)).toEqual(['Tenant a'])
    expect(await app.managed.view()).toMatchObject({
      state: 'refused',
      problem: expect.stringMatching(/^The folder that it lies in is not there\./)
    })
    await rename(`${desk.machine}-away`, desk.machine)
    await desk.look(app)
    expect(await app.managed.view()).toMatchObject({ state: 'in-force' })
    expect(secrets()).toEqual(['typed-by-agent'])
  })

  it('until its folder was away for ten minutes', async () => {
    await desk.install(bundleWith([tenant('a')]))
    const app = await openWithSecret()
    await rm(desk.machine, { recursive: true })
    await lookOften(app, 10)
    expect(labels(app)).toEqual(['Tenant a'])
    await lookOften(app, 1)
    expect(labels(app)).toEqual([])
    await vi.waitFor(() => expect(secrets()).toEqual([]))
  })

  it('and a folder that came back empty is looked at twice', async () => {
    await desk.install(bundleWith([tenant('a')]))
    const app = await openWithSecret()
    await rename(desk.machine, `${desk.machine}-away`)
    await lookOften(app)
    await mkdir(desk.machine, { mode: 0o755 })
    await desk.look(app)
    expect(labels(app)).toEqual(['Tenant a'])
    await desk.look(app)
    expect(labels(app)).toEqual([])
  })

  it('where only the clock was set between two looks', async () => {
    await desk.install(bundleWith([tenant('a')]))
    const app = await desk.open()
    await desk.install(undefined)
    await app.managed.look()
    desk.now += 3_600_000
    await app.managed.look()
    expect(labels(app)).toEqual(['Tenant a'])
    await desk.install(bundleWith([tenant('a')]))
    await desk.look(app)
    expect(desk.journal.of('managed-bundle')).toEqual(['attempt', 'outcome done'])
  })
})

describe('while the machine-wide policy is missing', () => {
  it('for a moment, a bundle that it refuses is not taken over', async () => {
    await desk.machinePolicy(desk.demand)
    await desk.install(bundleWith([tenant('unsigned')]))
    const app = await desk.open()
    await rm(join(desk.machine, 'policy.json'))
    await app.managed.look()
    await app.managed.look()
    expect(await app.policy.current()).toMatchObject({ policy: { bundles: { requireSignature: true } } })
    await desk.machinePolicy(desk.demand)
    await lookOften(app)
    expect(labels(app)).toEqual([])
    expect(await app.managed.view()).toMatchObject({ state: 'refused' })
  })

  it('for longer, it was taken away', async () => {
    await desk.machinePolicy(desk.demand)
    await desk.install(bundleWith([tenant('unsigned')]))
    const app = await desk.open()
    await rm(join(desk.machine, 'policy.json'))
    await lookOften(app, 2)
    expect(labels(app)).toEqual(['Tenant unsigned'])
  })
})

it('a removal that fails is told as one, and is tried again', async () => {
  await desk.install(bundleWith([tenant('a')]))
  let fails = false
  const app = await desk.open((ports) => ({
    ...ports,
    profiles: {
      ...ports.profiles,
      apply: async (change) => {
        if (fails) throw Object.assign(new Error(), { name: 'AbortError' })
        return ports.profiles.apply(change)
      }
    }
  }))
  fails = true
  await desk.install(undefined)
  await lookOften(app)
  expect(desk.told).toEqual([
    expect.stringMatching(/^Your organisation’s bundle could not be removed: It was taken away, but/)
  ])
  fails = false
  await lookOften(app)
  expect(labels(app)).toEqual([])
  expect(await app.managed.view()).toMatchObject({ state: 'none' })
})
