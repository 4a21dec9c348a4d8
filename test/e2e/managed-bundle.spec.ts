// The bundle that an administrator installs for everybody on the computer: found at the start and while the app runs, read-only,
// and gone with its file.
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { BundleFile, BundleTenant } from '../../src/shared/bundle'
import { whyNoKeyring } from '../fakes/keyring/available'
import type { Tessera } from './app'
import { aBundle, aTenant, makeIssuer, passphrase, sealed, signedText, twoTenants } from './support/bundles'
import { openKeychainDesk, type KeychainDesk } from './support/keychain'
import { addCaller } from './support/people'
import { trustingPolicy } from './support/policies'
import { preparePolicyFiles, type PolicyFiles } from './support/policy-files'
import { alerts, button, card, goTo, openCard } from './support/screen'
import { issue, passwordDialog, reveal } from './support/temporary-password'

const unable = whyNoKeyring()
test.skip(unable !== undefined, unable ?? '')

const issuer = makeIssuer()
let files: PolicyFiles
let desk: KeychainDesk
let tessera: Tessera
test.beforeEach(async () => {
  files = await preparePolicyFiles()
  await files.setManaged({ ...issuer.policy, verification: { lifeMinutes: 7 } })
  desk = await openKeychainDesk({}, { TESSERA_MACHINE_FOLDER: files.machineFolder })
})
test.afterEach(async () => {
  await desk?.stop()
  await files?.remove()
})

const place = () => join(files.machineFolder, 'bundle.json')
async function install(bundle: BundleFile | string): Promise<void> {
  await writeFile(place(), typeof bundle === 'string' ? bundle : signedText(bundle, issuer))
  // whatever the umask is
  await chmod(place(), 0o644)
}
const list = () => tessera.page.getByRole('list', { name: 'Tenants', exact: true })
const row = (label: string) => list().getByRole('listitem').filter({ hasText: label })
const panel = () => tessera.page.getByRole('region', { name: 'Organisation’s bundle' })
/** It is looked at every few seconds. */
const soon = { timeout: 15_000 }

test('its tenants are there at the first start and read-only; its secrets wait for the passphrase; without the file all is gone', async () => {
  await install(await sealed(aBundle()))
  tessera = await desk.start()
  const { page } = tessera
  await goTo(page, 'Settings')
  await expect(row('Contoso EU')).toContainText('Managed by your organisation')
  await expect(button(page, 'Edit Contoso EU')).toHaveCount(0)
  await expect(button(page, 'Remove Contoso EU')).toHaveCount(0)
  await expect(button(page, 'Duplicate Contoso EU')).toBeVisible()
  await expect(panel()).toContainText('In force')
  await expect(panel()).toContainText('Signed by Contoso IT.')

  // past the screen as well
  const saved = await page.evaluate(() => window.tessera.invoke('tenants.remove', { tenantId: 'contoso-eu' }))
  expect(saved).toMatchObject({ ok: false, error: { kind: 'conflict', reason: 'managed-profile' } })

  const form = panel().getByRole('form', { name: 'Passphrase for client secrets' })
  await expect(form).toContainText('3 client secrets')
  await form.getByLabel('Passphrase').fill(passphrase)
  await button(form, 'Store secrets').click()
  await expect(panel().getByRole('status', { name: 'Client secrets' })).toContainText(
    '3 client secrets are in the keychain'
  )
  await expect(form).toHaveCount(0)
  expect(await desk.keyring.accounts('Tessera')).toHaveLength(3)

  await rm(place())
  await expect(row('Contoso EU')).toHaveCount(0, soon)
  await expect(row('Contoso US')).toHaveCount(0)
  await expect.poll(() => desk.keyring.accounts('Tessera'), soon).toEqual([])
  await expect(panel()).toHaveCount(0)
})

test('a file that comes, changes, and is broken while the app runs', async () => {
  tessera = await desk.start()
  await goTo(tessera.page, 'Settings')
  await expect(list()).not.toContainText('Contoso')
  await install(aBundle())
  await expect(row('Contoso EU')).toBeVisible(soon)

  await install(
    aBundle({ serial: 8, tenants: [aTenant({ label: 'Contoso North' }), ...twoTenants.slice(1)] })
  )
  await expect(row('Contoso North')).toBeVisible(soon)
  await expect(row('Contoso EU')).toHaveCount(0)

  const good = await readFile(place(), 'utf8')
  await install(good.replace('api.eu.', 'api.evil.'))
  await expect(panel()).toContainText('It is refused', soon)
  await expect(row('Contoso North')).toBeVisible()
  await expect(list()).not.toContainText('api.evil.')
})

test('another colour disturbs nobody; what takes the open tenant away waits for a password that is read out, and says so', async () => {
  await files.setManaged({ ...trustingPolicy, ...issuer.policy })
  const { simulator } = desk
  const ours = (more: Partial<BundleTenant> = {}) =>
    aTenant({
      label: 'Ours',
      environment: 'sandbox',
      apiHost: simulator.url,
      applications: [{ id: 'main', name: 'Shop', clientId: simulator.clientId }],
      ...more
    })
  await install(aBundle({ tenants: [ours()] }))
  tessera = await desk.start()
  const { page } = tessera
  await page.evaluate(async (secret) => {
    const tenantId = 'contoso-eu'
    await window.tessera.invoke('tenants.setSecret', {
      tenantId,
      applicationId: 'main',
      secret,
      keep: 'session'
    })
    await window.tessera.invoke('tenants.select', { tenantId })
  }, simulator.clientSecret)
  await page.reload()
  const caller = await addCaller(simulator, {})
  await openCard(page, caller.email, caller.name)
  await issue(page)

  const colourOf = () =>
    page.evaluate(async () => {
      const answer = await window.tessera.invoke('app.state', undefined)
      return answer.ok ? answer.value.tenants.find(({ label }) => label === 'Ours')?.colour : undefined
    })
  await install(aBundle({ serial: 8, tenants: [ours({ colour: 'magenta' })] }))
  await expect.poll(colourOf, soon).toBe('magenta')
  expect((await reveal(page)).length).toBeGreaterThan(7)

  await install(aBundle({ serial: 9, tenants: twoTenants.slice(1) }))
  // longer than two looks at the file
  await page.waitForTimeout(12_000)
  await expect(passwordDialog(page)).toBeVisible()
  expect(await colourOf()).toBe('magenta')
  await expect(alerts(page)).toHaveCount(0)
  await button(passwordDialog(page), 'Done').click()
  await expect(alerts(page).filter({ hasText: 'removed the open tenant' })).toContainText('“Ours”', soon)
  await expect(card(page)).toHaveCount(0)
})
