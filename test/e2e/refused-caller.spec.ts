// Refusing a caller: it ends the call, and brakes resets of that user on this machine, also after the app was started again.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import type { OperationName } from '../../src/shared/operations'
import { hours } from '../../src/simulator/seed-types'
import { launchTessera } from './app'
import { begin } from './support/by-key'
import { openDesk, type Desk } from './support/desk'
import { button, card, openCard, outcome, searchBox } from './support/screen'
import { passwordDialog } from './support/temporary-password'
import {
  ask,
  type Caller,
  callerStatus,
  changes,
  openCaller,
  openVerified,
  readFirst,
  refOf,
  saveProfileAgain,
  startVerifying,
  verifyBySms,
  verifyDialog
} from './support/verification'

let userData: string
let desk: Desk
const closing: (() => Promise<unknown>)[] = []
test.beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-refused-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  userData = join(folder, 'user-data')
  desk = await openDesk({ policy: 'none', userData })
  closing.push(desk.close)
})
test.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const refuseDialog = (page: Page) => page.getByRole('dialog', { name: 'Refuse caller' })

/** Refuses whoever is on the phone, with a reason, from the dialog that is open. */
async function refuse(page: Page, reason: string): Promise<void> {
  await button(refuseDialog(page), 'Refuse caller').click()
  await expect(refuseDialog(page)).toContainText('Say why, in a few words.')
  await expect(refuseDialog(page).getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.type(reason)
  await page.keyboard.press('Enter')
  await expect(refuseDialog(page)).toHaveCount(0)
}

const resets: [OperationName, object][] = [
  ['password.issue', {}],
  ['password.set', { password: 'Orchard-47-Lantern', temporary: true }],
  ['reset.send', { way: 'email-code' }],
  ['access.issue', {}]
]

/** Nobody gets a new way in, however the page asks; what is no reset is not braked. */
async function expectBraked(page: Page, { id }: Caller): Promise<void> {
  const before = changes(desk.gateway)
  for (const [name, input] of resets) {
    expect(await ask(page, name, { ...(await refOf(page, id)), ...input }), name).toMatchObject({
      ok: false,
      error: { kind: 'policy-refused', rule: 'refused-caller' }
    })
  }
  expect(changes(desk.gateway)).toEqual(before)
  await expect(button(card(page), 'Issue temporary password')).toHaveCount(0)
  await expect(button(card(page), 'Send reset link')).toHaveCount(0)
}

test('takes a reason, or nothing happens; the verification of the call goes with it, and resets are braked until somebody vouches for the caller, also after a restart; sign-out stays possible', async () => {
  test.slow()
  const { page, gateway, simulator, tessera } = desk
  const caller = await openCaller(desk, { backendSessions: [hours(1)] })
  const { id, name } = caller
  await button(await startVerifying(page), 'Refuse caller').click()
  await refuse(page, 'did not know the street')
  await expect(callerStatus(page)).toContainText('Caller refused')
  await expect(searchBox(page)).toBeFocused()
  await expect(card(page)).toHaveCount(0)
  expect(changes(gateway)).toEqual([])

  await openCard(page, id, name)
  await expect(readFirst(page)).toContainText('A caller for this user was refused.')
  await expect(readFirst(page)).toContainText('did not know the street')
  await expect(callerStatus(page)).toHaveText('Not verified')
  await expectBraked(page, caller)
  await verifyBySms(page, simulator, id)
  await expectBraked(page, caller)
  await page.keyboard.press('t')
  await expect(card(page).getByRole('alert')).toContainText(
    'A caller for this user was refused within 24 hours'
  )

  await button(card(page), 'Sign out everywhere').click()
  await button(
    page.getByRole('dialog', { name: `Sign ${name} out everywhere?` }),
    'Sign out everywhere'
  ).click()
  await expect(outcome(page)).toContainText('Signed out')
  // others are served as ever
  const other = await openVerified(desk)
  expect(await ask(page, 'password.issue', await refOf(page, other.id))).toMatchObject({ ok: true })
  await refuseByMenu(page, other, caller)

  expect(await tessera.close()).toBe(0)
  const again = await launchTessera({ policy: 'none', userData })
  closing.push(again.close)
  again.page.setDefaultTimeout(10_000)
  await saveProfileAgain(again.page, simulator)
  await openCard(again.page, id, name)
  await expect(readFirst(again.page)).toContainText('A caller for this user was refused.')
  await verifyBySms(again.page, simulator, id)
  await expectBraked(again.page, caller)

  await startVerifying(again.page)
  await button(verifyDialog(again.page), 'Manager approved').click()
  await verifyDialog(again.page).getByRole('textbox', { name: 'Name' }).fill('Maria Santos')
  await verifyDialog(again.page).getByRole('textbox', { name: 'Reason' }).fill('sits beside them')
  await button(verifyDialog(again.page), 'Manager approved').click()
  await expect(callerStatus(again.page)).toContainText('Verified by SMS code and manager approval')
  gateway.passed.length = 0
  await begin(again.page, 'Issue temporary password')
  await expect(button(passwordDialog(again.page), 'Reveal')).toBeVisible()
  expect(changes(gateway)).toEqual([`PUT /v1/users/${id}/password`])
})

/** Of somebody whose verified call is open: not refused by half, and then refused. */
async function refuseByMenu(page: Page, { id, name }: Caller, other: Caller): Promise<void> {
  await button(card(page), 'More actions').click()
  await page.getByRole('menuitem', { name: 'Refuse caller' }).click()
  await button(refuseDialog(page), 'Cancel').click()
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
  const ref = await refOf(page, id)
  expect(await ask(page, 'call.refuse', { ...ref, reason: ' x ' })).toMatchObject({
    ok: false,
    error: { kind: 'invalid-input', fields: { reason: 'Say why, in a few words.' } }
  })
  // nor is a call refused that is not open
  expect(
    await ask(page, 'call.refuse', { ...(await refOf(page, other.id)), reason: 'not theirs' })
  ).toMatchObject({ ok: false })
  await expect(callerStatus(page)).toContainText('Verified by SMS code')

  await button(card(page), 'More actions').click()
  await page.getByRole('menuitem', { name: 'Refuse caller' }).click()
  await refuse(page, 'the voice had changed')
  await expect(callerStatus(page)).toContainText('Caller refused')
  expect(await ask(page, 'user.setStatus', { ...ref, status: 'Disabled' })).toMatchObject({
    ok: false,
    error: { kind: 'verification-required' }
  })
  // it stands until the next card
  await openCard(page, other.id, other.name)
  await expect(callerStatus(page)).toHaveText('Not verified')
  await openCard(page, id, name)
  await expect(readFirst(page)).toContainText('the voice had changed')
}
