import { expect, test, type Locator } from 'playwright/test'
import { hours } from '../../src/simulator/seed-types'
import { openDesk, type Desk } from './support/desk'
import { addCaller } from './support/people'
import { alerts, button, card, openCard, outcome, verdict } from './support/screen'
import { signIn } from './support/sign-in'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const writes = () =>
  desk.gateway.passed.filter(({ method, path }) => method !== 'GET' && !path.includes('token'))
const dialog = (name: string): Locator => desk.page.getByRole('dialog', { name })

/** Opens a new caller's card and begins an action that asks first. */
async function begin(action: string, given: Parameters<typeof addCaller>[1] = {}) {
  const caller = await addCaller(desk.simulator, given)
  await openCard(desk.page, caller.id, caller.name)
  await button(card(desk.page), action).click()
  return caller
}

const questions: [
  action: string,
  title: (name: string) => string,
  given?: Parameters<typeof addCaller>[1]
][] = [
  ['Suspend user', (name) => `Suspend ${name}?`],
  ['Activate user', (name) => `Activate ${name}?`, { status: 'Disabled' }],
  ['Sign out everywhere', (name) => `Sign ${name} out everywhere?`]
]
for (const [action, title, given] of questions) {
  test(`${action}: asks first, naming the person, the tenant and the environment; Cancel does nothing`, async () => {
    const { page } = desk
    const { name, email } = await begin(action, given)
    const asked = dialog(title(name))
    await expect(asked.getByRole('term')).toHaveText(['Person', 'Tenant', 'Environment'])
    await expect(asked.getByRole('definition')).toHaveText([`${name} · ${email}`, 'Simulator', 'Sandbox'])
    await expect(button(asked, 'Cancel')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(asked).toHaveCount(0)
    await expect(button(card(page), action)).toBeFocused()
    await button(card(page), action).click()
    await expect(button(asked, 'Cancel')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(asked).toHaveCount(0)
    // Esc was the dialog's: the call goes on
    await expect(card(page)).toBeVisible()
    expect(writes()).toEqual([])
  })
}

test('suspends and activates: says so, and the caller is kept out and let in', async () => {
  const { page, simulator } = desk
  const { name } = await begin('Suspend user', { username: 'suspend-me' })
  await button(dialog(`Suspend ${name}?`), 'Suspend user').click()
  await expect(outcome(page)).toContainText('User suspended.')
  await expect(outcome(page)).toContainText('They cannot sign in to any application of this tenant.')
  await expect(card(page).getByText('Suspended', { exact: true })).toBeVisible()
  await expect(verdict(page)).toContainText('The account is suspended.')
  expect(await signIn(simulator, 'suspend-me', 'wrong')).toBe('user_not_active')
  // a suspension ends no session: the way to do that stands there
  await expect(button(card(page), 'Sign out everywhere')).toBeVisible()

  await button(card(page), 'Activate user').click()
  await button(dialog(`Activate ${name}?`), 'Activate user').click()
  await expect(outcome(page)).toContainText('User activated.')
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
  expect(await signIn(simulator, 'suspend-me', 'wrong')).toBe('auth_invalid_credentials')
  expect(writes().map(({ method, body }) => `${method} ${body}`)).toEqual([
    'PUT {"status":"Disabled"}',
    'PUT {"status":"Active"}'
  ])
})

test('somebody who has never signed in is pending again, as in Mosaic’s portal', async () => {
  const { page } = desk
  const never = { lastAuth: undefined, password: { changed: hours(2), neverUsed: true } } as const
  const { name } = await begin('Activate user', { ...never, status: 'Disabled' })
  await expect(dialog(`Activate ${name}?`)).toContainText('They have never signed in')
  await button(dialog(`Activate ${name}?`), 'Activate user').click()
  await expect(outcome(page)).toContainText('The account is pending, as before its first sign-in.')
  await expect(card(page).getByText('Pending', { exact: true })).toBeVisible()
  await expect(verdict(page)).toContainText('they have never signed in')
  expect(writes().map(({ method, body }) => `${method} ${body}`)).toEqual(['PUT {"status":"Pending"}'])
})

const sessions = { backendSessions: [hours(1), hours(2)], hostedSessions: [hours(3)] }

test('signs out everywhere: both families, each with its result', async () => {
  const { page } = desk
  const { name } = await begin('Sign out everywhere', sessions)
  const list = card(page).getByRole('region', { name: 'Sessions' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await button(dialog(`Sign ${name} out everywhere?`), 'Sign out everywhere').click()
  await expect(outcome(page)).toContainText('Signed out everywhere.')
  await expect(outcome(page)).toContainText('Ended: application sessions.')
  await expect(outcome(page)).toContainText('Ended: hosted sign-in sessions (1).')
  await expect(list).toContainText('Signed in nowhere.')
})

const halves: [path: string, done: string, failed: string][] = [
  ['/auth/users/', 'Ended: hosted sign-in sessions (1).', 'End application sessions:'],
  ['/v1/sessions/', 'Ended: application sessions.', 'End hosted sign-in sessions:']
]
for (const [path, done, failed] of halves) {
  test(`signs out in part: ${failed} its failure, and the other half its success`, async () => {
    const { page, simulator } = desk
    await simulator.control({
      action: 'fault',
      match: { method: 'DELETE', path },
      fault: { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' }
    })
    const { name } = await begin('Sign out everywhere', sessions)
    await button(dialog(`Sign ${name} out everywhere?`), 'Sign out everywhere').click()
    await expect(outcome(page)).toContainText('Signed out in part.')
    await expect(outcome(page)).toContainText(done)
    await expect(alerts(card(page))).toHaveCount(1)
    await expect(alerts(card(page))).toContainText(failed)
    await expect(alerts(card(page))).toContainText('permission sessions:delete')
  })
}

test('a suspension without an answer is looked up and not sent twice', async () => {
  const { page, simulator } = desk
  const lost = (kind: 'reset' | 'reset-after') =>
    simulator.control({ action: 'fault', match: { method: 'PUT' }, fault: { kind }, times: 1 })
  await lost('reset')
  const { name } = await begin('Suspend user')
  await button(dialog(`Suspend ${name}?`), 'Suspend user').click()
  await expect(alerts(page)).toContainText(
    'Suspend user: It is not known whether “Suspend user” took effect.'
  )
  await expect(card(page).getByText('Active', { exact: true })).toBeVisible()
  expect(writes()).toHaveLength(1)

  await lost('reset-after')
  await button(card(page), 'Suspend user').click()
  await button(dialog(`Suspend ${name}?`), 'Suspend user').click()
  await expect(outcome(page)).toContainText('User suspended.')
  expect(writes()).toHaveLength(2)
})

test('an action that fails after the call was ended is told: what, for whom and where', async () => {
  const { page, simulator } = desk
  for (const fault of [
    { kind: 'latency', ms: 400 },
    { kind: 'status', status: 403, shape: 1, message: 'Missing permission' }
  ] as const) {
    await simulator.control({ action: 'fault', match: { method: 'POST', path: '/unlock$' }, fault })
  }
  const { name } = await begin('Unlock password', {
    password: { changed: hours(900), locked: 'for-good', failed: hours(1) }
  })
  await button(card(page), 'End call').click()
  await expect(card(page)).toHaveCount(0)
  await expect(alerts(page)).toContainText(`Unlock password for ${name} in Simulator failed:`)
  await button(alerts(page), 'Dismiss').click()
  await expect(alerts(page)).toHaveCount(0)
})

test('an action that ends after the agent has gone to another screen is told when they come back', async () => {
  const { page, simulator } = desk
  await simulator.control({
    action: 'fault',
    match: { method: 'POST', path: '/unlock$' },
    fault: { kind: 'latency', ms: 400 }
  })
  await begin('Unlock password', { password: { changed: hours(900), locked: 'for-good', failed: hours(1) } })
  await button(page, 'Settings').click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await button(page, 'Find').click()
  await expect(outcome(page)).toContainText('Password unlocked.')
})
