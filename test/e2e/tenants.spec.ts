// Tenant profiles by the form, with the secret in a real keyring: each group is one story, in its order.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { whyNoKeyring } from '../fakes/keyring/available'
import type { Tessera } from './app'
import { cutOff } from './support/bundles'
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
let tessera: Tessera
let page: Page

const storedProfiles = () => readFile(join(desk.userData, 'tenants.json'), 'utf8')
const accounts = () => desk.keyring.accounts('Tessera')
const secretField = () => tenantField(page, 'Client secret')

test.describe('a profile and its secret', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => (desk = await openKeychainDesk()))
  test.afterAll(() => desk?.stop())

  async function enterSecret(): Promise<void> {
    await editTenant(page, 'Contoso EU')
    await fillTenant(page, { secret: desk.entry.secret })
    await saveAndLeave(page)
  }

  test('saving makes it current; after a restart the profile and its secret work', async () => {
    page = (await desk.start()).page
    await addByForm(page, desk.entry)
    await expect(tenantButton(page)).toHaveAccessibleDescription('Contoso Production')
    await expect(searchBox(page)).toBeFocused()
    await openCard(page, 'dlefevre', 'Désirée Lefèvre')
    expect(await desk.close()).toBe(0)

    const file = join(desk.userData, 'tenants.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const stored = JSON.parse(await storedProfiles()) as { version: number; profiles: { id: string }[] }
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
    const id = stored.profiles[0]?.id
    expect(await accounts()).toEqual([expect.stringContaining(`${id} @ ${desk.entry.apiHost} # `)])

    tessera = await desk.start()
    page = tessera.page
    expect(tessera.stdout()).toMatch(/^Tessera is ready: Contoso, \d+ ms$/m)
    await expect(tenantButton(page)).toHaveAccessibleDescription('Contoso Production')
    await openCard(page, 'dlefevre', 'Désirée Lefèvre')
    await editTenant(page, 'Contoso')
    await expect(secretField()).toHaveValue('')
    await expect(secretField()).toHaveAttribute(
      'placeholder',
      'Stored in the keychain. Leave empty to keep it.'
    )
    // an empty field keeps the secret
    await fillTenant(page, { label: 'Contoso EU' })
    await saveAndLeave(page)
    await expect(tenantButton(page)).toContainText('Contoso EU')
    await openCard(page, 'ana.lopez@example.com', 'Ana López')
  })

  test('another host drops the secret and asks for it again', async () => {
    await editTenant(page, 'Contoso EU')
    // the same practice tenant by its other name
    const apiHost = desk.simulator.url.replace('127.0.0.1', 'localhost')
    await fillTenant(page, { apiHost })
    await expect(secretField()).toHaveAttribute('placeholder', 'Not stored')
    await expect(secretField()).toHaveAccessibleDescription(/saving drops it\. Enter the one for the new\./)
    await saveAndLeave(page)
    expect(JSON.parse(await storedProfiles())).toMatchObject({ profiles: [{ apiHost, secretStored: false }] })
    expect(await accounts()).toEqual([])

    await find(page, 'dlefevre')
    await expect(alerts(page).first()).toContainText('No client secret is stored for this tenant.')
    await expect(alerts(page).first()).toContainText('enter the client secret')

    // back on the old host it is still gone
    await editTenant(page, 'Contoso EU')
    await fillTenant(page, { apiHost: desk.entry.apiHost })
    await saveAndLeave(page)
    await find(page, 'dlefevre')
    await expect(alerts(page).first()).toContainText('No client secret is stored for this tenant.')

    await enterSecret()
    await openCard(page, 'dlefevre', 'Désirée Lefèvre')
  })

  test('clearing the stored secret keeps the profile', async () => {
    expect(await accounts()).toHaveLength(1)
    await editTenant(page, 'Contoso EU')
    await button(tenantForm(page), 'Clear stored secret').click()
    await expect(tenantForm(page)).toContainText('The stored secret was deleted.')
    await expect(secretField()).toHaveAttribute('placeholder', 'Not stored')
    expect(await accounts()).toEqual([])
    await expect(button(tenantForm(page), 'Clear stored secret')).toHaveCount(0)
    await button(tenantForm(page), 'Cancel').click()
    await find(page, 'ana.lopez@example.com')
    await expect(alerts(page).first()).toContainText('No client secret is stored for this tenant.')
    await expect(cardName(page)).toHaveCount(0)
  })

  test('removing takes the profile and its secret away', async () => {
    await enterSecret()
    expect(await accounts()).toHaveLength(1)
    await editTenant(page, 'Contoso EU')
    await button(tenantForm(page), 'Remove profile').click()
    const asked = page.getByRole('dialog', { name: 'Remove Contoso EU?' })
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

  // add, duplicate, order, search, change and delete
  test('a day of an administrator without a network', async () => {
    await cutOff(tessera)
    const list = page.getByRole('list', { name: 'Tenants', exact: true })
    const rows = list.getByRole('listitem')
    const stored = async () =>
      (JSON.parse(await storedProfiles()) as { profiles: { label: string; colour: string }[] }).profiles
    const labels = async () => (await stored()).map(({ label }) => label)
    const entry = { ...desk.entry, apiHost: 'api.eu.transmitsecurity.io' }

    await addByForm(page, { ...entry, label: 'Northwind' })
    await addByForm(page, { ...entry, label: 'Contoso', clientId: 'client-contoso' })
    expect(await accounts()).toHaveLength(2)

    await goTo(page, 'Settings')
    await button(page, 'Duplicate Northwind').click()
    await expect(tenantField(page, 'Label')).toHaveValue('Northwind (copy)')
    await expect(tenantField(page, 'Client secret')).toHaveValue('')
    await tenantField(page, 'Label').fill('Northwind outlet')
    await saveAndLeave(page)
    await expect(tenantButton(page)).toHaveAccessibleDescription(/Northwind outlet/)

    await goTo(page, 'Settings')
    await button(page, 'Move Northwind outlet up').click()
    await button(page, 'Move Northwind outlet up').click()
    await expect(rows.first()).toContainText('Northwind outlet')
    await expect.poll(labels).toEqual(['Northwind outlet', 'Northwind', 'Contoso'])

    await page.getByRole('main').getByRole('searchbox', { name: 'Search tenants' }).fill('CLIENT-contoso')
    await expect(rows).toHaveCount(1)
    await expect(rows.first()).toContainText('Contoso')
    await page.getByRole('main').getByRole('searchbox', { name: 'Search tenants' }).fill('')

    await button(page, 'Edit Contoso').click()
    await page.getByRole('radio', { name: 'Magenta' }).check({ force: true })
    await saveAndLeave(page)
    expect((await stored()).find(({ label }) => label === 'Contoso')?.colour).toBe('magenta')

    await goTo(page, 'Settings')
    await button(page, 'Remove Northwind').click()
    const question = page.getByRole('dialog', { name: 'Remove Northwind?' })
    await expect(question).toContainText('client secret')
    await button(question, 'Remove profile').click()
    await expect(page.getByRole('main')).toContainText(/Northwind was removed/)
    expect(await labels()).toEqual(['Northwind outlet', 'Contoso'])
    await expect.poll(accounts).toHaveLength(1)
  })

  test('a tenants.json of a newer Tessera is left as it is, the agent is told, and nothing is saved over it', async () => {
    expect(await desk.close()).toBe(0)
    const before = await accounts()
    const newer = '{"version":2,"profiles":[{"id":"one","label":"Fabrikam"}]}'
    await writeFile(join(desk.userData, 'tenants.json'), newer)
    page = (await desk.start()).page
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
    expect(await accounts()).toEqual(before)
  })
})

test.describe('several tenants', () => {
  test.afterEach(() => desk?.stop())

  test('the window’s colours follow the environment; a switch closes the open card and shows label and environment on every screen; Help → Practice tenant goes there', async () => {
    desk = await openKeychainDesk()
    tessera = await desk.start()
    page = tessera.page
    const colour = () =>
      tenantButton(page)
        .getByText(/Practice$|Production|Sandbox/)
        .evaluate((badge) => getComputedStyle(badge).backgroundColor)
    const { secondAppClientId: clientId, secondAppClientSecret: secret } = desk.simulator
    const practice = await colour()
    await addByForm(page, desk.entry)
    const production = await colour()
    await addByForm(page, { ...desk.entry, label: 'Loyalty', environment: 'Sandbox', clientId, secret })
    await expect(tenantButton(page)).toHaveAccessibleDescription('Loyalty Sandbox')
    const sandbox = await colour()
    expect(new Set([practice, production, sandbox]).size).toBe(3)

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

    await chooseTenant(page, 'Contoso')
    await openCard(page, 'dlefevre', 'Désirée Lefèvre')
    await tessera.app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? []
      items.find(({ label }) => label.replace('&', '') === 'Practice tenant')?.click()
    })
    await expect(tenantButton(page)).toHaveAccessibleDescription('Practice tenant Contoso shop Practice')
    await expect(card(page)).toHaveCount(0)
    await openCard(page, 'ana.lopez@example.com', 'Ana López')
  })
})
