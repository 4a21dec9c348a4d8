// The bundle that an administrator installs for everybody on the computer: found at the start and while the app runs, read-only,
// and gone with its file. One story, in this order.
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
test.describe.configure({ mode: 'serial' })

const issuer = makeIssuer()
let files: PolicyFiles
let desk: KeychainDesk
let tessera: Tessera
test.beforeAll(async () => {
  files = await preparePolicyFiles()
  await files.setManaged({ ...trustingPolicy, ...issuer.policy })
  desk = await openKeychainDesk({}, { TESSERA_MACHINE_FOLDER: files.machineFolder })
})
test.afterAll(async () => {
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
/** Looks at once, as the settings do each time that they are opened; answers what is in force then. */
const look = async () => {
  const answer = await tessera.page.evaluate(() => window.tessera.invoke('bundle.managed', undefined))
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value
}

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
  await expect(alerts(page)).toContainText('Client secrets wait for their passphrase')
  await button(alerts(page), 'Dismiss').click()
  await expect(alerts(page)).toHaveCount(0)

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

  // gone for longer than a moment
  await rm(place())
  await expect.poll(look).toMatchObject({ state: 'none', tenants: 0 })
  await expect(row('Contoso EU')).toHaveCount(0)
  await expect(row('Contoso US')).toHaveCount(0)
  await expect.poll(() => desk.keyring.accounts('Tessera')).toEqual([])
  await expect(panel()).toHaveCount(0)
})

test('a file that comes is seen unasked; it changes; what takes the open tenant away waits for a password that is read out, and says so; a broken one changes nothing', async () => {
  const { simulator } = desk
  const ours = (more: Partial<BundleTenant> = {}) =>
    aTenant({
      label: 'Ours',
      environment: 'sandbox',
      apiHost: simulator.url,
      applications: [{ id: 'main', name: 'Shop', clientId: simulator.clientId }],
      ...more
    })
  const { page } = tessera
  await expect(list()).not.toContainText('Contoso')
  await install(aBundle({ serial: 8, tenants: [ours(), ...twoTenants.slice(1)] }))
  await expect(row('Ours')).toBeVisible(soon)

  const north = aTenant({ ...twoTenants[1], label: 'Contoso North' })
  await install(aBundle({ serial: 9, tenants: [ours(), north] }))
  await look()
  await expect(row('Contoso North')).toBeVisible()
  await expect(row('Contoso US')).toHaveCount(0)

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
  await install(aBundle({ serial: 10, tenants: [ours({ colour: 'magenta' })] }))
  await look()
  expect(await colourOf()).toBe('magenta')
  expect((await reveal(page)).length).toBeGreaterThan(7)

  await install(aBundle({ serial: 11, tenants: twoTenants.slice(1) }))
  expect(await look()).toMatchObject({ serial: 10 })
  expect(await look()).toMatchObject({ serial: 10 })
  await expect(passwordDialog(page)).toBeVisible()
  expect(await colourOf()).toBe('magenta')
  await expect(alerts(page)).toHaveCount(0)
  await button(passwordDialog(page), 'Done').click()
  await expect.poll(look).toMatchObject({ serial: 11 })
  await expect(alerts(page).filter({ hasText: 'removed the open tenant' })).toContainText('“Ours”')
  await expect(card(page)).toHaveCount(0)

  await goTo(page, 'Settings')
  const good = await readFile(place(), 'utf8')
  await install(good.replace('api.sbx.', 'api.evil.'))
  await look()
  await expect(panel()).toContainText('It is refused')
  await expect(row('Contoso US')).toBeVisible()
  await expect(list()).not.toContainText('api.evil.')
})
