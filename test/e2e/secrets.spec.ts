// A whole session, and then the search for what must be nowhere: the client secret, access tokens and issued passwords in the
// app's files, its output, and the page's heap and document.
import { expect, test, type Page } from 'playwright/test'
import { whyNoKeyring } from '../fakes/keyring/available'
import { hours } from '../../src/simulator/seed-types'
import { ownDisplay, type Display } from './support/displays'
import { startGateway, type Gateway } from './support/gateway'
import { openKeychainDesk, type KeychainDesk } from './support/keychain'
import { pageHolds } from './support/page-heap'
import { documentStrings, heldIn } from './support/page-memory'
import { addCaller, newId } from './support/people'
import { filesHolding, textsIn } from './support/scan'
import { button, card, cardName, goTo, openCard, outcome, tenantButton } from './support/screen'
import { filesWith, outputOf, secretsPassed } from './support/secrets'
import {
  fillTenant,
  saveAndLeave,
  startNewTenant,
  tenantField,
  tenantForm,
  testConnection
} from './support/tenant-form'
import { issue, passwordBox, passwordDialog, reveal } from './support/temporary-password'

const unable = whyNoKeyring()
test.skip(unable !== undefined, unable ?? '')

let desk: KeychainDesk
let gateway: Gateway
let display: Display
test.beforeEach(async () => {
  display = await ownDisplay()
  desk = await openKeychainDesk({}, display.env)
  gateway = await startGateway(desk.simulator.url)
})
test.afterEach(async () => {
  await desk?.stop()
  await gateway?.stop()
  await display?.stop()
})

const secrets = () => secretsPassed(gateway, desk.simulator.clientSecret)

const documentHolds = async (page: Page, texts: string[]) => heldIn(await documentStrings(page), texts)

const inFiles = (texts: string[]) => filesWith(desk, texts)

test('a whole session leaves no secret, token or password anywhere', async () => {
  const tessera = await desk.start()
  const { page } = tessera

  // a tenant, by keys as an agent types them
  await startNewTenant(page)
  await fillTenant(page, { ...desk.entry, apiHost: gateway.url, secret: '' })
  await tenantField(page, 'Client secret').focus()
  await page.keyboard.insertText(desk.simulator.clientSecret)
  await testConnection(page)
  await expect(page.getByRole('status', { name: 'Connection test' })).toContainText('All good')
  await button(tenantForm(page), 'Show what is typed').click()
  expect(await documentHolds(page, [desk.simulator.clientSecret])).toHaveLength(1)
  await saveAndLeave(page)
  await expect(tenantButton(page)).toContainText('Contoso')

  // unlock, issue, reveal, copy
  const { simulator } = desk
  const { id, name } = await addCaller(simulator, {
    password: { changed: hours(900), locked: 'for-good', failed: hours(1) }
  })
  await openCard(page, id, name)
  await button(card(page), 'Unlock password').click()
  await expect(outcome(page)).toContainText('Password unlocked.')
  await issue(page)
  const masked = secrets()
  expect(masked.passwords).toHaveLength(1)
  expect(await documentHolds(page, masked.all)).toEqual([])
  await button(passwordDialog(page), 'Copy').click()
  await expect(passwordDialog(page)).toContainText('Copied.')
  expect(await pageHolds(tessera, masked.all)).toEqual({ heap: [], document: [] })
  await button(passwordDialog(page), 'Reveal').click()
  await expect(passwordBox(page).getByRole('code').first()).toBeVisible()
  // the search does find what is there
  expect(await documentHolds(page, masked.passwords)).toEqual(masked.passwords)
  await button(passwordDialog(page), 'Done').click()

  // somebody new, with a first password
  await goTo(page, 'Create')
  const form = page.getByRole('form', { name: 'Create user' })
  await form.getByLabel('Email', { exact: true }).fill(`secret.${newId().toLowerCase()}@example.com`)
  await form.getByLabel('First name', { exact: true }).fill('Nia')
  await button(form, 'Create user').click()
  await expect(cardName(page)).toHaveText('Nia')
  await issue(page)
  await reveal(page)
  await button(passwordDialog(page), 'Done').click()
  await expect(passwordDialog(page)).toHaveCount(0)

  const { all, tokens, passwords } = secrets()
  expect(tokens.length).toBeGreaterThan(0)
  expect(tokens[0]?.length).toBeGreaterThan(200)
  expect(passwords).toHaveLength(2)
  expect(await pageHolds(tessera, all)).toEqual({ heap: [], document: [] })
  expect(await inFiles(all)).toEqual([[], []])
  await page.keyboard.press('Escape')
  expect(await documentHolds(page, all)).toEqual([])

  // the positive half: the other places, too, are searched in a way that finds
  expect(textsIn(outputOf(tessera), ['Tessera is ready'])).toHaveLength(1)
  expect(await filesHolding(desk.userData, ['Contoso'])).toEqual(['tenants.json: 1'])

  expect(await desk.close()).toBe(0)
  expect(textsIn(outputOf(tessera), all)).toEqual([])
  expect(await inFiles(all)).toEqual([[], []])

  // and once more with the secret out of the keychain
  const again = await desk.start()
  await openCard(again.page, id, name)
  const later = secrets().all
  expect(later.length).toBeGreaterThan(all.length)
  expect(await pageHolds(again, later)).toEqual({ heap: [], document: [] })
  expect(await desk.close()).toBe(0)
  expect(textsIn(outputOf(again), later)).toEqual([])
  expect(await inFiles(later)).toEqual([[], []])
})

test('a search for a text finds it in every form', async () => {
  const secret = 'Kx4m-Tp7w-H3vn-Rc8d?&ü'
  const forms: [string, Buffer][] = [
    ['UTF-8', Buffer.from(`a ${secret} b`)],
    ['UTF-16', Buffer.from(`a ${secret} b`, 'utf16le')],
    ['UTF-16, the other way', Buffer.from(`a ${secret} b`, 'utf16le').swap16()],
    ...[0, 1, 2, 3].map((offset): [string, Buffer] => [
      `base64 at ${offset}`,
      Buffer.from(Buffer.from(`${'x'.repeat(offset)}${secret} and more`).toString('base64'))
    ]),
    ['base64url', Buffer.from(Buffer.from(`??>${secret}`).toString('base64url'))],
    ['percent-coded', Buffer.from(encodeURIComponent(secret))]
  ]
  for (const [name, content] of forms) {
    expect(textsIn(content, [secret]), name).toEqual([secret])
    expect(textsIn(content, ['Kx4m-Tp7x-H3vn-Rc8d']), name).toEqual([])
  }
})
