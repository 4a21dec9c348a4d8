import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { bundleOpened } from '../../../src/shared/bundle-view'
import type { TenantDraft } from '../../../src/shared/tenant'
import { application, type BundleDesk, bundleWith, eu, openBundleDesk, tenant, us } from './bundle-desk'
import { failureOf } from './practice-desk'

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
})

const leave = async () => undefined
const draft: TenantDraft = {
  label: 'Mine',
  environment: 'production',
  apiHost: eu,
  clientId: 'client-main',
  colour: 'green',
  defaultCountry: 'US'
}
const secrets = () => [...desk.keychain.entries.values()]
const stored = async (name: string) => JSON.parse(await readFile(join(desk.user, name), 'utf8')) as object

describe('a bundle that is opened', () => {
  it('is shown as what it would do, and changes nothing', async () => {
    const app = await desk.open()
    const bundle = bundleWith([tenant('a'), tenant('b')], { defaults: { colour: 'teal' } })
    const before = await readdir(desk.user)
    const preview = await desk.preview(app, bundle)
    expect(bundleOpened.parse({ state: 'opened', preview })).toEqual({ state: 'opened', preview })
    expect(preview).toMatchObject({
      fileName: 'chosen.json',
      issuer: 'Contoso IT',
      bundleId: 'contoso',
      serial: 1,
      createdAt: Date.parse(bundle.createdAt),
      signature: { state: 'none' },
      warnings: [],
      tenants: [
        { id: 'a', change: 'added' },
        { id: 'b', change: 'added' }
      ],
      policy: [],
      defaults: [{ what: 'Colour of new profiles', after: 'teal' }],
      secrets: 0
    })
    expect(preview).not.toHaveProperty('replay')
    expect(preview).not.toHaveProperty('refusal')
    expect(await readdir(desk.user)).toEqual(before)
    expect(app.ports.profiles.list()).toEqual([])
    expect(desk.journal.lines).toEqual([])
  })

  it('is an answer where there is none, or where the agent thought better of it', async () => {
    const app = await desk.open()
    expect(await app.imported.open()).toEqual({ state: 'cancelled' })
    await desk.choose('no JSON')
    expect(await app.imported.open()).toMatchObject({
      state: 'unusable',
      fileName: 'chosen.json',
      problem: 'It is not valid JSON.'
    })
    await rm(desk.chosen ?? '')
    expect(await app.imported.open()).toMatchObject({ problem: 'There is no such file any more.' })
    await mkdir(desk.chosen ?? '')
    expect(await app.imported.open()).toMatchObject({ problem: 'It is not a file.' })
  })

  it('is forgotten when it is discarded, and when others were opened since', async () => {
    const app = await desk.open()
    const bundle = bundleWith([tenant('a')])
    const first = await desk.preview(app, bundle)
    const second = await desk.preview(app, bundle)
    app.imported.discard(second.previewId)
    for (let more = 0; more < 4; more++) await desk.preview(app, bundle)
    for (const { previewId } of [first, second]) {
      expect(await failureOf(app.imported.apply({ previewId }))).toMatchObject({
        kind: 'not-found',
        what: 'The opened bundle'
      })
    }
    expect(app.ports.profiles.list()).toEqual([])
  })
})

