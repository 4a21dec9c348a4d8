// What agents may do: by their own file and by the organisation's, on the screen and past it, at the start and while the app runs.
import { chmod, mkdir, rm } from 'node:fs/promises'
import { expect, test, type Locator } from 'playwright/test'
import { hours } from '../../src/simulator/seed-types'
import { deskAction, type DeskAction } from '../../src/shared/desk-action'
import type { PolicyFile } from '../../src/shared/policy'
import { answerOf, currentTenant, errorOf } from './support/ask-main'
import { openDesk, type Desk } from './support/desk'
import { tryEverything } from './support/every-act'
import { addCaller } from './support/people'
import { preparePolicyFiles, unverified, type PolicyFiles } from './support/policy-files'
import { alerts, button, card, expectNothingSaid, goTo, openCard, outcome, verdict } from './support/screen'
import { signIn } from './support/sign-in'
import { issue, passwordDialog, reveal } from './support/temporary-password'
import { callerStatus, messagesTo, ticketBox } from './support/verification'

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

type Names = Partial<Record<DeskAction | 'resolve', string>>
const buttons: Names = {
  unlock: 'Unlock password',
  issue: 'Issue temporary password',
  'send-reset': 'Send reset link',
  'sign-out': 'Sign out everywhere',
  suspend: 'Suspend user',
  resolve: 'Resolve'
}
const items: Names = {
  'send-reset': 'Send a reset code',
  'set-password': 'Set a password',
  'access-code': 'Issue access code',
  'sign-in-check': 'Check a password'
}

const lockedCaller = { password: { changed: hours(900), locked: 'for-good', failed: hours(1) } } as const
const addLocked = () => addCaller(desk.simulator, lockedCaller)
const writes = () =>
  desk.gateway.passed.filter(({ method, path }) => method !== 'GET' && !path.includes('token'))
const readFirst = (): Locator => desk.page.getByRole('status', { name: 'Read first' })
const refOf = async (userId: string) => ({ tenantId: await currentTenant(desk.page), userId })

/** Opens somebody's card and waits until main has said what it would allow. */
async function openGated(caller: { id: string; name: string }): Promise<void> {
  await openCard(desk.page, caller.id, caller.name)
  await expect(callerStatus(desk.page)).toHaveText('Not verified')
}

/** The changes that the card and its menu offer, by the names that the policy has for them. */
async function offered(): Promise<string[]> {
  const { page } = desk
  const found: string[] = []
  const look = async (names: Names, role: 'button' | 'menuitem') => {
    for (const [action, name] of Object.entries(names))
      if ((await card(page).getByRole(role, { name, exact: true }).count()) > 0) found.push(action)
  }
  await look(buttons, 'button')
  await button(card(page), 'More actions').click()
  // what is always there stands last
  await expect(page.getByRole('menuitem', { name: 'Refuse caller' })).toBeVisible()
  await look(items, 'menuitem')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menuitem')).toHaveCount(0)
  return [...new Set(found)].toSorted()
}

async function choose(item: string): Promise<void> {
  await button(card(desk.page), 'More actions').click()
  await desk.page.getByRole('menuitem', { name: item, exact: true }).click()
}

const refusedBy = (rule: string) => ({ kind: 'policy-refused', rule })
const everythingRefusedBy = (rule: string) =>
  Object.fromEntries(deskAction.options.map((action) => [action, refusedBy(rule)]))

async function openSettings(): Promise<Locator> {
  await goTo(desk.page, 'Settings')
  const section = desk.page.getByRole('region', { name: 'Policy' })
  await expect(section.getByRole('term').filter({ hasText: /^Source$/ })).toBeVisible()
  return section
}

/** What stands beside a name in the settings. */
const fact = (section: Locator, name: string): Locator =>
  section
    .locator('dl > div')
    .filter({ has: desk.page.getByRole('term').getByText(name, { exact: true }) })
    .getByRole('definition')

