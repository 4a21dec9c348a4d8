import { beforeEach, describe, expect, it } from 'vitest'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { signBundle } from '../../../src/main/bundle/signature'
import type { TenantDraft } from '../../../src/shared/tenant'
import { type BundleDesk, bundleWith, eu, openBundleDesk, tenant } from './bundle-desk'
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

describe('an import is refused', () => {
  it.each<[string, (desk: BundleDesk) => ReturnType<typeof bundleWith>, RegExp]>([
    ['unsigned', () => bundleWith([tenant('a')]), /^It is not signed/],
    [
      'signed with another key',
      () => signBundle(bundleWith([tenant('a')]), makeSigningKey().privateKey),
      /^It is signed with the key [0-9a-f]{16}, which the policy does not trust\.$/
    ],
    [
      'changed after it was signed',
      ({ sign }) => ({ ...sign(bundleWith([tenant('a')])), serial: 2 }),
      /^Its signature is wrong/
    ]
  ])('where the policy demands signatures and it is %s', async (_what, make, words) => {
    await desk.ownPolicy(desk.demand)
    const app = await desk.open()
    const preview = await desk.preview(app, make(desk))
    expect(preview.refusal).toMatch(words)
    expect(await failureOf(app.imported.apply({ ...preview, acceptOlder: true }))).toMatchObject({
      kind: 'policy-refused',
      why: preview.refusal
    })
    expect(app.ports.profiles.list()).toEqual([])
    expect(desk.journal.lines).toEqual([])
  })

  it('with a wrong signature of a trusted key where the policy demands none', async () => {
    const { trustedKeys } = desk.demand.bundles
    await desk.ownPolicy({ bundles: { trustedKeys } })
    const app = await desk.open()
    const changed = { ...desk.sign(bundleWith([tenant('a')])), issuer: 'Somebody' }
    const preview = await desk.preview(app, changed)
    expect(preview).toMatchObject({
      signature: { state: 'wrong', keyName: 'Contoso IT' },
      refusal: expect.stringMatching(/^Its signature is wrong/)
    })
    expect(await failureOf(app.imported.apply(preview))).toMatchObject({ kind: 'policy-refused' })
    // and without that key nobody can tell
    await desk.ownPolicy({})
    const unknown = await desk.preview(app, changed)
    expect(unknown.signature).toMatchObject({ state: 'unknown-key' })
    expect(unknown).not.toHaveProperty('refusal')
  })

  it('not where it is well signed, and the journal names the key', async () => {
    await desk.ownPolicy(desk.demand)
    const app = await desk.open()
    const preview = await desk.preview(app, desk.sign(bundleWith([tenant('a')])))
    expect(preview.signature).toEqual({
      state: 'trusted',
      keyId: desk.key.keyId,
      keyName: 'Contoso IT'
    })
    await app.imported.apply(preview)
    expect(desk.journal.lines[0]?.note).toContain('signed by “Contoso IT”')
  })

  it('where a managed policy cannot be read: nobody knows what it demands', async () => {
    await desk.machinePolicy('broken')
    const app = await desk.open()
    const preview = await desk.preview(app, desk.sign(bundleWith([tenant('a')])))
    expect(preview.refusal).toMatch(/^Your organisation’s policy cannot be read/)
    expect(await failureOf(app.imported.apply(preview))).toMatchObject({ kind: 'policy-refused' })
  })

  it('where its policy can never be followed', async () => {
    const app = await desk.open()
    const bundle = bundleWith([], { policy: { version: 1, verification: { kinds: [] } } })
    expect((await desk.preview(app, bundle)).refusal).toMatch(/^The policy in it cannot be used\. “/)
  })

  it('where it would change what the organisation installed', async () => {
    await desk.install(bundleWith([tenant('a')]))
    const app = await desk.open()
    const preview = await desk.preview(app, bundleWith([tenant('a'), tenant('b')], { bundleId: 'other' }))
    expect(preview.refusal).toMatch(/^It would change “Tenant a”, which came with your organisation’s bundle/)
    expect(await failureOf(app.imported.apply(preview))).toMatchObject({ kind: 'policy-refused' })
    expect(app.ports.profiles.list()).toMatchObject([{ id: 'a', managed: true }])
  })

  it('where something that it changes was changed since it was opened', async () => {
    const app = await desk.open()
    await desk.import(app, bundleWith([tenant('a')]))
    const preview = await desk.preview(app, bundleWith([tenant('a', { label: 'New' })], { serial: 2 }))
    await app.tenants.save('a', { ...draft, label: 'Changed meanwhile' }, undefined, 'keychain', leave)
    expect(await failureOf(app.imported.apply(preview))).toMatchObject({
      kind: 'not-found',
      todo: expect.stringContaining('Nothing was imported.')
    })
    expect(app.tenants.profile('a').label).toBe('Changed meanwhile')
  })
})

