// Tenant profiles by the form, with the secret in a real keyring.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { whyNoKeyring } from '../fakes/keyring/available'
import { openKeychainDesk, type KeychainDesk } from './support/keychain'
import {
  alerts,
  button,
  card,
  cardName,
  chooseTenant,
  find,
  goTo,
  openCard,
  searchBox,
  tenantButton
} from './support/screen'
import {
  addByForm,
  editTenant,
  fillTenant,
  saveAndLeave,
  saveTenant,
  startNewTenant,
  tenantField,
  tenantForm
} from './support/tenant-form'

const unable = whyNoKeyring()
test.skip(unable !== undefined, unable ?? '')

let desk: KeychainDesk
test.beforeEach(async () => {
  desk = await openKeychainDesk()
})
test.afterEach(() => desk?.stop())

const storedProfiles = () => readFile(join(desk.userData, 'tenants.json'), 'utf8')
const accounts = () => desk.keyring.accounts('Tessera')
const secretField = (page: Page) => tenantField(page, 'Client secret')

test('saving makes it current; after a restart the profile and its secret work', async () => {
  const first = await desk.start()
  await addByForm(first.page, desk.entry)
  await expect(tenantButton(first.page)).toHaveAccessibleDescription('Contoso Production')
  await expect(searchBox(first.page)).toBeFocused()
  await openCard(first.page, 'dlefevre', 'Désirée Lefèvre')
  expect(await desk.close()).toBe(0)

  const file = join(desk.userData, 'tenants.json')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const stored = JSON.parse(await storedProfiles()) as { version: number; profiles: object[] }
  expect(stored.version).toBe(1)
  expect(stored.profiles).toEqual([
    expect.objectContaining({
      label: 'Contoso',
      environment: 'production',
      appId: desk.simulator.appId,
      secretStored: true
    })
  ])
  expect(await storedProfiles()).not.toContain(desk.simulator.clientSecret)

  const second = await desk.start()
  expect(second.stdout()).toMatch(/^Tessera is ready: Contoso, \d+ ms$/m)
  await expect(tenantButton(second.page)).toHaveAccessibleDescription('Contoso Production')
  await openCard(second.page, 'dlefevre', 'Désirée Lefèvre')
  await editTenant(second.page, 'Contoso')
  await expect(secretField(second.page)).toHaveValue('')
  await expect(secretField(second.page)).toHaveAttribute(
    'placeholder',
    'Stored in the keychain. Leave empty to keep it.'
  )
  // an empty field keeps the secret
  await fillTenant(second.page, { label: 'Contoso EU' })
  await saveAndLeave(second.page)
  await expect(tenantButton(second.page)).toContainText('Contoso EU')
  await openCard(second.page, 'dlefevre', 'Désirée Lefèvre')
})

test('another host drops the secret and asks for it again', async () => {
  const { page } = await desk.start()
  await addByForm(page, desk.entry)
  await editTenant(page, 'Contoso')
  // the same practice tenant by its other name
  const apiHost = desk.simulator.url.replace('127.0.0.1', 'localhost')
  await fillTenant(page, { apiHost })
  await expect(secretField(page)).toHaveAttribute('placeholder', 'Not stored')
  await expect(secretField(page)).toHaveAccessibleDescription(/saving drops it\. Enter the one for the new\./)
  await saveAndLeave(page)
  expect(JSON.parse(await storedProfiles())).toMatchObject({ profiles: [{ apiHost, secretStored: false }] })
  expect(await accounts()).toEqual([])

  await find(page, 'dlefevre')
  await expect(alerts(page).first()).toContainText('No client secret is stored for this tenant.')
  await expect(alerts(page).first()).toContainText('enter the client secret')

  // back on the old host it is still gone
  await editTenant(page, 'Contoso')
  await fillTenant(page, { apiHost: desk.entry.apiHost })
  await saveAndLeave(page)
  await find(page, 'dlefevre')
  await expect(alerts(page).first()).toContainText('No client secret is stored for this tenant.')

  await editTenant(page, 'Contoso')
  await fillTenant(page, { secret: desk.entry.secret })
  await saveAndLeave(page)
  await openCard(page, 'dlefevre', 'Désirée Lefèvre')
})

test('a switch closes the open card and shows label and environment on every screen', async () => {
  const { page } = await desk.start()
  const { secondAppClientId: clientId, secondAppClientSecret: secret } = desk.simulator
  await addByForm(page, desk.entry)
  await addByForm(page, { ...desk.entry, label: 'Loyalty', environment: 'Sandbox', clientId, secret })
  await expect(tenantButton(page)).toHaveAccessibleDescription('Loyalty Sandbox')
  await openCard(page, 'ana.lopez', 'Ana López')
  await expect(card(page)).toContainText('LOY-88120')

  await chooseTenant(page, 'Contoso')
  await expect(tenantButton(page)).toHaveAccessibleDescription('Contoso Production')
  await expect(card(page)).toHaveCount(0)
  await expect(searchBox(page)).toBeFocused()
  await expect(searchBox(page)).toHaveValue('')
  // the same username is somebody else here
  await openCard(page, 'ana.lopez', 'Ana López')
  await expect(card(page)).toContainText('CRM-00077')
  for (const screen of ['Create', 'Settings', 'Find'] as const) {
    await goTo(page, screen)
    await expect(tenantButton(page)).toHaveAccessibleDescription('Contoso Production')
  }
  await chooseTenant(page, 'Practice tenant')
  await expect(tenantButton(page)).toHaveAccessibleDescription('Practice tenant Contoso shop Practice')
  await expect(card(page)).toHaveCount(0)
})

