import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseBundle } from '../../../src/main/bundle/parse'
import { bundleExported } from '../../../src/shared/bundle-view'
import type { TenantDraft } from '../../../src/shared/tenant'
import { type BundleDesk, bundleWith, eu, openBundleDesk, type OpenedDesk, tenant } from './bundle-desk'
import { failureOf } from './practice-desk'

const leave = async () => undefined
const draft: TenantDraft = {
  label: 'Contoso',
  environment: 'production',
  apiHost: eu,
  clientId: 'client',
  colour: 'green',
  defaultCountry: 'DE',
  redirectUri: 'https://shop.example.com/in'
}
const bare = {
  tenantIds: [] as string[],
  issuer: 'Kim',
  withPolicy: false,
  withDefaults: false
}

let desk: BundleDesk
let app: OpenedDesk
let id: string
beforeEach(async () => {
  desk = await openBundleDesk()
  app = await desk.open()
  id = (await app.tenants.save(undefined, draft, 'secret-main', 'keychain', leave)).tenantId
  desk.chosen = join(desk.user, 'exported.json')
})

const addStaff = (secret?: string) =>
  app.tenants.saveApplication(
    id,
    undefined,
    { name: 'Staff', clientId: 'client-staff', redirectUri: undefined },
    secret,
    'keychain',
    leave
  )

async function written() {
  const parsed = parseBundle(await readFile(desk.chosen ?? ''))
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.bundle
}

describe('an export', () => {
  it('writes an unsigned bundle that another computer imports as it was', async () => {
    await addStaff()
    await app.tenants.learn(
      id,
      'main',
      { apiHost: eu, clientId: 'client' },
      { appId: 'app-1', appName: 'Shop' }
    )
    const exported = await app.exported.export({ ...bare, tenantIds: [id] })
    expect(bundleExported.parse(exported)).toEqual(exported)
    expect(exported).toEqual({ fileName: 'exported.json', tenants: 1, secrets: 0, without: [] })
    const bundle = await written()
    expect(bundle).toMatchObject({ issuer: 'Kim', serial: 1, createdAt: new Date(desk.now).toISOString() })
    expect(bundle).not.toHaveProperty('signature')
    expect(bundle).not.toHaveProperty('policy')
    expect(bundle).not.toHaveProperty('secrets')
    if (process.platform !== 'win32') expect((await stat(desk.chosen ?? '')).mode & 0o777).toBe(0o600)

    const other = await openBundleDesk()
    const there = await other.open()
    await other.import(there, bundle)
    const {
      secretId: _1,
      bundleId: _2,
      furtherApplications: [staff] = [],
      ...copy
    } = there.tenants.profile(id)
    expect(copy).toEqual({ ...draft, id, appId: 'app-1', appName: 'Shop', secretStored: false })
    expect(staff).toMatchObject({ name: 'Staff', clientId: 'client-staff' })
  })

  it('names the application that was meant, also where the client turned out to be another one’s', async () => {
    const client = { apiHost: eu, clientId: 'client' }
    await app.tenants.learn(id, 'main', client, { appId: 'app-1', appName: 'Shop' })
    await app.tenants.learn(id, 'main', client, { appId: 'app-2', appName: 'Staff portal' })
    await app.exported.export({ ...bare, tenantIds: [id] })
    expect((await written()).tenants[0]?.applications).toEqual([
      expect.objectContaining({ id: 'main', name: 'Main application', appId: 'app-1' })
    ])
  })

  it('numbers its bundles, across restarts, and uses no number twice', async () => {
    await app.exported.export({ ...bare, tenantIds: [id] })
    const first = await written()
    const folder = join(desk.user, 'a folder')
    await mkdir(folder)
    desk.chosen = folder
    expect(await failureOf(app.exported.export({ ...bare, tenantIds: [id] }))).toMatchObject({
      kind: 'not-saved',
      fileName: 'a folder'
    })
    desk.chosen = join(desk.user, 'exported.json')
    await (await desk.open()).exported.export({ ...bare, tenantIds: [id] })
    expect(await written()).toMatchObject({ bundleId: first.bundleId, serial: 3 })
  })

  it('takes nothing along that was not chosen, and the journal has it without names of files', async () => {
    const other = await app.tenants.save(
      undefined,
      { ...draft, label: 'Other' },
      undefined,
      'keychain',
      leave
    )
    await app.exported.export({ ...bare, tenantIds: [other.tenantId] })
    expect((await written()).tenants.map(({ label }) => label)).toEqual(['Other'])
    expect(desk.journal.of('export-bundle')).toEqual(['attempt', 'outcome done'])
    expect(desk.journal.lines.at(-1)?.note).toMatch(
      /^Number 1 of the series [0-9a-f-]{36}\. Tenants: 1\. Client secrets: 0\.$/
    )
  })

  it('is nothing where the agent thought better of it', async () => {
    desk.chosen = undefined
    expect(await app.exported.export({ ...bare, tenantIds: [id] })).toEqual({
      tenants: 0,
      secrets: 0,
      without: []
    })
    expect(desk.journal.lines).toEqual([])
    expect(app.ports.store.value()).not.toHaveProperty('exports')
  })

  it('is refused where a tenant is gone, or nothing was chosen', async () => {
    expect(await failureOf(app.exported.export({ ...bare, tenantIds: [id, 'gone'] }))).toMatchObject({
      kind: 'not-found'
    })
    expect(await failureOf(app.exported.export({ ...bare, tenantIds: ['practice'] }))).toMatchObject({
      kind: 'not-found'
    })
    expect(await failureOf(app.exported.export(bare))).toMatchObject({
      kind: 'invalid-input',
      fields: { tenantIds: expect.any(String) }
    })
  })
})

