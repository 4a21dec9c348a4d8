import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { BundleTenant } from '../../../src/shared/bundle'
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

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
})

const leave = async () => undefined
const labels = ({ ports }: OpenedDesk) => ports.profiles.list().map(({ label }) => label)
const two = [application('main'), application('x')]

/** The app over these tenants; `meanwhile` runs once, while the next bundle is being written. */
async function openWith(tenants: BundleTenant[]) {
  await desk.install(bundleWith(tenants))
  const during: { next: (() => Promise<void>) | undefined } = { next: undefined }
  const app = await desk.open((ports) => ({
    ...ports,
    store: {
      ...ports.store,
      update: async (change) => {
        await ports.store.update(change)
        const run = during.next
        during.next = undefined
        await run?.()
      }
    }
  }))
  const meanwhile = (run: () => Promise<void>) => (during.next = run)
  return { app, meanwhile }
}

async function replace(app: OpenedDesk, tenants: BundleTenant[], serial = 2): Promise<void> {
  await desk.install(bundleWith(tenants, { serial }))
  await desk.look(app)
}

describe('the open tenant', () => {
  it.each<[string, Partial<BundleTenant>, number]>([
    ['another colour', { colour: 'teal' }, 0],
    ['another name', { label: 'A' }, 0],
    ['another environment', { environment: 'sandbox' }, 0],
    ['an application more', { applications: two }, 0],
    ['another country', { defaultCountry: 'FR' }, 1],
    ['another name of its application', { applications: [application('main', { name: 'Store' })] }, 1]
  ])('is not left for %s', async (_what, more, reopened) => {
    const { app } = await openWith([tenant('a')])
    await app.tenants.select('a')
    await replace(app, [tenant('a', more)])
    expect(app.tenants.profile('a')).toMatchObject(more.applications ? { id: 'a' } : more)
    expect([desk.left, desk.reopened]).toEqual([0, reopened])
    expect(desk.told).toEqual([])
  })

  it.each<[string, Partial<BundleTenant>]>([
    ['host', { apiHost: us }],
    ['client', { applications: [application('main', { clientId: 'other' })] }],
    ['redirect URI', { applications: [application('main', { redirectUri: 'https://shop.example/in' })] }]
  ])('is left for another %s, and that is told', async (_what, more) => {
    const { app } = await openWith([tenant('a')])
    await app.tenants.select('a')
    await replace(app, [tenant('a', more)])
    expect(desk.left).toBe(1)
    expect(desk.told).toEqual([
      expect.stringMatching(/^Your organisation’s bundle changed the open tenant: “Tenant a” has another/)
    ])
  })

  it('is left when it is removed, and that is told', async () => {
    const { app } = await openWith([tenant('a'), tenant('b')])
    await app.tenants.select('a')
    await replace(app, [tenant('b')])
    expect(app.tenants.currentId).toBe('practice')
    expect(desk.left).toBe(1)
    expect(desk.told).toEqual([
      expect.stringMatching(/^Your organisation’s bundle removed the open tenant: “Tenant a” is not there/)
    ])
  })

  it('is left when its open application is removed', async () => {
    const { app } = await openWith([tenant('a', { applications: two })])
    await app.tenants.select('a')
    await app.tenants.selectApplication('a', 'x')
    await replace(app, [tenant('a')])
    expect(app.tenants.openApplication('a').id).toBe('main')
    expect(desk.left).toBe(1)
  })

  it('waits with what would end it until an issued password was read, and with nothing else', async () => {
    const { app } = await openWith([tenant('a'), tenant('b')])
    await app.tenants.select('a')
    desk.isBusy = true
    await replace(app, [tenant('a', { colour: 'teal' }), tenant('b', { label: 'B' })])
    expect(labels(app)).toEqual(['Tenant a', 'B'])
    await replace(app, [tenant('a', { apiHost: us })], 3)
    await desk.look(app)
    expect(app.tenants.profile('a').apiHost).toBe(eu)
    await desk.install(undefined)
    await desk.look(app)
    await desk.look(app)
    expect(labels(app)).toEqual(['Tenant a', 'B'])
    expect(desk.left).toBe(0)
    desk.isBusy = false
    await desk.look(app)
    expect(labels(app)).toEqual([])
    expect(desk.left).toBe(1)
  })
})

