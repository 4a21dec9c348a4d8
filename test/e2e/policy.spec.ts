// What agents may do: by their own file and by the organisation's, on the screen and past it, at the start and while the app runs.
import { utimes } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import { deskAction } from '../../src/shared/desk-action'
import { answerOf, errorOf } from './support/ask-main'
import { begin } from './support/by-key'
import { choose } from './support/credentials'
import { openDesk, type Desk } from './support/desk'
import { everythingRefusedBy, refusedBy, tryEverything } from './support/every-act'
import { everything, fact, offered, openGated, openPolicySection, readFirst } from './support/offered'
import { addCaller, lockedForGood } from './support/people'
import { preparePolicyFiles, unverified, type PolicyFiles } from './support/policy-files'
import { alerts, button, card, expectNothingSaid, goTo, outcome, verdict } from './support/screen'
import { signIn } from './support/sign-in'
import { issue, passwordDialog, reveal } from './support/temporary-password'
import { messagesTo, refOf, ticketBox, writes } from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
let files: PolicyFiles
test.beforeAll(async () => {
  files = await preparePolicyFiles()
  const env = { TESSERA_MACHINE_FOLDER: files.machineFolder }
  desk = await openDesk({ policy: 'none', userData: files.userData, env })
})
test.beforeEach(async () => {
  await files.clear()
  await desk.reset()
})
test.afterAll(async () => {
  await desk?.close()
  await files?.remove()
})

/** The organisation's file was taken away so long ago that nobody takes it for one that is being replaced. */
async function withdraw(): Promise<void> {
  await files.setManaged(undefined)
  await utimes(files.machineFolder, 0, 0)
  await files.withdraw(desk.page)
}

const addLocked = () => addCaller(desk.simulator, lockedForGood)

test('without a file everything is offered, and the settings say that these are the defaults', async () => {
  const { page } = desk
  await openGated(page, await addLocked())
  expect(await offered(page)).toEqual(everything)
  const section = await openPolicySection(page)
  await expect(fact(page, section, 'Source')).toHaveText('Built-in defaults: there is no policy file.')
  await expect(fact(page, section, 'File, if made')).toContainText(files.own)
  await expect(fact(page, section, 'Allowed')).toHaveText('Everything')
  await expect(alerts(section)).toHaveCount(0)
})

test('an own file: what it forbids is not offered, and refused when the page asks for it all the same', async () => {
  const { page, gateway } = desk
  await files.setOwn({
    version: 1,
    actions: { allowed: ['unlock', 'sign-in-check'] },
    verification: unverified
  })
  const caller = await addLocked()
  await openGated(page, caller)
  expect(await offered(page)).toEqual(['sign-in-check', 'unlock'])
  // a key has no way round either
  const keys: [key: string, name: string][] = [
    ['t', 'Issue temporary password'],
    ['r', 'Send reset link'],
    ['o', 'Sign out everywhere'],
    ['e', 'Resolve']
  ]
  for (const [key, act] of keys) {
    await page.keyboard.press(key)
    const refused = `${act}: Your organisation’s policy does not allow this.`
    await expect(alerts(card(page)).filter({ hasText: refused })).toContainText('“actions.allowed”')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }

  gateway.passed.length = 0
  const { unlock, 'sign-in-check': check, ...others } = await tryEverything(page, caller.id)
  expect([unlock, check]).toEqual(['answered', 'answered'])
  const { unlock: _unlock, 'sign-in-check': _check, ...refused } = everythingRefusedBy('actions.allowed')
  expect(others).toEqual(refused)
  expect(writes(gateway)).toEqual([expect.stringMatching(/unlock$/), 'POST /v1/auth/password/authenticate'])

  const section = await openPolicySection(page)
  await expect(fact(page, section, 'Source')).toHaveText('Your own file.')
  await expect(fact(page, section, 'Allowed')).toHaveText('Unlock password, Check a password')
  await expect(fact(page, section, 'Not allowed')).toContainText('Issue temporary password')
})

test('whoever is suspended is offered no activation either where the policy forbids it', async () => {
  const { page } = desk
  await openGated(page, await addCaller(desk.simulator, { status: 'Disabled' }))
  await expect(button(card(page), 'Activate user')).toBeVisible()
  await files.setOwn({ version: 1, actions: { allowed: ['suspend'] } })
  await openGated(page, await addCaller(desk.simulator, { status: 'Disabled' }))
  await expect(verdict(page)).toContainText('The account is suspended.')
  await expect(button(page, 'Activate user')).toHaveCount(0)
  expect(await offered(page)).toEqual([])
})

