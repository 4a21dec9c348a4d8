import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeSigningKey } from '../../../src/main/bundle/private-key'
import { signBundle } from '../../../src/main/bundle/signature'
import type { PolicyFile } from '../../../src/shared/policy'
import { type BundleDesk, bundleWith, openBundleDesk, tenant } from './bundle-desk'
import { failureOf } from './practice-desk'

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
})

const other = makeSigningKey()
const trusting = (...keys: [name: string, publicKey: string][]): Omit<PolicyFile, 'version'> => ({
  bundles: { trustedKeys: keys.map(([name, publicKey]) => ({ name, publicKey })) }
})
const withPolicy = (policy: Omit<PolicyFile, 'version'>) =>
  bundleWith([], { policy: { version: 1, ...policy } })

describe('keys that a bundle’s policy would have trusted', () => {
  it('are told by their ids, also under a name that is trusted already', async () => {
    await desk.ownPolicy(trusting(['Contoso IT', desk.key.publicKey]))
    const app = await desk.open()
    const preview = await desk.preview(app, withPolicy(trusting(['Contoso IT', other.publicKey])))
    expect(preview.warnings).toEqual([
      `Under the name “Contoso IT” another key would be trusted: ${other.keyId} in the place of ${desk.key.keyId}.`,
      `Bundles signed with these keys would be trusted: “Contoso IT” (key ID ${other.keyId}).`,
      `These keys would not be trusted any more: “Contoso IT” (key ID ${desk.key.keyId}).`
    ])
    expect(preview.policy).toEqual([
      { what: `Trusted key ${desk.key.keyId}`, before: '“Contoso IT”', after: 'Not trusted' },
      { what: `Trusted key ${other.keyId}`, before: 'Not trusted', after: '“Contoso IT”' }
    ])
    expect(preview.newKeys).toEqual([{ name: 'Contoso IT', keyId: other.keyId }])
  })

  it('are all named, however many they are', async () => {
    const keys = Array.from({ length: 50 }, () => makeSigningKey())
    const app = await desk.open()
    const named = keys.map(({ publicKey }): [string, string] => ['N'.repeat(80), publicKey])
    const { warnings, policy } = await desk.preview(app, withPolicy(trusting(...named)))
    for (const { keyId } of keys) {
      expect(warnings.join()).toContain(keyId)
      expect(policy).toContainEqual(expect.objectContaining({ what: `Trusted key ${keyId}` }))
    }
  })

  it('need the agent’s consent where nothing proves who made it', async () => {
    const app = await desk.open()
    const policy = trusting(['Contoso IT', other.publicKey])
    // its own key proves nothing
    const preview = await desk.preview(app, signBundle(withPolicy(policy), other.privateKey))
    expect(preview.newKeys).toHaveLength(1)
    expect(await failureOf(app.imported.apply(preview))).toMatchObject({
      kind: 'invalid-input',
      fields: { acceptKeys: expect.any(String) }
    })
    expect(await app.policy.own()).toBe('none')
    await app.imported.apply({ ...preview, acceptKeys: true })
    expect(await app.policy.own()).toMatchObject({ ok: true })
    // who agreed to what is on record, before it counts
    for (const line of desk.journal.lines)
      expect(line.note).toContain(`The agent agreed to trust new keys, 1 in all: ${other.keyId}.`)
  })

  it('need none where a trusted key signed it, or where they are trusted already', async () => {
    const known: [string, string] = ['Contoso IT', desk.key.publicKey]
    await desk.ownPolicy(trusting(known))
    const app = await desk.open()
    expect((await desk.preview(app, withPolicy(trusting(known)))).newKeys).toEqual([])
    const signed = desk.sign(withPolicy(trusting(known, ['Second', other.publicKey])))
    const preview = await desk.preview(app, signed)
    expect(preview).toMatchObject({ newKeys: [], warnings: [expect.stringContaining(other.keyId)] })
    await app.imported.apply(preview)
  })
})

