// Several applications of one tenant, each with its own client and secret in a real keyring: passwords and locks belong to one of
// them. And what a client may do, and a new secret for it.
import { expect, test, type Page } from 'playwright/test'
import { whyNoKeyring } from '../fakes/keyring/available'
import type { Tessera } from './app'
import { openKeychainDesk, type KeychainDesk } from './support/keychain'
import { alerts, button, card, cardName, goTo, openCard, outcome, verdict } from './support/screen'
import { addByForm } from './support/tenant-form'
import { ask, callerStatus, verifyBySms } from './support/verification'

const unable = whyNoKeyring()
test.skip(unable !== undefined, unable ?? '')
test.describe.configure({ mode: 'default' })

/** Locked in the shop, and able to sign in to the other application (seed-people.ts). */
const teodora = { id: 'tD4kWq8ZsLr1Xb6YnVe0A', name: 'Teodora Ilić' }

let desk: KeychainDesk
let tessera: Tessera
let page: Page
let tenantId: string
test.beforeAll(async () => {
  desk = await openKeychainDesk()
  tessera = await desk.start()
  page = tessera.page
  await addByForm(page, desk.entry)
  const state = await ask(page, 'app.state', null)
  if (!state.ok) throw new Error(state.error.kind)
  tenantId = state.value.currentTenantId
  const { secondAppClientId: clientId, secondAppClientSecret: secret } = desk.simulator
  const draft = { name: 'Loyalty', clientId }
  const saved = await ask(page, 'tenants.saveApplication', { tenantId, draft, secret, keep: 'keychain' })
  expect(saved).toMatchObject({ ok: true })
  await page.reload()
})
test.afterAll(() => desk?.stop())

const shown = () => card(page).getByRole('status', { name: 'Shown application' })
const stateOf = async (userId: string) =>
  JSON.stringify(await desk.simulator.control({ action: 'state', userId }))

test('each application has its own secret in the keyring', async () => {
  expect(await desk.keyring.accounts('Tessera')).toHaveLength(2)
})

test('one key shows the password of the other application; what was verified still counts', async () => {
  await openCard(page, teodora.id, teodora.name)
  await expect(shown()).toHaveText('Password of Contoso shop')
  await expect(verdict(page)).toContainText('The password is locked')
  await verifyBySms(page, desk.simulator, teodora.id)

  await page.keyboard.press('a')
  await expect(shown()).toHaveText(/^Password of (?!Contoso shop)/)
  await expect(verdict(page)).toContainText('Nothing wrong is seen here')
  await expect(callerStatus(page)).toContainText('Verified by SMS code')

  await page.keyboard.press('a')
  await expect(shown()).toHaveText('Password of Contoso shop')
  await expect(verdict(page)).toContainText('The password is locked')
})

test('an unlock goes to the application that is shown and to no other', async () => {
  await openCard(page, teodora.id, teodora.name)
  await button(card(page), 'Application').click()
  await page.getByRole('menuitemradio').nth(1).click()
  await expect(verdict(page)).toContainText('Nothing wrong is seen here')
  // asked for the application that was shown before
  const late = await ask(page, 'password.unlock', {
    tenantId,
    applicationId: 'main',
    userId: teodora.id
  })
  expect(late).toMatchObject({ ok: false, error: { kind: 'conflict', reason: 'tenant-changed' } })
  expect(await stateOf(teodora.id)).toContain('"lockedUntil"')

  await page.keyboard.press('a')
  await expect(verdict(page)).toContainText('The password is locked')
  await button(card(page), 'Unlock password').click()
  await expect(outcome(page)).toContainText('Password unlocked.')
})

test('somebody whom the other application does not know', async () => {
  await openCard(page, 'dlefevre', 'Désirée Lefèvre')
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: /^This person is not in/ })).toBeVisible()
  await button(page, 'Back to Contoso shop').click()
  await expect(cardName(page)).toHaveText('Désirée Lefèvre')
})

test('what a client may do, and a new secret that is tried first', async () => {
  await goTo(page, 'Settings')
  await button(page, 'Check Contoso').click()
  await expect(page.getByRole('heading', { name: 'Check Contoso', level: 1 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Client' })).toContainText('Contoso shop')
  await expect(page.getByRole('list', { name: 'Reads tried' }).getByRole('listitem')).toHaveCount(7)
  await expect(page.getByRole('region', { name: 'Buttons' })).toContainText('Unlock password')

  // the simulator knows one secret, so the stored one plays the one that is no longer good
  const old = { tenantId, applicationId: 'main', secret: 'an old one', keep: 'keychain' } as const
  expect(await ask(page, 'tenants.setSecret', old)).toMatchObject({ ok: true })
  await button(page, 'Rotate secret').click()
  const dialog = page.getByRole('dialog', { name: 'Rotate client secret' })
  await dialog.getByLabel('New client secret', { exact: true }).fill('not the secret')
  await button(dialog, 'Try and replace').click()
  await expect(alerts(dialog)).toContainText('Mosaic refused the client ID or the client secret.')
  await expect(dialog).toContainText(/old (one|secret) stays/)
  await dialog.getByLabel('New client secret', { exact: true }).fill(desk.simulator.clientSecret)
  await button(dialog, 'Try and replace').click()
  await expect(dialog.getByRole('status', { name: 'Rotation' })).toContainText('The new secret works')
  expect(await desk.keyring.accounts('Tessera')).toHaveLength(2)
})
