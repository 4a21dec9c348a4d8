// What was issued on this computer and the callers still have to replace: counted, followed, and issued again.
import { expect, test, type Locator, type Page } from 'playwright/test'
import { practiceTenantId } from '../../src/shared/practice-tenant'
import { hours, minutes } from '../../src/simulator/seed-types'
import { changeAtSignIn, signInByCode } from './support/caller'
import { dialogOf, usernameOf } from './support/credentials'
import { openDesk, type Desk } from './support/desk'
import { trustingPolicy } from './support/policies'
import { button, card, cardName, searchBox } from './support/screen'
import { send } from './support/sign-in'
import { issue, passwordDialog, reveal } from './support/temporary-password'
import {
  ask,
  callerStatus,
  enterCode,
  openCaller,
  refOf,
  sendCode,
  setPolicy,
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
const rowsOf = ({ id }: Pick<Caller, 'id'>): Locator => table().getByRole('row').filter({ hasText: id })

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

test('one is counted as soon as it is issued and waits until the caller has changed it, or another one was set from elsewhere; not known while Mosaic fails; a code is no password; a start later all are still followed', async () => {
  const { page, simulator } = desk
  const caller = await openCaller(desk)
  await expect(anyOpen()).toHaveCount(0)
  const password = await issueOne(page)
  await openTracker()
  await expect(rowsOf(caller)).toContainText('Temporary password')
  await expect(rowsOf(caller)).toContainText(/waiting until .+ at \d\d:\d\d/)
  await expect(rowsOf(caller)).toContainText(caller.name)
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

  const next = await openCaller(desk)
  await issueOne(page)
  const withCode = await openCaller(desk)
  const code = await accessCode(withCode)
  await openTracker('1 temporary password open')
  await expect(rowsOf(next)).toContainText('waiting')
  await expect(rowsOf(withCode)).toContainText('Access code')
  await expect(rowsOf(withCode)).toContainText('waiting')

  const match = { method: 'GET', path: `/users/${next.id}$` }
  await simulator.control({ action: 'fault', match, fault: { kind: 'status', status: 403, shape: 1 } })
  await refresh()
  await expect(rowsOf(next)).toContainText('not known')
  await expect(rowsOf(next)).toContainText('This client may not do that in Mosaic.')
  await expect(rowsOf(next)).not.toContainText(next.name)
  await expect(anyOpen()).toHaveCount(0)
  await simulator.control({ action: 'clear-faults' })
  expect(await signInByCode(simulator, withCode.id, code)).toBe('in')
  await refresh()
  await expect(rowsOf(next)).toContainText('waiting')
  await expect(rowsOf(next)).toContainText(next.name)
  await expect(rowsOf(withCode)).toContainText('used')
  await rowsOf(withCode).focus()
  await page.keyboard.press('t')
  await expect(cardName(page)).toHaveText(withCode.name)
  await expect(button(dialogOf(page, 'Access code'), 'Cancel')).toBeFocused()

  // the rest that the rail keeps after a start is nothing to wait for
  await page.clock.install()
  await page.reload()
  await expect(searchBox(page)).toBeFocused()
  await page.clock.fastForward(3_000)
  await openTracker()
  await expect(rowsOf(next)).toContainText('waiting')
  await simulator.control({ action: 'advance', ms: minutes(5) })
  await setElsewhere(next)
  await refresh()
  await expect(rowsOf(next)).toContainText('replaced')
  await expect(anyOpen()).toHaveCount(0)

  // what belongs to another tenant is not shown
  const listed = await ask(page, 'tracker.list', { tenantId: (await refOf(page, next.id)).tenantId })
  expect(listed).toMatchObject({
    ok: true,
    value: [
      { userId: withCode.id, state: 'used' },
      { userId: next.id, state: 'replaced' },
      { userId: caller.id, state: 'used' }
    ]
  })
  expect(await ask(page, 'tenants.select', { tenantId: practiceTenantId })).toMatchObject({ ok: true })
  expect(await ask(page, 'tracker.list', { tenantId: practiceTenantId })).toEqual({ ok: true, value: [] })
})

async function accessCode(caller: Caller): Promise<string> {
  const issued = await ask(desk.page, 'access.issue', await refOf(desk.page, caller.id))
  if (!issued.ok) throw new Error(issued.error.kind)
  const shown = await ask(desk.page, 'issued.reveal', { issueId: issued.value.issueId })
  if (!shown.ok) throw new Error(shown.error.kind)
  return shown.value.password
}

/** Another agent, at another computer. */
async function setElsewhere({ id }: Caller): Promise<void> {
  const body = { password: chosen, force_replace: true }
  const response = await send(desk.simulator, 'PUT', `/v1/users/${id}/password`, body)
  if (!response.ok) throw new Error(`not set: ${response.status}`)
}

test('issued again from the list: under Tessera’s own policy the caller is verified first; one that ran out is counted no more, and T on its row asks on the card and replaces it', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openCaller(desk)
  await issueOne(page)
  // the caller is gone meanwhile
  await button(card(page), 'End call').click()
  await setPolicy(desk.tessera.userData, 'none')
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
  const password = await reveal(page)
  await button(passwordDialog(page), 'Done').click()
  await setPolicy(desk.tessera.userData, trustingPolicy)

  await simulator.control({ action: 'advance', ms: hours(71) })
  const other = await openCaller(desk)
  await issueOne(page)
  await openTracker('2 temporary passwords open')
  await simulator.control({ action: 'advance', ms: hours(2) })
  await refresh()
  await expect(rowsOf(caller).first()).toContainText('run out')
  await expect(rowsOf(other)).toContainText('waiting')
  await expect(open('1 temporary password open')).toBeVisible()

  gateway.passed.length = 0
  await rowsOf(caller).first().focus()
  await page.keyboard.press('t')
  await expect(cardName(page)).toHaveText(caller.name)
  await expect(button(question, 'Cancel')).toBeFocused()
  expect(writes(gateway)).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
  expect(await reveal(page)).not.toBe(password)
  expect(writes(gateway)).toEqual([`PUT /v1/users/${caller.id}/password`])
  await button(passwordDialog(page), 'Done').click()

  await openTracker('2 temporary passwords open')
  await expect(rowsOf(caller)).toHaveCount(3)
  await expect(rowsOf(caller).first()).toContainText('waiting')
  await expect(rowsOf(caller).nth(1)).toContainText('replaced')
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
