import { expect, test, type Locator } from 'playwright/test'
import { hours } from '../../src/simulator/seed-types'
import { pressByKey } from './support/by-key'
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
  await pressByKey(button(card(desk.page), action))
  return caller
}

/** The question is left with Enter on Cancel, and with Esc; neither does anything. */
async function askedInVain(action: string, title: string, { name, email }: { name: string; email: string }) {
  const { page } = desk
  const before = writes().length
  const asked = dialog(title)
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
  expect(writes()).toHaveLength(before)
}

test('suspends and activates: asks first, naming the person, the tenant and the environment, says so, and the caller is kept out and let in', async () => {
  const { page, simulator } = desk
  const caller = await begin('Suspend user', { username: 'suspend-me' })
  const { name } = caller
  await askedInVain('Suspend user', `Suspend ${name}?`, caller)
  expect(writes()).toEqual([])
  await button(card(page), 'Suspend user').click()
  await button(dialog(`Suspend ${name}?`), 'Suspend user').click()
  await expect(outcome(page)).toContainText('User suspended.')
  await expect(outcome(page)).toContainText('They cannot sign in to any application of this tenant.')
  await expect(card(page).getByText('Suspended', { exact: true })).toBeVisible()
  await expect(verdict(page)).toContainText('The account is suspended.')
  expect(await signIn(simulator, 'suspend-me', 'wrong')).toBe('user_not_active')
  // a suspension ends no session: the way to do that stands there
  await expect(button(card(page), 'Sign out everywhere')).toBeVisible()

  await button(card(page), 'Activate user').click()
  await askedInVain('Activate user', `Activate ${name}?`, caller)
  await button(card(page), 'Activate user').click()
  await button(dialog(`Activate ${name}?`), 'Activate user').click()
  await expect(outcome(page)).toContainText('User activated.')
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
  expect(await signIn(simulator, 'suspend-me', 'wrong')).toBe('auth_invalid_credentials')
  expect(writes().map(({ method, body }) => `${method} ${body}`)).toEqual([
    'PUT {"status":"Disabled"}',
    'PUT {"status":"Active"}'
  ])

  // somebody who has never signed in is pending again, as in Mosaic’s portal
  desk.gateway.passed.length = 0
  const never = { lastAuth: undefined, password: { changed: hours(2), neverUsed: true } } as const
  const pending = await begin('Activate user', { ...never, status: 'Disabled' })
  await expect(dialog(`Activate ${pending.name}?`)).toContainText('They have never signed in')
  await button(dialog(`Activate ${pending.name}?`), 'Activate user').click()
  await expect(outcome(page)).toContainText('The account is pending, as before its first sign-in.')
  await expect(card(page).getByText('Pending', { exact: true })).toBeVisible()
  await expect(verdict(page)).toContainText('they have never signed in')
  expect(writes().map(({ method, body }) => `${method} ${body}`)).toEqual(['PUT {"status":"Pending"}'])
})

const sessions = { backendSessions: [hours(1), hours(2)], hostedSessions: [hours(3)] }

test('signs out everywhere, asked first: both families, each with its result', async () => {
  const { page } = desk
  const caller = await begin('Sign out everywhere', sessions)
  const title = `Sign ${caller.name} out everywhere?`
  const list = card(page).getByRole('region', { name: 'Sessions' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await askedInVain('Sign out everywhere', title, caller)
  await button(card(page), 'Sign out everywhere').click()
  await button(dialog(title), 'Sign out everywhere').click()
  await expect(outcome(page)).toContainText('Signed out everywhere.')
  await expect(outcome(page)).toContainText('Ended: application sessions.')
  await expect(outcome(page)).toContainText('Ended: hosted sign-in sessions (1).')
  await expect(list).toContainText('Signed in nowhere.')
})

const halves: [path: string, done: string, failed: string][] = [
  ['/auth/users/', 'Ended: hosted sign-in sessions (1).', 'End application sessions:'],
  ['/v1/sessions/', 'Ended: application sessions.', 'End hosted sign-in sessions:']
]

test('signs out in part: the failure of the one family and the success of the other', async () => {
  const { page, simulator } = desk
  for (const [path, done, failed] of halves) {
    await simulator.control({ action: 'clear-faults' })
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
  }
})

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

const lockedOut = { password: { changed: hours(900), locked: 'for-good', failed: hours(1) } } as const

test('an action that ends after the agent has left is told: when they come back, or what failed, for whom and where', async () => {
  const { page, simulator } = desk
  const match = { method: 'POST', path: '/unlock$' }
  const late = () => simulator.control({ action: 'fault', match, fault: { kind: 'latency', ms: 400 } })
  await late()
  await begin('Unlock password', lockedOut)
  await button(page, 'Settings').click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await button(page, 'Find').click()
  await expect(outcome(page)).toContainText('Password unlocked.')

  // after the call was ended
  await simulator.control({ action: 'clear-faults' })
  await late()
  const fault = { kind: 'status', status: 403, shape: 1, message: 'Missing permission' } as const
  await simulator.control({ action: 'fault', match, fault })
  const { name } = await begin('Unlock password', lockedOut)
  await button(card(page), 'End call').click()
  await expect(card(page)).toHaveCount(0)
  await expect(alerts(page)).toContainText(`Unlock password for ${name} in Simulator failed:`)
  await button(alerts(page), 'Dismiss').click()
  await expect(alerts(page)).toHaveCount(0)
})