test('where nothing is allowed nothing passes, not even a look', async () => {
  const { page, gateway } = desk
  await files.setOwn({ version: 1, actions: { allowed: [] } })
  const caller = await addLocked()
  await openGated(page, caller)
  expect(await offered(page)).toEqual([])
  gateway.passed.length = 0
  expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('actions.allowed'))
  expect(writes(gateway)).toEqual([])
  // each refusal is on record, with its rule
  const { rows } = await answerOf(page, 'journal.query', { filter: { user: caller.id }, limit: 50 })
  expect(rows.map(({ entry }) => [entry.phase, entry.action, entry.result, entry.rule])).toEqual(
    [
      'add-to-app',
      'activate',
      'suspend',
      'sign-out',
      'sign-in-check',
      'access-code',
      'send-reset',
      'set-password',
      'issue',
      'unlock'
    ].map((action) => ['event', action, 'refused', 'actions.allowed'])
  )
})

test('the organisation’s file wins over the own one, cannot be changed here, and is said to be theirs', async () => {
  await files.setOwn({ version: 1, actions: { allowed: [...deskAction.options] }, verification: unverified })
  await files.setManaged({ version: 1, actions: { allowed: ['sign-out'] } })
  const { page } = desk
  const caller = await addLocked()
  await openGated(page, caller)
  expect(await offered(page)).toEqual(['sign-out'])
  expect(await errorOf(page, 'password.issue', await refOf(page, caller.id))).toMatchObject(
    refusedBy('actions.allowed')
  )

  const section = await openPolicySection(page)
  await expect(fact(page, section, 'Source')).toHaveText(/^Managed by your organisation\b/)
  await expect(fact(page, section, 'File')).toContainText(files.managed)
  await expect(fact(page, section, 'Allowed')).toHaveText('Sign out everywhere')
  // read-only: nothing in it takes a value, and its one button copies
  for (const role of ['textbox', 'checkbox', 'radio', 'combobox', 'switch', 'spinbutton'] as const)
    await expect(section.getByRole(role)).toHaveCount(0)
  await expect(section.getByRole('button')).toHaveText([''])
  await expect(button(section, 'Copy policy file')).toBeVisible()

  // taken away again, the agent's own file counts
  await withdraw()
  await desk.reset()
  await expect(fact(page, await openPolicySection(page), 'Source')).toHaveText('Your own file.')
})

test('a file that changes while the app runs takes effect at once, also on an open card', async () => {
  const { page } = desk
  await files.setOwn({ version: 1, verification: unverified })
  await openGated(page, await addLocked())
  await files.setManaged({ version: 1, actions: { allowed: ['send-reset'] } })
  // the card was drawn before
  await begin(page, 'Unlock password')
  await expect(alerts(card(page))).toContainText('Your organisation’s policy does not allow this.')
  await expect(alerts(card(page))).toContainText('The rule is “actions.allowed”.')
  expect(writes(desk.gateway)).toEqual([])
  await expect(button(card(page), 'Unlock password')).toHaveCount(0)
  expect(await offered(page)).toEqual(['send-reset'])

  await withdraw()
  await openGated(page, await addLocked())
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
})

test('a ticket number is asked for, held against the pattern, and stands in the journal', async () => {
  const { page } = desk
  const ticket = { required: true, pattern: 'INC[0-9]{7}', example: 'INC0012345' }
  await files.setOwn({ version: 1, ticket, verification: unverified })
  const caller = await addLocked()
  await openGated(page, caller)
  expect(await offered(page)).toEqual([])
  await expect(readFirst(page)).toContainText('This call needs a ticket number.')
  await expect(readFirst(page)).toContainText('It looks like INC0012345.')
  expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('ticket.required'))
  expect(writes(desk.gateway)).toEqual([])

  const box = ticketBox(page)
  await expect(box).toHaveAttribute('placeholder', 'INC0012345')
  await button(readFirst(page), 'Enter ticket number').click()
  await expect(box).toBeFocused()
  for (const wrong of ['INC12', 'inc0012345', 'INC00123456', 'x INC0012345']) {
    await box.fill(wrong)
    await box.press('Enter')
    await expect(page.getByRole('alert')).toHaveText(
      'This is not a ticket number as your policy asks for it; one looks like INC0012345.'
    )
    await expect(box).toHaveAttribute('aria-invalid', 'true')
    await expect(box).toBeFocused()
    const refused = await errorOf(page, 'password.unlock', await refOf(page, caller.id))
    expect(refused, wrong).toMatchObject(refusedBy('ticket.required'))
  }
  await box.fill('INC0012346')
  await box.press('Enter')
  await expect(box).not.toHaveAttribute('aria-invalid', 'true')
  await expectNothingSaid(readFirst(page))
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')

  await goTo(page, 'Journal')
  await page.getByRole('textbox', { name: 'User ID' }).fill(caller.id)
  const row = page
    .getByRole('table', { name: 'Journal' })
    .getByRole('row')
    .filter({ hasText: 'Unlock password' })
    .first()
  await expect(row).toContainText('done')
  await expect(row.getByRole('cell', { name: 'INC0012346', exact: true })).toBeVisible()

  // it belongs to this call: the next one needs its own
  await openGated(page, await addLocked())
  await expect(box).toHaveValue('')
  await expect(button(card(page), 'Unlock password')).toHaveCount(0)
})

