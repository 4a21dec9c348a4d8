// Bundles by the window: signed ones imported without a network, tampered ones refused, secrets into a real keyring, and out again. One
// story, in this order.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { parseBundle } from '../../src/main/bundle/parse'
import { whyNoKeyring } from '../fakes/keyring/available'
import type { Tessera } from './app'
import {
  aBundle,
  aTenant,
  cutOff,
  type Issuer,
  makeIssuer,
  openBundle,
  passphrase,
  sealed,
  secretOf,
  signedText,
  triesToLeave
} from './support/bundles'
import { openKeychainDesk, type KeychainDesk } from './support/keychain'
import { answerSaveDialog } from './support/save-dialog'
import { alerts, button, chooseTenant, goTo, tenantButton } from './support/screen'

const unable = whyNoKeyring()
test.skip(unable !== undefined, unable ?? '')
test.describe.configure({ mode: 'serial' })

let desk: KeychainDesk
let issuer: Issuer
let tessera: Tessera
test.beforeAll(async () => {
  desk = await openKeychainDesk()
  issuer = makeIssuer()
  await givePolicy()
  tessera = await desk.start()
  await cutOff(tessera)
})
test.afterAll(() => desk?.stop())

const page = () => tessera.page
const givePolicy = (more: object = {}) =>
  writeFile(join(desk.userData, 'policy.json'), JSON.stringify({ ...issuer.policy, ...more }))
const fileOf = (name: string) => join(desk.userData, name)
const stored = async () => {
  const text = await readFile(fileOf('tenants.json'), 'utf8').catch(() => '{"profiles":[]}')
  return (JSON.parse(text) as { profiles: { id: string; label: string }[] }).profiles
}
async function offer(text: string, name = 'bundle.json') {
  const path = fileOf(name)
  await writeFile(path, text)
  return openBundle(tessera, path)
}

test('a bundle that was tampered with is refused, and so is one without a signature', async () => {
  const good = signedText(aBundle(), issuer)
  const refused: [name: string, text: string, says: RegExp][] = [
    ['another host', good.replace('api.eu.', 'api.evil.'), /signature is wrong/],
    ['no signature', JSON.stringify(aBundle()), /Not signed/],
    ['a stranger’s signature', signedText(aBundle(), makeIssuer()), /nobody here vouches/]
  ]
  for (const [name, text, says] of refused) {
    await test.step(name, async () => {
      const dialog = await offer(text)
      await expect(dialog.getByRole('region', { name: 'Signature' })).toContainText(says)
      await expect(button(dialog, 'Import')).toHaveAttribute('aria-disabled', 'true')
      await button(dialog, 'Cancel').click()
      await expect(dialog).toHaveCount(0)
    })
  }
  const dialog = await offer(good.replace('"format"', '"formaT"'))
  await expect(alerts(dialog)).toContainText('It is no bundle of Tessera')
  await page().keyboard.press('Escape')
  expect(await stored()).toEqual([])
})

test('a signed bundle with two tenants and sealed secrets, without a network', async () => {
  const dialog = await offer(signedText(await sealed(aBundle()), issuer))
  await expect(dialog.getByRole('region', { name: 'Signature' })).toContainText('Signed by Contoso IT.')
  await expect(dialog.getByRole('list', { name: 'Tenant changes' }).getByRole('listitem')).toHaveCount(2)
  await expect(dialog).toContainText('3 client secrets')
  expect(await stored()).toEqual([])

  // first a wrong passphrase: nothing at all happens
  await dialog.getByLabel('Passphrase').fill('something else entirely')
  await button(dialog, 'Import').click()
  await expect(dialog.getByLabel('Passphrase')).toHaveAccessibleDescription(
    /wrong, or the client secrets were changed/
  )
  expect(await stored()).toEqual([])
  expect(await desk.keyring.accounts('Tessera')).toEqual([])

  await dialog.getByLabel('Passphrase').fill(passphrase)
  await button(dialog, 'Import').click()
  await expect(dialog.getByRole('status', { name: 'Import' })).toContainText('2 added')
  await expect(dialog.getByRole('status', { name: 'Import' })).toContainText(
    '3 client secrets of it are in the keychain'
  )
  await button(dialog, 'Close').click()
  expect(await triesToLeave(tessera)).toBe(0)

  expect((await stored()).map(({ id }) => id)).toEqual(['contoso-eu', 'contoso-us'])
  // the keyring itself is asked, not the app
  expect(await desk.keyring.accounts('Tessera')).toHaveLength(3)
  const list = page().getByRole('list', { name: 'Tenants', exact: true })
  await expect(list).toContainText('Contoso EU')
  await chooseTenant(page(), 'Contoso US')
  await expect(tenantButton(page())).toHaveAccessibleDescription('Contoso US Shop Sandbox')

  // nothing secret on the disk, in the file that came or anywhere else
  for (const name of ['tenants.json', 'bundles.json', 'journal.jsonl', 'bundle.json']) {
    const text = await readFile(fileOf(name), 'utf8')
    for (const client of ['client-eu', 'client-us', 'client-us-loyalty'])
      expect(text, name).not.toContain(secretOf(client))
  }
})