it('a new place for the journal, and a demand for signatures, are warned of', async () => {
  const app = await desk.open()
  const policy = {
    journal: { sink: 'https://collector.example/in?key=k' },
    bundles: { requireSignature: true }
  }
  expect((await desk.preview(app, withPolicy(policy))).warnings).toEqual([
    expect.stringContaining('only bundles that are signed with a trusted key'),
    'Each record of the journal, with users’ names and what was done, would also be sent to collector.example.'
  ])
  await desk.ownPolicy({ journal: { sink: 'https://siem.example/' } })
  expect((await desk.preview(app, withPolicy({ journal: { sink: 'https://x.example/' } }))).warnings).toEqual(
    [
      expect.stringMatching(
        /also be sent to x\.example, and no more to the earlier address at siem\.example\.$/
      )
    ]
  )
  expect((await desk.preview(app, withPolicy({}))).warnings).toEqual([
    'The journal would not be sent to siem.example any more.'
  ])
})

describe('the serial numbers of a signed series', () => {
  const labels = (app: Awaited<ReturnType<BundleDesk['open']>>) =>
    app.ports.profiles.list().map(({ label }) => label)

  it('are not used up by what nobody signed', async () => {
    await desk.import(await desk.open(), bundleWith([tenant('x')], { serial: 9 }))
    await desk.machinePolicy(desk.demand)
    await desk.install(desk.sign(bundleWith([tenant('a')])))
    expect(labels(await desk.open())).toContain('Tenant a')
    expect(desk.told).toEqual([])
  })

  it('nor by its own draft with the same number', async () => {
    await desk.import(await desk.open(), bundleWith([tenant('a')]))
    await desk.machinePolicy(desk.demand)
    await desk.install(desk.sign(bundleWith([tenant('a', { label: 'A' })])))
    expect(labels(await desk.open())).toEqual(['A'])
    expect(desk.told).toEqual([])
  })

  it('nor by a key that is not trusted any more, but by every one that is', async () => {
    const both = trusting(['Old', other.publicKey], ['New', desk.key.publicKey])
    await desk.ownPolicy(both)
    const app = await desk.open()
    await desk.import(app, signBundle(bundleWith([], { serial: 9 }), other.privateKey))
    const next = desk.sign(bundleWith([tenant('a')], { serial: 4 }))
    expect((await desk.preview(app, next)).replay).toMatchObject({ state: 'older', seenSerial: 9 })
    await desk.ownPolicy(desk.demand)
    expect(await desk.preview(app, next)).not.toHaveProperty('replay')
  })

  it('count for an unsigned one, too', async () => {
    await desk.ownPolicy(trusting(['Contoso IT', desk.key.publicKey]))
    const app = await desk.open()
    await desk.import(app, desk.sign(bundleWith([], { serial: 9 })))
    expect((await desk.preview(app, bundleWith([]))).replay).toMatchObject({ state: 'older', seenSerial: 9 })
  })

  it('that an earlier Tessera noted without the key are a question, no refusal', async () => {
    await desk.import(await desk.open(), bundleWith([], { serial: 9 }))
    const file = join(desk.user, 'bundles.json')
    const text = await readFile(file, 'utf8')
    expect(text).toMatch(/"trust": ?"untrusted"/)
    await writeFile(file, text.replace(/,\s*"trust": ?"untrusted"/, ''))
    await desk.ownPolicy(desk.demand)
    const app = await desk.open()
    expect(app.ports.store.setAside()).toEqual([])
    const preview = await desk.preview(app, desk.sign(bundleWith([tenant('a')], { serial: 4 })))
    expect(preview.replay).toMatchObject({ state: 'older', seenSerial: 9, unproved: true })
    expect(preview).not.toHaveProperty('refusal')
    await app.imported.apply({ ...preview, acceptOlder: true })
    // from now on it is known which one was signed
    const later = await desk.preview(app, desk.sign(bundleWith([tenant('a')], { serial: 5 })))
    expect(later).not.toHaveProperty('replay')
    expect(await desk.preview(app, desk.sign(bundleWith([], { serial: 3 })))).toMatchObject({
      replay: { state: 'older', seenSerial: 4 },
      refusal: expect.any(String)
    })
  })
})