test('the window’s colours follow the environment', async () => {
  const { page } = await desk.start()
  const colour = () =>
    tenantButton(page)
      .getByText(/Practice$|Production|Sandbox/)
      .evaluate((badge) => getComputedStyle(badge).backgroundColor)
  const practice = await colour()
  await addByForm(page, desk.entry)
  const production = await colour()
  await addByForm(page, { ...desk.entry, label: 'Test', environment: 'Sandbox' })
  const sandbox = await colour()
  expect(new Set([practice, production, sandbox]).size).toBe(3)
})

test('Help → Practice tenant goes there from any tenant', async () => {
  const { page, app } = await desk.start()
  await addByForm(page, desk.entry)
  await openCard(page, 'dlefevre', 'Désirée Lefèvre')
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? []
    items.find(({ label }) => label.replace('&', '') === 'Practice tenant')?.click()
  })
  await expect(tenantButton(page)).toHaveAccessibleDescription('Practice tenant Contoso shop Practice')
  await expect(card(page)).toHaveCount(0)
  await openCard(page, 'ana.lopez@example.com', 'Ana López')
})

test('removing takes the profile and its secret away', async () => {
  const { page } = await desk.start()
  await addByForm(page, desk.entry)
  const { profiles } = JSON.parse(await storedProfiles()) as { profiles: { id: string }[] }
  const [profile, ...more] = profiles
  expect(more).toEqual([])
  expect(await accounts()).toEqual([expect.stringContaining(`${profile?.id} @ ${desk.entry.apiHost} # `)])
  await editTenant(page, 'Contoso')
  await button(tenantForm(page), 'Remove profile').click()
  const asked = page.getByRole('dialog', { name: 'Remove Contoso?' })
  await expect(asked).toContainText('The profile and its client secret are deleted from this computer.')
  await button(asked, 'Cancel').click()
  await expect(asked).toHaveCount(0)
  await button(tenantForm(page), 'Remove profile').click()
  await button(asked, 'Remove profile').click()
  await expect(tenantButton(page)).toHaveAccessibleDescription('Practice tenant Contoso shop Practice')
  await tenantButton(page).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Practice tenant', 'Add tenant', 'Manage tenants'])
  await page.keyboard.press('Escape')
  expect(JSON.parse(await storedProfiles())).toMatchObject({ profiles: [] })
  expect(await accounts()).toEqual([])
  expect((await readdir(desk.userData)).filter((name) => name.includes('broken'))).toEqual([])
})

test('clearing the stored secret keeps the profile', async () => {
  const { page } = await desk.start()
  await addByForm(page, desk.entry)
  await editTenant(page, 'Contoso')
  await button(tenantForm(page), 'Clear stored secret').click()
  await expect(tenantForm(page)).toContainText('The stored secret was deleted.')
  await expect(secretField(page)).toHaveAttribute('placeholder', 'Not stored')
  expect(await accounts()).toEqual([])
  await expect(button(tenantForm(page), 'Clear stored secret')).toHaveCount(0)
  await button(tenantForm(page), 'Cancel').click()
  await find(page, 'dlefevre')
  await expect(alerts(page).first()).toContainText('No client secret is stored for this tenant.')
  await expect(cardName(page)).toHaveCount(0)
})

test('a tenants.json of a newer Tessera is left as it is, the agent is told, and nothing is saved over it', async () => {
  const newer = '{"version":2,"profiles":[{"id":"one","label":"Fabrikam"}]}'
  await writeFile(join(desk.userData, 'tenants.json'), newer)
  const { page } = await desk.start()
  await expect(alerts(page)).toHaveCount(1)
  await expect(alerts(page)).toContainText('A newer version of Tessera wrote it. It was left as it is')
  await expect(alerts(page)).toContainText('tenants.json')
  await expect(tenantButton(page)).toContainText('Practice tenant')
  await startNewTenant(page)
  await fillTenant(page, desk.entry)
  await saveTenant(page)
  await expect(alerts(tenantForm(page))).toContainText('tenants.json was not changed')
  await chooseTenant(page, 'Practice tenant')
  await openCard(page, 'ana.lopez@example.com', 'Ana López')
  expect(await desk.close()).toBe(0)
  expect(await storedProfiles()).toBe(newer)
  expect((await readdir(desk.userData)).filter((name) => name.startsWith('tenants.json'))).toEqual([
    'tenants.json'
  ])
  expect(await accounts()).toEqual([])
})
