// What was issued on this computer and the callers still have to replace: counted, followed, and issued again.
import { expect, test, type Locator, type Page } from 'playwright/test'
import { practiceTenantId } from '../../src/shared/practice-tenant'
import { hours, minutes } from '../../src/simulator/seed-types'
import { changeAtSignIn, signInByCode } from './support/caller'
import { dialogOf, policyUntilReset, usernameOf } from './support/credentials'
import { openDesk, type Desk } from './support/desk'
import { button, card, cardName } from './support/screen'
import { send } from './support/sign-in'
import { issue, passwordDialog, reveal } from './support/temporary-password'
import {
  ask,
  callerStatus,
  enterCode,
  openCaller,
  refOf,
  sendCode,
  verifyDialog,
  writes,
  type Caller
} from './support/verification'

// each starts with a journal that knows of nothing
let desk: Desk
test.beforeEach(async () => {
  desk = await openDesk()
  // its clock is moved on by days: tokens are renewed once, and not with every move
  await desk.simulator.control({ action: 'set', tokenTtlSeconds: 30 * 86_400 })
})
test.afterEach(() => desk?.close())

const chosen = 'Their-own-one-2087'

const rail = () => desk.page.getByRole('navigation', { name: 'Screens' })
/** The count at the foot of the rail. In the first seconds after a start nothing of it is read. */
const open = (words: string) => button(rail(), words)
const anyOpen = () => rail().getByRole('button', { name: /temporary passwords? open/ })
const table = () => desk.page.getByRole('table', { name: 'Temporary credentials' })
const rowsOf = ({ name }: { name: string }): Locator => table().getByRole('row').filter({ hasText: name })

/** Issues a temporary password on the open card and answers it. */
async function issueOne(page: Page): Promise<string> {
  await issue(page)
  const password = await reveal(page)
  await button(passwordDialog(page), 'Done').click()
  await expect(passwordDialog(page)).toHaveCount(0)
  return password
}

async function openTracker(words = '1 temporary password open'): Promise<void> {
  await open(words).click({ timeout: 15_000 })
  await expect(desk.page.getByRole('heading', { name: 'Temporary credentials' })).toBeVisible()
}

const refresh = () => button(desk.page.getByRole('main'), 'Refresh').click()

test('counted as soon as it is issued, waiting until the caller has changed it, then used', async () => {
  const { page, simulator } = desk
  const caller = await openCaller(desk)
  await expect(anyOpen()).toHaveCount(0)
  const password = await issueOne(page)
  await openTracker()
  await expect(rowsOf(caller)).toContainText('Temporary password')
  await expect(rowsOf(caller)).toContainText(/waiting until .+ at \d\d:\d\d/)
  await expect(rowsOf(caller)).toContainText(caller.id)
  await expect(open('1 temporary password open')).toHaveAttribute('aria-current', 'page')
  await expect(page.getByText(password)).toHaveCount(0)

  // to have signed in with it is not enough
  expect(await changeAtSignIn(simulator, usernameOf(caller), password, 'short')).not.toBe('done')
  await refresh()
  await expect(rowsOf(caller)).toContainText('waiting')
  expect(await changeAtSignIn(simulator, usernameOf(caller), password, chosen)).toBe('done')
  await refresh()
  await expect(rowsOf(caller)).toContainText('✓ used')
  await expect(anyOpen()).toHaveCount(0)
  await expect(page.getByText('0 temporary passwords open.')).toBeVisible()
})

test('two are counted as two, and one that ran out no more', async () => {
  const { page, simulator } = desk
  const first = await openCaller(desk)
  await issueOne(page)
  await simulator.control({ action: 'advance', ms: hours(71) })
  const second = await openCaller(desk)
  await issueOne(page)
  await openTracker('2 temporary passwords open')
  await simulator.control({ action: 'advance', ms: hours(2) })
  await refresh()
  await expect(rowsOf(first)).toContainText('run out')
  await expect(rowsOf(second)).toContainText('waiting')
  await expect(open('1 temporary password open')).toBeVisible()
})