describe('what the agent does while a bundle is being written', () => {
  it('a tenant opened then is left when its host changes', async () => {
    const { app, meanwhile } = await openWith([tenant('a'), tenant('b')])
    meanwhile(() => app.tenants.select('a'))
    await replace(app, [tenant('a', { apiHost: us }), tenant('b')])
    expect(app.tenants.profile('a').apiHost).toBe(us)
    expect(desk.left).toBe(1)
  })

  it('a tenant left then is not left once more', async () => {
    const { app, meanwhile } = await openWith([tenant('a'), tenant('b')])
    await app.tenants.select('a')
    meanwhile(() => app.tenants.select('b'))
    await replace(app, [tenant('a', { apiHost: us }), tenant('b')])
    expect([desk.left, desk.told]).toEqual([0, []])
  })

  it('an application opened then stays open, and what a token said is kept', async () => {
    const { app, meanwhile } = await openWith([tenant('a', { applications: two })])
    await app.tenants.select('a')
    meanwhile(async () => {
      await app.tenants.selectApplication('a', 'x')
      const client = { apiHost: eu, clientId: 'client-main' }
      await app.tenants.learn('a', 'main', client, { appId: 'app-1', appName: 'Shop of Mosaic' })
    })
    await replace(app, [tenant('a', { label: 'A', applications: two })])
    expect(app.tenants.openApplication('a').id).toBe('x')
    expect(app.tenants.profile('a')).toMatchObject({
      label: 'A',
      appId: 'app-1',
      appName: 'Shop of Mosaic'
    })
    const lines = desk.journal.lines.length
    await desk.look(app)
    expect(desk.journal.lines).toHaveLength(lines)
  })

  it('what a token said then is not kept for another client, nor over what the bundle says', async () => {
    const { app, meanwhile } = await openWith([tenant('a', { applications: two })])
    meanwhile(async () => {
      for (const id of ['main', 'x']) {
        const client = { apiHost: eu, clientId: `client-${id}` }
        await app.tenants.learn('a', id, client, { appId: 'learnt', appName: 'Learnt' })
      }
    })
    const applications = [application('main', { appId: 'as-said' }), application('x', { clientId: 'other' })]
    await replace(app, [tenant('a', { applications })])
    expect(app.tenants.application('a', 'main')).toMatchObject({ appId: 'as-said', appName: 'Shop' })
    expect(app.tenants.application('a', 'x')).not.toHaveProperty('appId')
  })
})

it('one that cannot be read is told once, also after the notice was dismissed', async () => {
  // root reads everything: a loop of links is unreadable for everybody
  await symlink(join(desk.machine, 'bundle.json'), join(desk.machine, 'bundle.json'))
  const app = await desk.open()
  expect(desk.told).toEqual([expect.stringMatching(/^Your organisation’s bundle is refused: .*\(ELOOP\)/)])
  // main tells the same words only while the notice stands
  desk.told.length = 0
  for (let time = 0; time < 6; time += 1) await desk.look(app)
  expect(desk.told).toEqual([])
})

it('one that is refused again after it was good is told again', async () => {
  await desk.install('{')
  const app = await desk.open()
  await replace(app, [tenant('a')])
  desk.told.length = 0
  await desk.install('{')
  await desk.look(app)
  await desk.look(app)
  expect(desk.told).toEqual([expect.stringMatching(/is refused/)])
})

it('nothing is said of secrets that are left where none was ever stored', async () => {
  const { app } = await openWith([tenant('a')])
  await app.tenants.secrets.set('a', 'main', 'for-now', 'session', leave)
  desk.keychain.state = 'locked'
  await replace(app, [tenant('a', { apiHost: us })])
  expect(app.ports.store.value()).not.toHaveProperty('orphans')
  expect(desk.told).toEqual([])
})
