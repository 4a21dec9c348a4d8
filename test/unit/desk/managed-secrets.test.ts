import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TenantDraft } from '../../../src/shared/tenant'
import { type BundleDesk, bundleWith, eu, openBundleDesk, tenant, us } from './bundle-desk'
import { failureOf } from './practice-desk'

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
})

const leave = async () => undefined
const secretsAre = (...expected: string[]) =>
  vi.waitFor(() => expect([...desk.keychain.entries.values()].toSorted()).toEqual(expected.toSorted()))
const mine: TenantDraft = {
  label: 'Mine',
  environment: 'production',
  apiHost: us,
  clientId: 'mine',
  colour: 'green',
  defaultCountry: 'US'
}
const sealed = (serial: number, label = 'Tenant a') =>
  desk.seal(bundleWith([tenant('a', { label })], { serial }), [['a', 'main', `secret-${serial}`]])

describe('client secrets in it', () => {
  it('wait for their passphrase, once', async () => {
    await desk.install(await sealed(1))
    const app = await desk.open()
    expect(desk.told).toEqual([expect.stringContaining('brought 1 client secret.')])
    expect(await app.managed.view()).toMatchObject({ waitingSecrets: 1 })
    expect(await failureOf(app.managed.takeSecrets('wrong'))).toMatchObject({
      kind: 'invalid-input',
      fields: { passphrase: expect.any(String) }
    })
    expect(await app.managed.takeSecrets('passphrase')).toMatchObject({ secrets: 1, problems: [] })
    await secretsAre('secret-1')
    for (const each of [app, await desk.open()]) {
      expect(await each.managed.view()).toMatchObject({ waitingSecrets: 0 })
      expect(await each.tenants.secretOf('a', 'main', { apiHost: eu, clientId: 'client-main' })).toBe(
        'secret-1'
      )
    }
    await app.tenants.secrets.clear('a', 'main', leave)
    expect(await app.managed.view()).toMatchObject({ waitingSecrets: 1 })
  })

  it('wait again in the next bundle, and take the place of the old ones', async () => {
    await desk.install(await sealed(1))
    const app = await desk.open()
    await app.managed.takeSecrets('passphrase')
    await desk.install(await sealed(2, 'Renamed'))
    await desk.look(app)
    expect(app.tenants.profile('a')).toMatchObject({ label: 'Renamed', secretStored: true })
    expect(await app.managed.view()).toMatchObject({ waitingSecrets: 1 })
    await app.managed.takeSecrets('passphrase')
    await secretsAre('secret-2')
  })

  it('are none where there is no bundle, or a refused one', async () => {
    const app = await desk.open()
    expect(await failureOf(app.managed.takeSecrets('passphrase'))).toMatchObject({ kind: 'not-found' })
    await desk.machinePolicy({ bundles: { requireSignature: true } })
    await desk.install(await sealed(1))
    await desk.look(app)
    expect(await failureOf(app.managed.takeSecrets('passphrase'))).toMatchObject({ kind: 'not-found' })
    expect(desk.keychain.entries.size).toBe(0)
  })
})

describe('a profile of the user’s own with the id of a managed one', () => {
  it('stays what it is, and the managed one stands beside it', async () => {
    const first = await desk.open()
    const { tenantId } = await first.tenants.save(undefined, mine, 'own-secret', 'keychain', leave)
    const bundle = await desk.seal(bundleWith([tenant(tenantId), tenant('b')]), [
      [tenantId, 'main', 'managed-secret']
    ])
    await desk.install(bundle)
    const app = await desk.open()
    expect(app.ports.profiles.list()).toMatchObject([
      { id: tenantId, label: 'Mine', apiHost: us },
      { label: `Tenant ${tenantId}`, apiHost: eu, managed: true },
      { id: 'b', managed: true }
    ])
    const managedId = app.ports.profiles.list()[1]?.id ?? ''
    await app.managed.takeSecrets('passphrase')
    const of = (id: string, apiHost: string, clientId: string) =>
      app.tenants.secretOf(id, 'main', { apiHost, clientId })
    expect(await of(tenantId, us, 'mine')).toBe('own-secret')
    expect(await of(managedId, eu, 'client-main')).toBe('managed-secret')
    expect(await failureOf(of(tenantId, eu, 'client-main'))).toMatchObject({ kind: 'bad-credentials' })
    expect(await app.managed.view()).toMatchObject({ waitingSecrets: 0 })

    // it keeps its place whatever becomes of the other one
    await app.tenants.remove(tenantId, leave)
    await desk.install({ ...bundle, serial: 2, issuer: 'Others', secrets: undefined })
    await desk.look(app)
    expect(app.ports.profiles.list().map(({ id }) => id)).toEqual([managedId, 'b'])
    await desk.install(undefined)
    await desk.look(app)
    await desk.look(app)
    expect(app.ports.profiles.list()).toEqual([])
    await secretsAre()
  })

  it('becomes the managed one where it was imported from the same series, with its secret', async () => {
    const first = await desk.open()
    await desk.import(first, await sealed(1), { passphrase: 'passphrase' })
    await desk.install(bundleWith([tenant('a')], { serial: 2 }))
    const app = await desk.open()
    expect(app.ports.profiles.list()).toMatchObject([{ id: 'a', managed: true, secretStored: true }])
    await secretsAre('secret-1')
  })
})

describe('storing what is missing', () => {
  const client = { apiHost: eu, clientId: 'client-main' }
  const two = (serial: number) =>
    desk.seal(bundleWith([tenant('a'), tenant('b')], { serial }), [
      ['a', 'main', `a-${serial}`],
      ['b', 'main', `b-${serial}`]
    ])

  it('puts nothing over a newer one', async () => {
    await desk.install(await two(1))
    const app = await desk.open()
    await app.managed.takeSecrets('passphrase')
    // another one in Mosaic since: the agent stored it
    await app.tenants.secrets.set('a', 'main', 'a-rotated', 'keychain', leave)
    await app.tenants.secrets.clear('b', 'main', leave)
    expect(await app.managed.view()).toMatchObject({ waitingSecrets: 1 })
    expect(await app.managed.takeSecrets('passphrase')).toMatchObject({ secrets: 1 })
    expect(await app.tenants.secretOf('a', 'main', client)).toBe('a-rotated')
    expect(await app.tenants.secretOf('b', 'main', client)).toBe('b-1')
    expect(await app.managed.view()).toMatchObject({ waitingSecrets: 0 })
    // a later bundle brings all of them anew
    await desk.install(await two(2))
    await desk.look(app)
    expect(await app.managed.takeSecrets('passphrase')).toMatchObject({ secrets: 2 })
    await secretsAre('a-2', 'b-2')
  })

  it('puts nothing over one that was stored while they were decrypted', async () => {
    await desk.install(await two(1))
    const app = await desk.open()
    const taking = app.managed.takeSecrets('passphrase')
    desk.now += 1
    await app.tenants.secrets.set('a', 'main', 'a-typed', 'keychain', leave)
    await taking
    expect(await app.tenants.secretOf('a', 'main', client)).toBe('a-typed')
  })
})