test('without a file everything is offered, and the settings say that these are the defaults', async () => {
  await openGated(await addLocked())
  expect(await offered()).toEqual(Object.keys({ ...buttons, ...items }).toSorted())
  const section = await openSettings()
  await expect(fact(section, 'Source')).toHaveText('Built-in defaults: there is no policy file.')
  await expect(fact(section, 'File, if made')).toContainText(files.own)
  await expect(fact(section, 'Allowed')).toHaveText('Everything')
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
  await openGated(caller)
  expect(await offered()).toEqual(['sign-in-check', 'unlock'])
  // a key has no way round either
  for (const key of ['t', 'r', 'o', 'e']) {
    await page.keyboard.press(key)
    await expect(alerts(card(page))).toContainText('The rule is “actions.allowed”.')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await button(card(page), 'Refresh').click()
  }

  gateway.passed.length = 0
  const { unlock, 'sign-in-check': check, ...others } = await tryEverything(page, caller.id)
  expect([unlock, check]).toEqual(['answered', 'answered'])
  const { unlock: _unlock, 'sign-in-check': _check, ...refused } = everythingRefusedBy('actions.allowed')
  expect(others).toEqual(refused)
  expect(writes().map(({ path }) => path.replace(caller.id, 'ID'))).toEqual([
    expect.stringMatching(/unlock$/),
    expect.stringMatching(/password\/authenticate$/)
  ])

  const section = await openSettings()
  await expect(fact(section, 'Source')).toHaveText('Your own file.')
  await expect(fact(section, 'Allowed')).toHaveText('Unlock password, Check a password')
  await expect(fact(section, 'Not allowed')).toContainText('Issue temporary password')
})

test('whoever is suspended is offered no activation either where the policy forbids it', async () => {
  const { page } = desk
  await openGated(await addCaller(desk.simulator, { status: 'Disabled' }))
  await expect(button(card(page), 'Activate user')).toBeVisible()
  await files.setOwn({ version: 1, actions: { allowed: ['suspend'] } })
  await desk.reset()
  await openGated(await addCaller(desk.simulator, { status: 'Disabled' }))
  await expect(verdict(page)).toContainText('The account is suspended.')
  await expect(button(page, 'Activate user')).toHaveCount(0)
  expect(await offered()).toEqual([])
})

test('where nothing is allowed nothing passes, not even a look', async () => {
  const { page, gateway } = desk
  await files.setOwn({ version: 1, actions: { allowed: [] } })
  const caller = await addLocked()
  await openGated(caller)
  expect(await offered()).toEqual([])
  gateway.passed.length = 0
  expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('actions.allowed'))
  expect(gateway.passed).toEqual([])
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
  await openGated(caller)
  expect(await offered()).toEqual(['sign-out'])
  expect((await tryEverything(page, caller.id)).issue).toEqual(refusedBy('actions.allowed'))

  const section = await openSettings()
  await expect(fact(section, 'Source')).toHaveText(/^Managed by your organisation\b/)
  await expect(fact(section, 'File')).toContainText(files.managed)
  await expect(fact(section, 'Allowed')).toHaveText('Sign out everywhere')
  // read-only: nothing in it takes a value, and its one button copies
  for (const role of ['textbox', 'checkbox', 'radio', 'combobox', 'switch', 'spinbutton'] as const)
    await expect(section.getByRole(role)).toHaveCount(0)
  await expect(section.getByRole('button')).toHaveText([''])
  await expect(button(section, 'Copy policy file')).toBeVisible()

  // taken away again, the agent's own file counts
  await files.setManaged(undefined)
  await desk.reset()
  await expect(fact(await openSettings(), 'Source')).toHaveText('Your own file.')
})

test('a file that changes while the app runs takes effect at once, also on an open card', async () => {
  const { page } = desk
  await files.setOwn({ version: 1, verification: unverified })
  await openGated(await addLocked())
  await files.setManaged({ version: 1, actions: { allowed: ['send-reset'] } })
  // the card was drawn before
  await button(card(page), 'Unlock password').click()
  await expect(alerts(card(page))).toContainText('Your organisation’s policy does not allow this.')
  await expect(alerts(card(page))).toContainText('The rule is “actions.allowed”.')
  expect(writes()).toEqual([])
  await expect(button(card(page), 'Unlock password')).toHaveCount(0)
  expect(await offered()).toEqual(['send-reset'])

  await files.setManaged(undefined)
  await openGated(await addLocked())
  await button(card(page), 'Unlock password').click()
  await expect(outcome(page)).toContainText('Password unlocked.')
})