describe('an import', () => {
  it('brings profiles with all their applications, offline and without secrets', async () => {
    const app = await desk.open()
    const bundle = bundleWith([
      tenant('a', {
        applications: [
          application('main', { appId: 'app-1', redirectUri: 'https://shop.example.com/in' }),
          application('staff')
        ]
      }),
      tenant('b', { environment: 'sandbox' })
    ])
    expect(await desk.import(app, bundle)).toEqual({
      added: 2,
      changed: 0,
      removed: 0,
      secrets: 0,
      problems: []
    })
    expect(app.tenants.profile('a')).toMatchObject({
      label: 'Tenant a',
      apiHost: eu,
      clientId: 'client-main',
      appId: 'app-1',
      appName: 'Shop',
      redirectUri: 'https://shop.example.com/in',
      secretStored: false,
      furtherApplications: [
        { id: 'staff', name: 'App staff', clientId: 'client-staff', secretStored: false }
      ],
      bundleId: 'contoso'
    })
    expect(app.tenants.profile('a')).not.toHaveProperty('managed')
    const again = await desk.open()
    expect(again.ports.profiles.list()).toEqual(app.ports.profiles.list())
    expect(desk.journal.of('import-bundle')).toEqual(['attempt', 'outcome done'])
    expect(desk.journal.lines.at(-1)?.note).toBe(
      '“Contoso IT”, number 1 of the series contoso, not signed. Tenants: 2 added, 0 changed, 0 removed. Client secrets: 0.'
    )
  })

  it('puts its client secrets into the keychain and nowhere else', async () => {
    const app = await desk.open()
    const bundle = await desk.seal(
      bundleWith([tenant('a', { applications: [application('main'), application('staff')] })]),
      [
        ['a', 'main', 'first-secret'],
        ['a', 'staff', 'second-secret']
      ]
    )
    expect(await desk.import(app, bundle, { passphrase: 'passphrase' })).toMatchObject({ secrets: 2 })
    const { clientId, furtherApplications } = app.tenants.profile('a')
    expect(await app.tenants.secretOf('a', 'main', { apiHost: eu, clientId })).toBe('first-secret')
    expect(await app.tenants.secretOf('a', 'staff', { apiHost: eu, clientId: 'client-staff' })).toBe(
      'second-secret'
    )
    expect(furtherApplications?.[0]).toMatchObject({ secretStored: true, secretSince: desk.now })
    for (const name of await readdir(desk.user)) {
      expect(await readFile(join(desk.user, name), 'utf8')).not.toMatch(/(first|second)-secret|passphrase/)
    }
    expect(JSON.stringify(desk.journal.lines)).not.toMatch(/-secret"|passphrase/)
  })

  it('with a wrong passphrase changes nothing, and can be tried again', async () => {
    const app = await desk.open()
    const bundle = await desk.seal(bundleWith([tenant('a')]), [['a', 'main', 's3cret']])
    const { previewId, secrets: count } = await desk.preview(app, bundle)
    expect(count).toBe(1)
    expect(await failureOf(app.imported.apply({ previewId, passphrase: 'wrong' }))).toMatchObject({
      kind: 'invalid-input',
      fields: { passphrase: 'The passphrase is wrong, or the client secrets were changed.' }
    })
    expect(app.ports.profiles.list()).toEqual([])
    expect(await app.imported.apply({ previewId, passphrase: 'passphrase' })).toMatchObject({ secrets: 1 })
  })

  it('without a passphrase leaves the secrets out, and the same bundle brings them later', async () => {
    const app = await desk.open()
    const bundle = await desk.seal(bundleWith([tenant('a')]), [['a', 'main', 's3cret']])
    expect(await desk.import(app, bundle)).toMatchObject({ added: 1, secrets: 0 })
    expect(app.tenants.profile('a').secretStored).toBe(false)
    const preview = await desk.preview(app, bundle)
    expect(preview).toMatchObject({ replay: { state: 'same' }, tenants: [{ change: 'same' }] })
    const { previewId } = preview
    expect(await app.imported.apply({ previewId, passphrase: 'passphrase' })).toMatchObject({ secrets: 1 })
    expect(app.tenants.profile('a').secretStored).toBe(true)
  })

  it('of a later bundle changes, adds and removes, and leaves own profiles alone', async () => {
    const app = await desk.open()
    const own = await app.tenants.save(undefined, draft, 'own-secret', 'keychain', leave)
    const first = await desk.seal(bundleWith([tenant('a'), tenant('b')]), [
      ['a', 'main', 'secret-a'],
      ['b', 'main', 'secret-b']
    ])
    await desk.import(app, first, { passphrase: 'passphrase' })
    const later = bundleWith([tenant('a', { label: 'Renamed' }), tenant('c')], { serial: 2 })
    const preview = await desk.preview(app, later)
    expect(preview.tenants.map(({ id, change }) => [id, change])).toEqual([
      ['a', 'changed'],
      ['c', 'added'],
      ['b', 'removed']
    ])
    expect(preview.tenants[0]?.details).toEqual([{ what: 'Name', before: 'Tenant a', after: 'Renamed' }])
    expect(preview.warnings).toEqual([
      '1 tenant of this series is no more in it and will be removed with its client secrets: “Tenant b”.'
    ])
    expect(await app.imported.apply(preview)).toMatchObject({ added: 1, changed: 1, removed: 1 })
    expect(app.ports.profiles.list().map(({ id, label }) => [id, label])).toEqual([
      [own.tenantId, 'Mine'],
      ['a', 'Renamed'],
      ['c', 'Tenant c']
    ])
    expect(secrets().toSorted()).toEqual(['own-secret', 'secret-a'])
  })

  it.each([
    ['host', { apiHost: us }],
    ['client', { applications: [application('main', { clientId: 'another' })] }]
  ])('that changes the %s drops the secret, and says so before', async (_what, change) => {
    const app = await desk.open()
    const first = await desk.seal(bundleWith([tenant('a')]), [['a', 'main', 'old']])
    await desk.import(app, first, { passphrase: 'passphrase' })
    const preview = await desk.preview(app, bundleWith([tenant('a', change)], { serial: 2 }))
    expect(preview.tenants[0]?.details).toContainEqual({
      what: 'Client secret',
      before: 'In the keychain',
      after: 'Deleted: it was entered for this host and client'
    })
    await app.imported.apply(preview)
    expect(app.tenants.profile('a').secretStored).toBe(false)
    expect(secrets()).toEqual([])
  })

  it('keeps the secret with its client where the applications change their places', async () => {
    const app = await desk.open()
    const [shop, staff] = [application('main'), application('staff')]
    const first = await desk.seal(bundleWith([tenant('a', { applications: [shop, staff] })]), [
      ['a', 'main', 'of-shop'],
      ['a', 'staff', 'of-staff']
    ])
    await desk.import(app, first, { passphrase: 'passphrase' })
    const swapped = [
      { ...staff, id: 'main' },
      { ...shop, id: 'shop', name: 'The old main one' }
    ]
    await desk.import(app, bundleWith([tenant('a', { applications: swapped })], { serial: 2 }))
    const of = (id: string, clientId: string) => app.tenants.secretOf('a', id, { apiHost: eu, clientId })
    expect(await of('main', staff.clientId)).toBe('of-staff')
    expect(await of('shop', shop.clientId)).toBe('of-shop')
    expect(desk.keychain.entries.size).toBe(2)
  })

  it('takes over an own profile of the same id, and says so before', async () => {
    const app = await desk.open()
    const { tenantId } = await app.tenants.save(undefined, draft, 'own-secret', 'keychain', leave)
    const preview = await desk.preview(app, bundleWith([tenant(tenantId)]))
    expect(preview.tenants[0]?.details).toContainEqual({
      what: 'Comes from',
      before: 'Your own profile',
      after: 'The series contoso'
    })
    expect(preview.warnings).toEqual([expect.stringMatching(/^It takes over “Mine”/)])
    await app.imported.apply(preview)
    expect(app.tenants.profile(tenantId)).toMatchObject({ bundleId: 'contoso', secretStored: true })
    expect(secrets()).toEqual(['own-secret'])
  })

  it('leaves the tenant that is open where its host changes or it goes, and no other', async () => {
    const app = await desk.open()
    await desk.import(app, bundleWith([tenant('a'), tenant('b')]))
    await app.tenants.select('a')
    await desk.import(app, bundleWith([tenant('a'), tenant('b', { label: 'B' })], { serial: 2 }))
    expect(desk.left).toBe(0)
    await desk.import(app, bundleWith([tenant('a', { label: 'A' }), tenant('b')], { serial: 3 }))
    expect(desk.left).toBe(0)
    await desk.import(app, bundleWith([tenant('a', { apiHost: us }), tenant('b')], { serial: 4 }))
    expect(desk.left).toBe(1)
    await desk.import(app, bundleWith([tenant('b')], { serial: 5 }))
    expect(desk.left).toBe(2)
    // they asked for it, and see it
    expect(desk.told).toEqual([])
    expect(app.tenants.currentId).toBe('practice')
  })

  it('makes a policy the agent’s own, and keeps what could not be used before', async () => {
    const app = await desk.open()
    await writeFile(join(desk.user, 'policy.json'), 'broken')
    const bundle = bundleWith([], { policy: { version: 1, limits: { changesPerHour: 7 } } })
    const preview = await desk.preview(app, bundle)
    expect(preview.policy).toEqual([
      {
        what: 'Limits',
        before: '60 changes an hour by one agent, 5 resets of one user within 24 hours.',
        after: '7 changes an hour by one agent, 5 resets of one user within 24 hours.'
      }
    ])
    expect(preview.warnings).toEqual([expect.stringMatching(/^Your own policy file cannot be used/)])
    const { problems } = await app.imported.apply(preview)
    expect(await app.policy.current()).toMatchObject({
      source: 'own',
      policy: { limits: { changesPerHour: 7 } }
    })
    expect(problems).toEqual([expect.stringContaining('policy.json.broken-2026-11-23T22-41-05Z')])
    expect(await readFile(join(desk.user, 'policy.json.broken-2026-11-23T22-41-05Z'), 'utf8')).toBe('broken')
  })

  it('says that its policy has no effect where there is a machine-wide one, and which rules it replaces', async () => {
    const groups = (groupIds: string[]) => ({ privileged: { groupIds } })
    await desk.machinePolicy({ limits: { changesPerHour: 1 } })
    await desk.ownPolicy(groups(['a']))
    const app = await desk.open()
    const preview = await desk.preview(app, bundleWith([], { policy: { version: 1, ...groups(['b']) } }))
    expect(preview.policy).toEqual([
      {
        what: 'Privileged users',
        before: 'Two verifications for users of 1 group.',
        after: 'Two verifications for users of 1 group. (with other values)'
      }
    ])
    expect(preview.warnings).toEqual([expect.stringContaining('has no effect')])
    await app.imported.apply(preview)
    expect(await app.policy.current()).toMatchObject({
      source: 'managed',
      policy: { limits: { changesPerHour: 1 } }
    })
    expect(await stored('policy.json')).toEqual({ version: 1, ...groups(['b']) })
  })

  it('brings defaults and the way to Mosaic', async () => {
    const app = await desk.open()
    await app.ports.settings.saveNetwork({ proxy: { mode: 'none' }, extraCaFile: '/company.pem' })
    const proxy = { mode: 'manual', host: 'proxy.example', port: 3128 } as const
    const preview = await desk.preview(
      app,
      bundleWith([], { defaults: { defaultCountry: 'AT', apiHost: us, proxy } })
    )
    expect(preview.defaults).toEqual([
      { what: 'API host of new profiles', after: us },
      { what: 'Default country of new profiles', after: 'AT' },
      {
        what: 'Way to Mosaic',
        before: 'Directly, without a proxy',
        after: 'By the proxy proxy.example:3128'
      }
    ])
    expect(preview.warnings).toEqual([expect.stringContaining('By the proxy proxy.example:3128')])
    await app.imported.apply(preview)
    expect(app.ports.settings.defaults()).toEqual({ defaultCountry: 'AT', apiHost: us })
    expect(app.ports.settings.network()).toEqual({ proxy, extraCaFile: '/company.pem' })
    expect(desk.rewired).toBe(1)
    const later = bundleWith([], { serial: 2, defaults: { colour: 'slate' } })
    await desk.import(app, later)
    expect((await desk.open()).ports.settings.defaults()).toEqual({ colour: 'slate' })
    expect(app.ports.settings.network().proxy).toEqual(proxy)
  })
})