test('delivery “send”: no password and no code is ever shown, and a reset goes to the caller', async () => {
  const { page, simulator } = desk
  await files.setOwn({ version: 1, temporaryPassword: { delivery: 'send' }, verification: unverified })
  const caller = await addLocked()
  await openGated(page, caller)
  expect(await offered(page)).toEqual(['send-reset', 'sign-in-check', 'sign-out', 'suspend', 'unlock'])
  const of = await refOf(page, caller.id)
  const asked = [
    await errorOf(page, 'password.issue', of),
    await errorOf(page, 'password.set', { ...of, password: 'Orchard-47-Lantern', temporary: true }),
    await errorOf(page, 'access.issue', of)
  ]
  for (const error of asked) expect(error).toMatchObject(refusedBy('temporaryPassword.delivery'))
  expect(writes(desk.gateway)).toEqual([])

  await choose(page, 'Send a reset code')
  const dialog = page.getByRole('dialog', { name: 'Send a password reset' })
  await button(dialog, 'Send code by e-mail').click()
  await expect(dialog.getByRole('status', { name: 'Sent' })).toBeVisible()
  const [message] = await messagesTo(simulator, caller.id)
  expect(message).toMatchObject({ channel: 'email', to: caller.email })
  // what was sent is the caller's alone
  if (message?.code === undefined) throw new Error('no code in the message')
  await expect(page.locator('body')).not.toContainText(message.code)
  await button(dialog, 'Done').click()
  await expect(dialog).toHaveCount(0)
  await expect(fact(page, await openPolicySection(page), 'Temporary password')).toHaveText(
    'Never shown: agents send resets instead.'
  )
})

test('the alphabet and length of temporary passwords are the policy’s', async () => {
  const { page } = desk
  await files.setOwn({
    version: 1,
    temporaryPassword: { groups: 7, alphabet: 'full' },
    verification: unverified
  })
  await openGated(page, await addCaller(desk.simulator))
  await issue(page)
  expect(await reveal(page)).toMatch(/^[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){6}$/)
  await button(passwordDialog(page), 'Done').click()
})

test('a password that lasts: only where the policy has it', async () => {
  const { page, simulator } = desk
  const chosen = 'Meadow-Copper-Lantern-58'
  const dialog = page.getByRole('dialog', { name: 'Set a password' })
  const mustChange = dialog.getByRole('checkbox', { name: 'Must be changed at the first sign-in' })
  await files.setOwn({ version: 1, verification: unverified })
  const caller = await addCaller(simulator, { username: 'lasting-caller' })
  await openGated(page, caller)
  await choose(page, 'Set a password')
  await expect(mustChange).toBeChecked()
  await expect(mustChange).toBeDisabled()
  await page.keyboard.press('Escape')
  const of = await refOf(page, caller.id)
  const set = { ...of, password: chosen, temporary: false }
  expect(await errorOf(page, 'password.set', set)).toMatchObject(refusedBy('permanentPasswords'))
  expect(writes(desk.gateway)).toEqual([])

  await files.setOwn({ version: 1, verification: unverified, permanentPasswords: true })
  await choose(page, 'Set a password')
  await expect(mustChange).toBeEnabled()
  await mustChange.uncheck()
  await dialog.getByLabel('New password', { exact: true }).fill(chosen)
  await dialog.getByLabel('Repeat password', { exact: true }).fill(chosen)
  await button(dialog, 'Set password').click()
  await expect(dialog).toHaveCount(0)
  await expect(outcome(page)).toContainText('assword')
  expect(await signIn(simulator, 'lasting-caller', chosen)).toBe('in')
})

test('a creation that the policy forbids is not offered; asked for all the same it is refused by its rule, and nobody is looked up for it', async () => {
  const { page, gateway } = desk
  await files.setOwn({ version: 1, actions: { allowed: ['unlock'] } })
  await goTo(page, 'Create')
  await expect(page.getByRole('main')).toContainText('does not allow agents to create users')
  await expect(page.getByRole('form', { name: 'Create user' })).toHaveCount(0)
  gateway.passed.length = 0
  const { currentTenantId: tenantId } = await answerOf(page, 'app.state', undefined)
  const error = await errorOf(page, 'user.create', { tenantId, form: { username: 'not-to-be-created' } })
  expect(error).toMatchObject({ kind: 'policy-refused', rule: 'actions.allowed' })
  expect(writes(gateway)).toEqual([])
  expect(gateway.passed.filter(({ path }) => path.includes('/username/'))).toEqual([])
})