test('a ticket number is asked for, held against the pattern, and stands in the journal', async () => {
  const { page } = desk
  const ticket = { required: true, pattern: 'INC[0-9]{7}', example: 'INC0012345' }
  await files.setOwn({ version: 1, ticket, verification: unverified })
  const caller = await addLocked()
  await openGated(caller)
  expect(await offered()).toEqual([])
  await expect(readFirst()).toContainText('This call needs a ticket number.')
  await expect(readFirst()).toContainText('It looks like INC0012345.')
  expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('ticket.required'))
  expect(writes()).toEqual([])

  const box = ticketBox(page)
  await expect(box).toHaveAttribute('placeholder', 'INC0012345')
  await button(readFirst(), 'Enter ticket number').click()
  await expect(box).toBeFocused()
  for (const wrong of ['INC12', 'inc0012345', 'INC00123456', 'x INC0012345']) {
    await box.fill(wrong)
    await box.press('Enter')
    await expect(page.getByRole('alert')).toHaveText(
      'This is not a ticket number as your policy asks for it; one looks like INC0012345.'
    )
    await expect(box).toHaveAttribute('aria-invalid', 'true')
    await expect(box).toBeFocused()
    expect((await tryEverything(page, caller.id)).unlock, wrong).toEqual(refusedBy('ticket.required'))
  }
  await box.fill('INC0012346')
  await box.press('Enter')
  await expect(box).not.toHaveAttribute('aria-invalid', 'true')
  await expectNothingSaid(readFirst())
  await button(card(page), 'Unlock password').click()
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
  await openGated(await addLocked())
  await expect(box).toHaveValue('')
  await expect(button(card(page), 'Unlock password')).toHaveCount(0)
})

test('delivery “send”: no password and no code is ever shown, and a reset goes to the caller', async () => {
  const { page, simulator } = desk
  await files.setOwn({ version: 1, temporaryPassword: { delivery: 'send' }, verification: unverified })
  const caller = await addLocked()
  await openGated(caller)
  expect(await offered()).toEqual(['send-reset', 'sign-in-check', 'sign-out', 'suspend', 'unlock'])
  const of = await refOf(caller.id)
  const asked = [
    await errorOf(page, 'password.issue', of),
    await errorOf(page, 'password.set', { ...of, password: 'Orchard-47-Lantern', temporary: true }),
    await errorOf(page, 'access.issue', of)
  ]
  for (const error of asked) expect(error).toMatchObject(refusedBy('temporaryPassword.delivery'))
  expect(writes()).toEqual([])

  await choose('Send a reset code')
  const dialog = page.getByRole('dialog', { name: 'Send a password reset' })
  await button(dialog, 'Send code by e-mail').click()
  await expect(dialog.getByRole('status', { name: 'Sent' })).toBeVisible()
  const [message] = await messagesTo(simulator, caller.id)
  expect(message).toMatchObject({ channel: 'email', to: caller.email })
  // what was sent is the caller's alone
  if (message?.code === undefined) throw new Error('no code in the message')
  await expect(page.locator('body')).not.toContainText(message.code)
  await expect(fact(await openSettingsFrom(dialog), 'Temporary password')).toHaveText(
    'Never shown: agents send resets instead.'
  )
})

/** The settings once a dialog is done with. */
async function openSettingsFrom(dialog: Locator): Promise<Locator> {
  await button(dialog, 'Done').click()
  await expect(dialog).toHaveCount(0)
  return openSettings()
}

test('the alphabet and length of temporary passwords are the policy’s', async () => {
  const { page } = desk
  await files.setOwn({
    version: 1,
    temporaryPassword: { groups: 7, alphabet: 'full' },
    verification: unverified
  })
  await openGated(await addCaller(desk.simulator))
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
  await openGated(caller)
  await choose('Set a password')
  await expect(mustChange).toBeChecked()
  await expect(mustChange).toBeDisabled()
  await page.keyboard.press('Escape')
  const of = await refOf(caller.id)
  const set = { ...of, password: chosen, temporary: false }
  expect(await errorOf(page, 'password.set', set)).toMatchObject(refusedBy('permanentPasswords'))
  expect(writes()).toEqual([])

  await files.setOwn({ version: 1, verification: unverified, permanentPasswords: true })
  await choose('Set a password')
  await expect(mustChange).toBeEnabled()
  await mustChange.uncheck()
  await dialog.getByLabel('New password', { exact: true }).fill(chosen)
  await dialog.getByLabel('Repeat password', { exact: true }).fill(chosen)
  await button(dialog, 'Set password').click()
  await expect(dialog).toHaveCount(0)
  await expect(outcome(page)).toContainText('assword')
  expect(await signIn(simulator, 'lasting-caller', chosen)).toBe('in')
})