test('T on its row issues it again by way of the card, which asks first; the old one is replaced', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openCaller(desk)
  const password = await issueOne(page)
  // the caller is gone meanwhile
  await button(card(page), 'End call').click()
  await openTracker()
  await simulator.control({ action: 'advance', ms: hours(73) })
  await refresh()
  await expect(rowsOf(caller)).toContainText('run out')

  gateway.passed.length = 0
  await rowsOf(caller).focus()
  await page.keyboard.press('t')
  await expect(cardName(page)).toHaveText(caller.name)
  const question = page.getByRole('dialog', { name: `Give ${caller.name} a new password?` })
  await expect(button(question, 'Cancel')).toBeFocused()
  expect(writes(gateway)).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
  const next = await reveal(page)
  expect(next).not.toBe(password)
  expect(writes(gateway)).toEqual([`PUT /v1/users/${caller.id}/password`])
  await button(passwordDialog(page), 'Done').click()

  await openTracker()
  await expect(rowsOf(caller)).toHaveCount(2)
  await expect(rowsOf(caller).first()).toContainText('waiting')
  await expect(rowsOf(caller).last()).toContainText('replaced')
  // what took its place has a row of its own
  await expect(button(rowsOf(caller).last(), 'Issue again')).toHaveCount(0)
  await rowsOf(caller).last().focus()
  await page.keyboard.press('t')
  await expect(page.getByRole('heading', { name: 'Temporary credentials' })).toBeVisible()
  await button(rowsOf(caller).last(), 'Open user').click()
  await expect(cardName(page)).toHaveText(caller.name)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('issued again under Tessera’s own policy: the caller is verified first', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openCaller(desk)
  await issueOne(page)
  await button(card(page), 'End call').click()
  await policyUntilReset(desk, 'none')
  await openTracker()
  gateway.passed.length = 0
  await button(rowsOf(caller), 'Issue again').click()
  await expect(verifyDialog(page)).toContainText('“Issue temporary password” goes on')
  expect(writes(gateway)).toEqual([])
  await enterCode(page, await sendCode(page, simulator, caller.id))
  const question = page.getByRole('dialog', { name: `Give ${caller.name} a new password?` })
  await button(question, 'Issue temporary password').click()
  await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
})

test('its state is not known while Mosaic fails, and known again afterwards', async () => {
  const { page, simulator } = desk
  const caller = await openCaller(desk)
  await issueOne(page)
  await button(card(page), 'End call').click()
  await openTracker()
  await expect(rowsOf(caller)).toContainText('waiting')
  const match = { method: 'GET', path: `/users/${caller.id}$` }
  await simulator.control({ action: 'fault', match, fault: { kind: 'status', status: 403, shape: 1 } })
  await refresh()
  await expect(table().getByRole('row').last()).toContainText('not known')
  await expect(table().getByRole('row').last()).toContainText('This client may not do that in Mosaic.')
  await expect(table().getByRole('row').last()).toContainText(caller.id)
  await expect(anyOpen()).toHaveCount(0)
  await simulator.control({ action: 'clear-faults' })
  await refresh()
  await expect(rowsOf(caller)).toContainText('waiting')
})

test('an access code waits until the caller signs in with it; it is no password, and not counted', async () => {
  const { page, simulator } = desk
  // somebody else’s password is the way to the list
  await openCaller(desk)
  await issueOne(page)
  const caller = await openCaller(desk)
  const code = await accessCode(caller)
  await openTracker('1 temporary password open')
  await expect(rowsOf(caller)).toContainText('Access code')
  await expect(rowsOf(caller)).toContainText('waiting')
  expect(await signInByCode(simulator, caller.id, code)).toBe('in')
  await refresh()
  await expect(rowsOf(caller)).toContainText('used')
  await rowsOf(caller).focus()
  await page.keyboard.press('t')
  await expect(cardName(page)).toHaveText(caller.name)
  await expect(button(dialogOf(page, 'Access code'), 'Cancel')).toBeFocused()
})

async function accessCode(caller: Caller): Promise<string> {
  const issued = await ask(desk.page, 'access.issue', await refOf(desk.page, caller.id))
  if (!issued.ok) throw new Error(issued.error.kind)
  const shown = await ask(desk.page, 'issued.reveal', { issueId: issued.value.issueId })
  if (!shown.ok) throw new Error(shown.error.kind)
  return shown.value.password
}

test('another one that was set from elsewhere replaces it', async () => {
  const { page, simulator } = desk
  const caller = await openCaller(desk)
  await issueOne(page)
  await openTracker()
  await simulator.control({ action: 'advance', ms: minutes(5) })
  await setElsewhere(caller)
  await refresh()
  await expect(rowsOf(caller)).toContainText('replaced')
  await expect(anyOpen()).toHaveCount(0)
})

/** Another agent, at another computer. */
async function setElsewhere({ id }: Caller): Promise<void> {
  const body = { password: chosen, force_replace: true }
  const response = await send(desk.simulator, 'PUT', `/v1/users/${id}/password`, body)
  if (!response.ok) throw new Error(`not set: ${response.status}`)
}

test('a start later it is still followed; what belongs to another tenant is not shown', async () => {
  const { page } = desk
  const caller = await openCaller(desk)
  await issueOne(page)
  await page.reload()
  await openTracker()
  await expect(rowsOf(caller)).toContainText('waiting')
  const listed = await ask(page, 'tracker.list', { tenantId: (await refOf(page, caller.id)).tenantId })
  expect(listed).toMatchObject({ ok: true, value: [{ userId: caller.id, state: 'waiting' }] })
  expect(await ask(page, 'tenants.select', { tenantId: practiceTenantId })).toMatchObject({ ok: true })
  expect(await ask(page, 'tracker.list', { tenantId: practiceTenantId })).toEqual({ ok: true, value: [] })
})
