// Everything about tenants works without a network: add, duplicate, order, search, change and delete, with the secrets in a real keyring.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { whyNoKeyring } from '../fakes/keyring/available'
import { cutOff } from './support/bundles'
import { openKeychainDesk, type KeychainDesk } from './support/keychain'
import { button, goTo, tenantButton } from './support/screen'
import { addByForm, saveAndLeave, tenantField } from './support/tenant-form'

const unable = whyNoKeyring()
test.skip(unable !== undefined, unable ?? '')

let desk: KeychainDesk
test.beforeEach(async () => {
  desk = await openKeychainDesk()
})
test.afterEach(() => desk?.stop())

test('a day of an administrator without a network', async () => {
  const tessera = await desk.start()
  const { page } = tessera
  await cutOff(tessera)
  const list = page.getByRole('list', { name: 'Tenants', exact: true })
  const rows = list.getByRole('listitem')
  const stored = async () => {
    const text = await readFile(join(desk.userData, 'tenants.json'), 'utf8')
    return (JSON.parse(text) as { profiles: { label: string; colour: string }[] }).profiles
  }
  const labels = async () => (await stored()).map(({ label }) => label)
  const entry = { ...desk.entry, apiHost: 'api.eu.transmitsecurity.io' }

  await addByForm(page, { ...entry, label: 'Northwind' })
  await addByForm(page, { ...entry, label: 'Contoso', clientId: 'client-contoso' })
  expect(await desk.keyring.accounts('Tessera')).toHaveLength(2)

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
  await expect.poll(() => desk.keyring.accounts('Tessera')).toHaveLength(1)
})