const brokenPolicies: [what: string, said: RegExp, make: () => Promise<void>][] = [
  ['is no JSON', /not valid JSON \(line 2\)/, () => files.setManaged('{\n"version": 1,,\n}')],
  [
    'has a misspelt rule',
    /“actions\.alowed” is not known/,
    () => files.setManaged('{"version":1,"actions":{"alowed":["unlock"]}}')
  ],
  [
    'forbids nothing because of a wrong name',
    /“actions\.allowed\[0\]” must be one of/,
    () => files.setManaged('{"version":1,"actions":{"allowed":["everything"]}}')
  ],
  ['is of a newer version', /“version” is newer/, () => files.setManaged('{"version":2}')],
  ['is empty', /not valid JSON/, () => files.setManaged('')],
  [
    'asks for tickets by a pattern that is none',
    /“ticket\.pattern”/,
    () => files.setManaged({ version: 1, ticket: { pattern: '(' } })
  ],
  ['is a folder', /It is not a file\./, () => mkdir(files.managed).then(() => undefined)],
  [
    'may be written by everybody',
    /Others than its owner may write to it/,
    async () => {
      await files.setManaged({ version: 1, verification: unverified })
      await chmod(files.managed, 0o666)
    }
  ]
]
for (const [what, said, make] of brokenPolicies) {
  test(`an organisation’s file that ${what} locks every change and says why; reading goes on`, async () => {
    const { page } = desk
    // an own file that allows everything is no way out
    await files.setOwn({ version: 1, verification: unverified })
    await make()
    const caller = await addLocked()
    // the card is read as ever
    await openGated(caller)
    await expect(verdict(page)).toContainText('locked')
    await expect(card(page).getByRole('region', { name: 'Identity' })).toContainText(caller.email)
    expect(await offered()).toEqual([])
    await expect(readFirst()).toContainText('Changes are locked.')
    await expect(readFirst()).toContainText(said)
    await page.keyboard.press('u')
    await expect(alerts(card(page))).toContainText(said)

    desk.gateway.passed.length = 0
    expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('policy'))
    expect(await errorOf(page, 'password.unlock', await refOf(caller.id))).toMatchObject({
      why: expect.stringMatching(said) as unknown
    })
    expect(desk.gateway.passed).toEqual([])

    const section = await openSettings()
    await expect(alerts(section)).toContainText('Every change is locked until the policy can be read.')
    await expect(alerts(section)).toContainText(said)
    await expect(fact(section, 'Source')).toHaveText(/^Managed by your organisation\b/)

    // mended by the administrator, it holds without a restart
    await rm(files.managed, { recursive: true })
    await files.setManaged({ version: 1, actions: { allowed: ['unlock'] }, verification: unverified })
    await openGated(caller)
    expect(await offered()).toEqual(['unlock'])
    await button(card(page), 'Unlock password').click()
    await expect(outcome(page)).toContainText('Password unlocked.')
  })
}

test('an own file that is broken has no effect: the defaults are in force, and the settings say so', async () => {
  const { page } = desk
  await files.setOwn('{"version":1,"verification":{"kinds":[],"byAction":{"unlock":{"required":0}}},"x":1}')
  const caller = await addLocked()
  await openGated(caller)
  expect(await offered()).toEqual(Object.keys({ ...buttons, ...items }).toSorted())
  // the defaults and not what is left of the file
  expect(await errorOf(page, 'password.unlock', await refOf(caller.id))).toMatchObject({
    kind: 'verification-required',
    needed: 1
  })
  expect(writes()).toEqual([])
  const section = await openSettings()
  await expect(alerts(section)).toContainText('the safe defaults are in force')
  await expect(alerts(section)).toContainText('“x” is not known')
  await expect(alerts(section)).toContainText(files.own)
  await expect(alerts(section)).not.toContainText('locked')
  await expect(fact(section, 'Source')).toContainText('Built-in defaults')
})

test('the organisation’s file counts from the first start on', async () => {
  const managedPolicy: PolicyFile = { version: 1, actions: { allowed: ['unlock'] } }
  const other = await openDesk({ managedPolicy: JSON.stringify(managedPolicy) })
  try {
    const caller = await addCaller(other.simulator, lockedCaller)
    await openCard(other.page, caller.id, caller.name)
    await expect(callerStatus(other.page)).toHaveText('Not verified')
    await expect(button(card(other.page), 'Unlock password')).toBeVisible()
    await expect(button(card(other.page), 'Sign out everywhere')).toHaveCount(0)
    expect(await answerOf(other.page, 'policy.view', undefined)).toMatchObject({ source: 'managed' })
  } finally {
    await other.close()
  }
})
