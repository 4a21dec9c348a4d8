// A link in another program opens a search, and never more; a second start brings the first one's window to the front.
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { PolicyFile } from '../../src/shared/policy'
import { launchTessera, type Tessera } from './app'
import { violationsInBoth } from './support/axe'
import { runToItsEnd } from './support/electron'
import { journalFile, journalText, linesIn, parsed } from './support/journal-files'
import { userOf } from './support/people'
import { alerts, button, card, cardName, find, searchBox, tenantButton } from './support/screen'
import { callerStatus } from './support/verification'

test.describe.configure({ mode: 'default' })

const ana = 'ana.lopez@example.com'
const linkTo = (identifier: string): string => `tessera://find/${encodeURIComponent(identifier)}`

// Tessera’s own defaults, in the tenant that a first start opens
let tessera: Tessera
test.beforeAll(async () => {
  tessera = await launchTessera({ policy: 'none', args: [`${linkTo(ana)}?tenant=practice`] })
  tessera.page.setDefaultTimeout(10_000)
})
test.afterAll(() => tessera?.close())

const question = () => tessera.page.getByRole('region', { name: 'Link from another program' })
const startAgain = (...words: string[]) => runToItsEnd(`--user-data-dir=${tessera.userData}`, ...words)

/** What main hears when somebody starts Tessera again with these words. */
const tellMain = (...words: string[]) =>
  tessera.app.evaluate(({ app }, argv) => void app.emit('second-instance', {}, argv), ['tessera', ...words])

const hideWindow = () => tessera.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
const isWindowShown = () =>
  tessera.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

/** What agents did so far; links are to add nothing. */
async function actions(): Promise<string[]> {
  if (!existsSync(journalFile(tessera.userData))) return []
  return linesIn(await journalText(tessera.userData)).map((line) => parsed(line).action)
}

test('a start with a link opens the card; later ones bring the window to the front, wait for the end of the call, and do nothing else', async () => {
  const { page } = tessera
  await test.step('a cold start', async () => {
    await expect(cardName(page)).toHaveText('Ana López')
    await expect(searchBox(page)).toHaveValue(ana)
    await expect(tenantButton(page)).toContainText('Practice tenant')
    await expect(callerStatus(page)).toContainText('Not verified')
  })

  await test.step('a second start in the middle of the call', async () => {
    await hideWindow()
    const { code, stderr } = await startAgain(linkTo(userOf('ok')))
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('is running already')
    await expect(question()).toContainText('The call with Ana López ends')
    await expect.poll(isWindowShown).toBe(true)
    await expect(cardName(page)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(question()).toBeVisible()
    await expect(cardName(page)).toHaveText('Ana López')
    await expect(searchBox(page)).toHaveValue(ana)
    expect(await actions()).toEqual([])

    await tellMain('tessera://evil')
    await expect(alerts(page)).toContainText('could not be followed')
    expect(await violationsInBoth(page)).toEqual([])
    await button(question(), 'End call and search').click()
    await expect(cardName(page)).toHaveText('Emma Johansson')
    await expect(question()).toHaveCount(0)
    await expect(alerts(page)).toHaveCount(0)
  })

  await test.step('one without a link, and one with words behind it', async () => {
    await hideWindow()
    expect((await startAgain()).code).toBe(0)
    await expect.poll(isWindowShown).toBe(true)
    // nothing of it reaches the running window
    const { code, stderr } = await startAgain(linkTo(ana), '--practice')
    expect(code).toBe(1)
    expect(stderr).toContain('a link comes alone')
    await expect(question()).toHaveCount(0)
    await expect(cardName(page)).toHaveText('Emma Johansson')
  })

  await test.step('one that comes while several matches wait for a choice asks too', async () => {
    await button(card(page), 'End call').click()
    await find(page, 'ana.lo')
    await expect(page.getByRole('listbox', { name: 'Matching users' })).toBeFocused()
    await tellMain(linkTo(ana))
    await expect(question()).toContainText('Your search is replaced.')
    await expect(searchBox(page)).toHaveValue('ana.lo')
    await button(question(), 'Not now').click()
    await expect(question()).toHaveCount(0)
    await searchBox(page).press('Escape')
    await expect(searchBox(page)).toHaveValue('')
  })

  await test.step('one that finds no call is followed at once', async () => {
    await tellMain('--allow-file-access-from-files', linkTo('+14155550123'), linkTo(userOf('ok')))
    await expect(cardName(page)).toHaveText('Ana López')
    await expect(searchBox(page)).toHaveValue('+14155550123')
    expect(await actions()).toEqual([])
  })

  await test.step('one that comes while the page is loaded anew waits for it', async () => {
    await tessera.app.evaluate(
      ({ app, BrowserWindow }, argv) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('did-navigate', () => app.emit('second-instance', {}, argv))
        contents?.reload()
      },
      ['tessera', linkTo(userOf('ok'))]
    )
    await expect(cardName(page)).toHaveText('Emma Johansson')
    await expect(question()).toHaveCount(0)
  })
})

test('hostile links, and any where the policy has none, do nothing but say so', async () => {
  const { page } = tessera
  await button(card(page), 'End call').click()
  const wrong: [string, string][] = [
    ['tessera://unlock/ana.lopez@example.com', 'could not be followed'],
    ['tessera://find/ana.lopez@example.com?action=unlock', 'could not be followed'],
    ['tessera://find/ana%0Alopez', 'could not be followed'],
    ['tessera:--practice', 'could not be followed'],
    [`${linkTo(ana)}?tenant=Contoso`, 'names a tenant that is not clear']
  ]
  for (const [link, words] of wrong) {
    await tellMain(link)
    await expect(alerts(page)).toContainText(words)
    await button(alerts(page), 'Dismiss').click()
    await expect(alerts(page)).toHaveCount(0)
  }
  const policy: PolicyFile = { version: 1, links: { open: false } }
  const file = join(tessera.userData, 'policy.json')
  await writeFile(file, JSON.stringify(policy))
  await tellMain(linkTo(ana))
  await expect(alerts(page)).toContainText('Links are switched off')
  await rm(file)
  await expect(searchBox(page)).toHaveValue('')
  await expect(card(page)).toHaveCount(0)
  await expect(question()).toHaveCount(0)
  expect(await actions()).toEqual([])
})