describe('an older bundle', () => {
  it('is noticed, also after a restart, and needs the agent’s consent', async () => {
    await desk.import(await desk.open(), bundleWith([tenant('a')], { serial: 5 }))
    const seenAt = desk.now
    const app = await desk.open()
    desk.now += 1_000
    const older = await desk.preview(app, bundleWith([tenant('a', { label: 'Old' })], { serial: 4 }))
    expect(older.replay).toEqual({ state: 'older', seenSerial: 5, seenAt })
    expect(older).not.toHaveProperty('refusal')
    expect(await failureOf(app.imported.apply(older))).toMatchObject({
      kind: 'invalid-input',
      fields: { acceptOlder: expect.any(String) }
    })
    expect(app.tenants.profile('a').label).toBe('Tenant a')
    await app.imported.apply({ ...older, acceptOlder: true })
    expect(app.tenants.profile('a').label).toBe('Old')
    // and is still older than one that was there
    expect((await desk.preview(app, bundleWith([tenant('a')], { serial: 4 }))).replay?.state).toBe('older')
  })

  it('is told from the very same one, and from another with the same number', async () => {
    const app = await desk.open()
    const bundle = bundleWith([tenant('a')], { serial: 5 })
    await desk.import(app, bundle)
    expect((await desk.preview(app, desk.sign(bundle))).replay?.state).toBe('same')
    const rewritten = await desk.preview(app, { ...bundle, tenants: [tenant('b')] })
    expect(rewritten.replay).toMatchObject({ state: 'rewritten', seenSerial: 5 })
    expect(await failureOf(app.imported.apply(rewritten))).toMatchObject({ kind: 'invalid-input' })
    await app.imported.apply({ ...rewritten, acceptOlder: true })
    expect(app.ports.profiles.list().map(({ id }) => id)).toEqual(['b'])
    const next = await desk.preview(app, bundleWith([tenant('a')], { serial: 6 }))
    expect(next).not.toHaveProperty('replay')
    expect(await desk.preview(app, bundleWith([tenant('a')], { bundleId: 'other' }))).not.toHaveProperty(
      'replay'
    )
  })

  it.each([
    ['older', { serial: 4 }],
    ['rewritten', { issuer: 'Another' }]
  ])('is refused where the policy demands signatures: %s', async (state, more) => {
    await desk.ownPolicy(desk.demand)
    const app = await desk.open()
    await desk.import(app, desk.sign(bundleWith([tenant('a')], { serial: 5 })))
    const preview = await desk.preview(app, desk.sign(bundleWith([], { serial: 5, ...more })))
    expect(preview).toMatchObject({ replay: { state }, refusal: expect.any(String) })
    expect(await failureOf(app.imported.apply({ ...preview, acceptOlder: true }))).toMatchObject({
      kind: 'policy-refused'
    })
    expect(app.ports.profiles.list()).toHaveLength(1)
  })
})