test('what is exported here, with its secrets, can be imported on another computer', async () => {
  await givePolicy({ bundles: { ...issuer.policy.bundles, requireSignature: false, exportSecrets: true } })
  const out = fileOf('exported.json')
  await answerSaveDialog(tessera, out)
  await goTo(page(), 'Settings')
  await button(page(), 'Export bundle').click()
  const dialog = page().getByRole('dialog', { name: 'Export bundle' })
  await dialog.getByLabel('Made by').fill('The other desk')
  await dialog.getByLabel('Include client secrets').check()
  await dialog.getByLabel('Passphrase', { exact: true }).fill('another long passphrase')
  await dialog.getByLabel('Repeat passphrase').fill('another long passphrase')
  await button(dialog, 'Export').click()
  await expect(dialog).toContainText('exported.json')
  await button(dialog, 'Close').click()

  const text = await readFile(out, 'utf8')
  const parsed = parseBundle(Buffer.from(text))
  expect(parsed).toMatchObject({ ok: true, bundle: { issuer: 'The other desk', secrets: { count: 3 } } })
  expect(text).not.toContain('client-eu-secret')
  // at Tessera's own price for each guess, which the bundle that came here was spared
  const payload = parsed.ok ? (parsed.bundle.secrets?.payload ?? '') : ''
  expect(Buffer.from(payload, 'base64').toString('latin1')).toMatch(
    /^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/
  )

  const other = await openKeychainDesk()
  try {
    const there = await other.start()
    await writeFile(join(other.userData, 'came.json'), text)
    const came = await openBundle(there, join(other.userData, 'came.json'))
    await came.getByLabel('Passphrase').fill('another long passphrase')
    await button(came, 'Import').click()
    await expect(came.getByRole('status', { name: 'Import' })).toContainText('2 added')
    expect(await other.keyring.accounts('Tessera')).toHaveLength(3)
  } finally {
    await other.stop()
  }
})

test('a newer bundle changes and removes, and an older one that comes back is noticed', async () => {
  await givePolicy()
  const renamed = aTenant({ label: 'Contoso North' })
  const newer = await offer(signedText(aBundle({ serial: 8, tenants: [renamed] }), issuer))
  const changes = newer.getByRole('list', { name: 'Tenant changes' })
  await expect(changes.getByRole('listitem').filter({ hasText: 'Contoso North' }).first()).toContainText(
    'Contoso EU'
  )
  await expect(changes).toContainText('Contoso US')
  await button(newer, 'Import').click()
  await expect(newer.getByRole('status', { name: 'Import' })).toContainText('1 changed, 1 removed')
  await button(newer, 'Close').click()
  expect((await stored()).map(({ label }) => label)).toEqual(['Contoso North'])

  const older = await offer(signedText(aBundle(), issuer))
  await expect(older).toContainText('It is older than one that was imported.')
  await expect(button(older, 'Import')).toHaveAttribute('aria-disabled', 'true')
  await button(older, 'Cancel').click()
  expect((await stored()).map(({ label }) => label)).toEqual(['Contoso North'])
})