describe('policy and defaults', () => {
  it('are those in force', async () => {
    await desk.ownPolicy({ limits: { changesPerHour: 9 } })
    await app.ports.settings.take({ defaults: { colour: 'teal' } })
    await app.exported.export({ ...bare, withPolicy: true, withDefaults: true })
    const { policy, defaults } = await written()
    expect(policy).toEqual({ version: 1, limits: { changesPerHour: 9 } })
    // the system's way is nobody's wish for others
    expect(defaults).toEqual({ colour: 'teal' })
    await desk.machinePolicy({ limits: { changesPerHour: 1 } })
    await app.ports.settings.saveNetwork({ proxy: { mode: 'none' }, extraCaFile: '/company.pem' })
    await app.exported.export({ ...bare, withPolicy: true, withDefaults: true })
    expect(await written()).toMatchObject({
      policy: { version: 1, limits: { changesPerHour: 1 } },
      defaults: { colour: 'teal', proxy: { mode: 'none' } }
    })
    expect(await readFile(desk.chosen ?? '', 'utf8')).not.toContain('company.pem')
  })

  it('are the built-in ones where there is no file, and none where it cannot be used', async () => {
    await app.exported.export({ ...bare, withPolicy: true })
    expect((await written()).policy).toEqual({ version: 1 })
    await desk.machinePolicy('broken')
    expect(await failureOf(app.exported.export({ ...bare, withPolicy: true }))).toMatchObject({
      fields: { withPolicy: expect.any(String) }
    })
  })
})

it('a name is exported without what cannot be seen, as an import takes it', async () => {
  await app.tenants.save(id, { ...draft, label: 'Con\u034Ftoso ⚠️\u3164' }, undefined, 'keychain', leave)
  await app.exported.export({ ...bare, tenantIds: [id], issuer: '\u2800Kim' })
  expect(await written()).toMatchObject({ issuer: 'Kim', tenants: [{ label: 'Contoso ⚠️' }] })
})

describe('client secrets', () => {
  const passphrase = 'a long passphrase'

  it('only go along where the policy allows it', async () => {
    for (const policy of [{}, { bundles: { exportSecrets: false } }]) {
      await desk.ownPolicy(policy)
      expect(await failureOf(app.exported.export({ ...bare, tenantIds: [id], passphrase }))).toEqual({
        kind: 'policy-refused',
        rule: 'bundles.exportSecrets'
      })
    }
    await desk.machinePolicy('broken')
    expect(await failureOf(app.exported.export({ ...bare, tenantIds: [id], passphrase }))).toMatchObject({
      kind: 'policy-refused'
    })
    expect(desk.journal.lines).toEqual([])
  })

  it('are encrypted to the passphrase, and come out of it for their own clients', async () => {
    await desk.ownPolicy({ bundles: { exportSecrets: true } })
    await addStaff('secret-staff')
    const exported = await app.exported.export({ ...bare, tenantIds: [id], passphrase })
    expect(exported).toMatchObject({ secrets: 2, without: [] })
    const text = await readFile(desk.chosen ?? '', 'utf8')
    expect(text).not.toMatch(/secret-(main|staff)/)
    expect(JSON.stringify(desk.journal.lines)).not.toMatch(/secret-(main|staff)|passphrase/)

    const other = await openBundleDesk()
    const there = await other.open()
    await other.import(there, await written(), { passphrase })
    expect([...other.keychain.entries.values()].toSorted()).toEqual(['secret-main', 'secret-staff'])
    expect(await there.tenants.secretOf(id, 'main', { apiHost: eu, clientId: 'client' })).toBe('secret-main')
  })

  it('that are missing do not hinder the others, and are told', async () => {
    await desk.ownPolicy({ bundles: { exportSecrets: true } })
    await addStaff()
    const exported = await app.exported.export({ ...bare, tenantIds: [id], passphrase })
    expect(exported).toMatchObject({ secrets: 1, without: [{ label: 'Contoso, Staff' }] })
    expect(exported.without[0]).not.toHaveProperty('error')
  })

  it('cannot be had from a locked keychain, which is asked once', async () => {
    await desk.ownPolicy({ bundles: { exportSecrets: true } })
    await addStaff('secret-staff')
    desk.keychain.state = 'locked'
    const exported = await app.exported.export({ ...bare, tenantIds: [id], passphrase })
    expect(bundleExported.parse(exported)).toEqual(exported)
    expect(exported).toMatchObject({
      secrets: 0,
      without: [
        { label: 'Contoso', error: { kind: 'keychain-unavailable' } },
        { label: 'Contoso, Staff', error: { kind: 'keychain-unavailable' } }
      ]
    })
    expect(await written()).not.toHaveProperty('secrets')
  })
})

it('what was imported can be exported again, managed profiles too', async () => {
  await desk.install(bundleWith([tenant('a')]))
  await desk.look(app)
  await app.exported.export({ ...bare, tenantIds: ['a', id] })
  expect((await written()).tenants.map((each) => each.id)).toEqual([id, 'a'])
})
