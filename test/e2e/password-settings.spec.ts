// The password settings of an application: read, edited, refused where somebody else changed them, taken back, and fed to the desk.
import { expect, test, type Locator, type Page } from 'playwright/test'
import type { JsonObject } from '../../src/simulator/types'
import { openDesk, type Desk } from './support/desk'
import { rowsShown, openJournalScreen } from './support/journal-screen'
import { addCaller, lockedForGood } from './support/people'
import { trustingPolicy } from './support/policies'
import { alerts, button, goTo, openCard, verdict } from './support/screen'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk({ policy: { ...trustingPolicy, passwordSettings: { edit: true } } })
})
test.beforeEach(async () => {
  await desk.reset()
  await set(usual)
})
test.afterAll(() => desk?.close())

const usual: JsonObject = {
  passwordMinLength: 12,
  passwordExpiresIn: 180,
  passwordSuspensionDuration: 15,
  resetValidityMinutes: 15,
  requireMFA: false,
  tempPasswordValidityHours: 72,
  lockoutTiers: null
}
const set = (policy: JsonObject | null) => desk.simulator.control({ action: 'policy', policy })
const settingsWrites = () =>
  desk.gateway.passed.filter(({ method, path }) => method === 'PUT' && path.includes('/loginPreferences/'))

async function openSettings(page: Page): Promise<void> {
  // another screen first: what is shown is read anew
  await goTo(page, 'Settings')
  await goTo(page, 'Password settings')
  await expect(page.getByRole('heading', { name: 'Password settings', level: 1 })).toBeVisible()
}
const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Change password settings' })

async function edit(page: Page, values: Record<string, string>): Promise<void> {
  await button(page, 'Edit settings').click()
  for (const [name, value] of Object.entries(values)) await page.getByLabel(name, { exact: true }).fill(value)
}
async function change(page: Page, values: Record<string, string>): Promise<void> {
  await edit(page, values)
  await button(page, 'Review changes').click()
  await button(dialog(page), 'Change settings').click()
}

test('all of it is read, and nothing but the password settings comes into the window; an edit is reviewed, sent as the whole password object and nothing else, in the journal, and taken back', async () => {
  const { page, tessera } = desk
  await openSettings(page)
  await expect(panel(page, 'Strength')).toContainText('12')
  await expect(panel(page, 'Expiry and history')).toContainText('180 days')
  await expect(panel(page, 'Lockout')).toContainText('15 minutes')
  await expect(page.getByRole('main')).toContainText('Contoso shop')
  const seen = `${await page.content()}${tessera.pageConsole().join('\n')}${tessera.stderr()}${tessera.stdout()}`
  expect(seen).not.toContain('practice-google-secret')

  await edit(page, { 'Minimum length': '14' })
  await button(page, 'Review changes').click()
  await expect(dialog(page)).toContainText('Minimum length')
  await expect(dialog(page)).toContainText('12')
  await expect(dialog(page)).toContainText('14')
  expect(settingsWrites()).toEqual([])
  await button(dialog(page), 'Change settings').click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(panel(page, 'Strength')).toContainText('14')

  const [sent, ...more] = settingsWrites()
  expect(more).toEqual([])
  const body = JSON.parse(sent?.body ?? '') as { password: JsonObject }
  expect(Object.keys(body)).toEqual(['password'])
  // every field that was there goes back, those included that nobody touched
  expect(body.password).toMatchObject({
    passwordMinLength: 14,
    passwordComplexity: 3,
    passwordExpiresIn: 180,
    message: { primaryColor: '#0b7a53', from: 'Contoso shop', subject: 'Your password' }
  })

  await button(page, 'Undo last change').click()
  await button(page.getByRole('dialog', { name: 'Undo last change' }), 'Undo change').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(panel(page, 'Strength')).toContainText('12')
  expect((JSON.parse(settingsWrites()[1]?.body ?? '') as { password: JsonObject }).password).toMatchObject({
    passwordMinLength: 12
  })

  await openJournalScreen(page)
  const rows = await rowsShown(page)
  expect(rows.filter((cells) => cells.join(' ').includes('assword settings'))).toHaveLength(2)
})

test('what is out of range is not asked for; what somebody else changed in between is shown, and nothing is sent over it', async () => {
  const { page } = desk
  await openSettings(page)
  // Mosaic's ranges are checked before anything is asked
  await edit(page, { 'Minimum length': '15' })
  await button(page, 'Review changes').click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByLabel('Minimum length', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  expect(settingsWrites()).toEqual([])

  await page.getByLabel('Minimum length', { exact: true }).fill('14')
  await set({ passwordExpiresIn: 30 })
  await button(page, 'Review changes').click()
  await button(dialog(page), 'Change settings').click()
  await expect(
    page
      .getByRole('main')
      .or(dialog(page))
      .getByText(/somebody else/i)
      .first()
  ).toBeVisible()
  await expect(page.getByText('30 days').first()).toBeVisible()
  expect(settingsWrites()).toEqual([])
})

test('a client without the permission, an application without passwords, and an older tenant are told apart', async () => {
  const { page } = desk
  await set({ tempPasswordValidityHours: null, failuresExpireIn: null })
  await openSettings(page)
  await expect(page.getByRole('main')).toContainText('Not reported')
  await expect(panel(page, 'Strength')).toContainText('12')

  await set(null)
  await openSettings(page)
  await expect(page.getByRole('main')).toContainText(/password is switched off|switched off/i)
  await expect(button(page, 'Edit settings')).toHaveCount(0)
  await set({ ...policyAgain, ...usual })

  await desk.simulator.control({
    action: 'fault',
    match: { path: '/loginPreferences/' },
    fault: { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' }
  })
  await openSettings(page)
  await expect(alerts(page)).toContainText('authentication-methods:read')
})

/** Switching password sign-in off takes its settings away. */
const policyAgain: JsonObject = {
  passwordComplexity: 3,
  blockPreviousPasswords: 5,
  ignoreExpiration: false,
  checkHibp: true,
  checkDictionary: true,
  maxPasswordFailures: 5,
  failuresExpireIn: 15,
  codeLength: 6,
  notifyOnPasswordUpdate: true,
  message: { primaryColor: '#0b7a53', from: 'Contoso shop', subject: 'Your password' }
}

test('the desk goes by them: when a lock ends', async () => {
  const { page } = desk
  await openSettings(page)
  await change(page, { 'Lock lasts': '45' })
  await expect(dialog(page)).toHaveCount(0)
  const { id, name } = await addCaller(desk.simulator, lockedForGood)
  await openCard(page, id, name)
  await expect(verdict(page)).toContainText('45 minutes')
})
