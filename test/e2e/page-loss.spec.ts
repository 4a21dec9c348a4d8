// The page crashes or is loaded again while an issued password is held: it is gone with the page, nothing of it lies about,
// and the agent is told and can go on.
import { expect, test, type ElectronApplication, type Page } from 'playwright/test'
import { whyNoKeyring } from '../fakes/keyring/available'
import { startGateway, type Gateway } from './support/gateway'
import { openKeychainDesk, type KeychainDesk } from './support/keychain'
import { addCaller } from './support/people'
import { textsIn } from './support/scan'
import { button, card, openCard } from './support/screen'
import { filesWith, outputOf, secretsPassed } from './support/secrets'
import { addByForm } from './support/tenant-form'
import { reveal } from './support/temporary-password'

const unable = whyNoKeyring()
test.skip(unable !== undefined, unable ?? '')

let desk: KeychainDesk
let gateway: Gateway
test.beforeEach(async () => {
  // an agent's app, which asks; its questions are answered below
  desk = await openKeychainDesk({}, { TESSERA_TEST: undefined })
  gateway = await startGateway(desk.simulator.url)
})
test.afterEach(async () => {
  await desk?.stop()
  await gateway?.stop()
})

/** Starts the app with the tenant and its secret in the keychain. */
async function start() {
  const tessera = await desk.start()
  await addByForm(tessera.page, { ...desk.entry, apiHost: gateway.url })
  return tessera
}

/** Issues a password past the dialog, so that its id is known. */
async function issueUnseen(page: Page): Promise<string> {
  const { id: userId } = await addCaller(desk.simulator)
  const answer = await page.evaluate(async (userId) => {
    const state = await window.tessera.invoke('app.state', null)
    const tenantId = state.ok ? state.value.currentTenantId : ''
    return window.tessera.invoke('password.issue', { tenantId, userId })
  }, userId)
  if (!answer.ok) throw new Error(`Nothing was issued: ${JSON.stringify(answer.error)}`)
  return answer.value.issueId
}

/** Answers the questions of main with the button of that number; answers what they said so far. */
const answerQuestions = (app: ElectronApplication, response: number) =>
  app.evaluateHandle(({ dialog }, response) => {
    const said: string[] = []
    const answer = async (...args: unknown[]) => {
      const { message, buttons } = args.at(-1) as Electron.MessageBoxOptions
      said.push(`${message} ${buttons?.[response] ?? ''}`)
      return { response, checkboxChecked: false }
    }
    dialog.showMessageBox = answer
    return said
  }, response)

const crash = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())

/** Runs a script in the page without Playwright, for which a page that crashed once is lost. */
const inPage = (app: ElectronApplication, script: string): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }, script) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return contents?.executeJavaScript(script) as unknown
  }, script)

const revealing = (issueId: string) => `tessera.invoke('issued.reveal', { issueId: '${issueId}' })`
const refused = { ok: false, error: { kind: 'not-found' } }

test('a page that is loaded again cannot have the password of the one before; a crash is told, the page comes back, and the passwords are gone from everywhere; nor does one leave anything after which the agent quits', async () => {
  const tessera = await start()
  const { app, page } = tessera
  const { id, name } = await addCaller(desk.simulator)
  const before = await issueUnseen(page)
  expect(await inPage(app, revealing(before))).toMatchObject({ ok: true })
  await page.reload()
  expect(await inPage(app, revealing(before))).toMatchObject(refused)

  await openCard(page, id, name)
  const issueId = await issueUnseen(page)
  expect(await inPage(app, revealing(issueId))).toMatchObject({ ok: true })
  // a click would have to wait until the button has stood still for a while
  await button(card(page), 'Issue temporary password').press('Enter')
  const shown = await reveal(page)

  const questions = await answerQuestions(app, 0)
  await crash(app)
  await expect.poll(() => questions.jsonValue()).toEqual(['The window stopped working. Load again'])
  await expect.poll(() => inPage(app, 'document.activeElement?.ariaLabel')).toBe('Find a user')
  const text = async () => String(await inPage(app, 'document.body.innerText'))
  await expect.poll(text).toContain('Contoso')
  expect(await text()).not.toContain(shown)
  expect(await inPage(app, revealing(issueId))).toMatchObject(refused)

  const { all, tokens, passwords } = secretsPassed(gateway, desk.simulator.clientSecret)
  expect(tokens.length).toBeGreaterThan(0)
  expect(passwords).toHaveLength(3)
  expect(passwords).toContain(shown)
  expect(await filesWith(desk, all)).toEqual([[], []])
  expect(await desk.close()).toBe(0)
  expect(await filesWith(desk, all)).toEqual([[], []])
  expect(tessera.stderr()).toMatch(/^Tessera: the page's process ended: \S+ \(\d+\)$/m)
  expect(textsIn(outputOf(tessera), all)).toEqual([])

  await test.step('the agent quits after a crash', async () => {
    const tessera = await desk.start()
    const { app, page } = tessera
    const child = app.process()
    await issueUnseen(page)
    await answerQuestions(app, 1)
    const { all } = secretsPassed(gateway, desk.simulator.clientSecret)
    await crash(app).catch(() => undefined)
    await expect.poll(() => child.exitCode).toBe(1)
    expect(await desk.close()).toBe(1)
    expect(await filesWith(desk, all)).toEqual([[], []])
    expect(textsIn(outputOf(tessera), all)).toEqual([])
  })
})
