import { expect, test } from 'playwright/test'
import { days, hours } from '../../src/simulator/seed-types'
import { spellGroups } from '../../src/shared/nato'
import { openDesk, type Desk } from './support/desk'
import { addCaller } from './support/people'
import {
  alerts,
  button,
  card,
  cardName,
  expectNothingSaid,
  openCard,
  outcome,
  verdict
} from './support/screen'
import { signIn } from './support/sign-in'
import { issue, passwordBox, passwordDialog, reveal } from './support/temporary-password'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

type Fault = Extract<Parameters<Desk['simulator']['control']>[0], { action: 'fault' }>['fault']
const strikePasswords = (fault: Fault, times?: number) =>
  desk.simulator.control({
    action: 'fault',
    match: { path: '/password$' },
    fault,
    ...(times !== undefined && { times })
  })
const refusal = (code: string): Fault => ({ kind: 'status', status: 400, shape: 2, code, message: 'Refused' })
const writes = () => desk.gateway.passed.filter(({ path }) => path.endsWith('/password'))

/** Opens a new caller's card and asks for a temporary password. */
async function ask(given: Parameters<typeof addCaller>[1] = {}) {
  const caller = await addCaller(desk.simulator, given)
  await openCard(desk.page, caller.email, caller.name)
  await button(card(desk.page), 'Issue temporary password').click()
  return caller
}

test('replaces a password: masked, revealed, spelled out, and the caller must change it', async () => {
  const { page, simulator } = desk
  const { id, name, email } = await addCaller(simulator, { username: 'forgot-it' })
  await openCard(page, id, name)
  await issue(page)
  const dialog = passwordDialog(page)
  await expect(dialog).toContainText(`${name} · ${email} · Simulator · Sandbox`)
  await expect(dialog).toContainText('It replaces the old password, which no longer works.')
  await expect(dialog).toContainText('It must be changed at the first sign-in.')
  await expect(dialog).toContainText(/It runs out .+ at \d\d:\d\d\./)
  await expect(button(dialog, 'Reveal')).toBeFocused()
  await expect(passwordBox(page).getByRole('code')).toHaveCount(0)

  const password = await reveal(page)
  // without look-alikes, in groups that can be read aloud
  expect(password).toMatch(
    /^(?:[CDFHJKLMNPRTVWX][cdfhjkmnprtvwx2-9]{3}-){3}[CDFHJKLMNPRTVWX][cdfhjkmnprtvwx2-9]{3}$/
  )
  const groups = spellGroups(password)
  await expect(passwordBox(page).getByRole('listitem')).toHaveText(
    groups.map(({ text, words }) => `${text}${words.join(', ')}`)
  )
  expect(groups[0]?.words[0]).toMatch(/^capital [a-z-]+$/)
  await button(dialog, 'Hide').click()
  await expect(passwordBox(page).getByRole('code')).toHaveCount(0)
  await expect(page.getByText(password)).toHaveCount(0)

  expect(writes().map(({ method }) => method)).toEqual(['PUT'])
  expect(JSON.parse(writes()[0]?.body ?? '')).toEqual({ password, force_replace: true })
  expect(await signIn(simulator, 'forgot-it', password)).toBe('temporary_password')

  await button(dialog, 'Done').click()
  await expect(dialog).toHaveCount(0)
  await expect(outcome(page)).toContainText('Temporary password issued.')
  await expect(verdict(page)).toContainText('A temporary password is waiting to be used until')
})

test('gives a first password to somebody who has none', async () => {
  const { page, simulator } = desk
  const { email, name } = await addCaller(simulator, { password: undefined, username: undefined })
  await openCard(page, email, name)
  await expect(verdict(page)).toContainText('No password is registered.')
  await issue(page)
  await expect(passwordDialog(page)).toContainText('This is their first password here.')
  const password = await reveal(page)
  expect(writes().map(({ method }) => method)).toEqual(['POST'])
  expect(JSON.parse(writes()[0]?.body ?? '')).toMatchObject({ password, force_replace: true })
  expect(await signIn(simulator, email, password)).toBe('temporary_password')
})

test('takes the other call once where Mosaic says that the first does not fit', async () => {
  // the user’s own object says nothing of the password that they have
  desk.gateway.rewrite = (path, json) => {
    if (!/\/users\/(?:email\/)?[^/]+$/.test(path)) return json
    const { result } = json as { result: object }
    return { result: { ...result, password_information: undefined } }
  }
  await ask()
  await expect(button(passwordDialog(desk.page), 'Reveal')).toBeVisible()
  expect(writes().map(({ method }) => method)).toEqual(['POST', 'PUT'])
})

test('a password that Mosaic calls too weak is followed by one stronger', async () => {
  await strikePasswords(refusal('auth_password_weak'), 1)
  await ask()
  await expect(passwordDialog(desk.page)).toContainText(
    'Mosaic refused the first one as too weak; this is a longer one.'
  )
  expect((await reveal(desk.page)).length).toBe(29)
})

const refusals: [what: string, code: string, says: string, again: boolean][] = [
  ['too weak', 'auth_password_weak', 'Mosaic refused the password as too weak.', false],
  [
    'breached',
    'auth_password_breached',
    'Mosaic refused the password: it is known from a data breach.',
    true
  ],
  [
    'recently used',
    'auth_password_recently_used',
    'Mosaic refused the password: it was used recently.',
    true
  ],
  [
    'switched off',
    'auth_password_policy_disabled',
    'Password sign-in is not enabled in this region or tenant.',
    false
  ]
]
for (const [what, code, says, again] of refusals) {
  test(`refused as ${what}: in plain words, and nothing was changed`, async () => {
    const { page } = desk
    await strikePasswords(refusal(code))
    await ask()
    const dialog = passwordDialog(page)
    await expect(alerts(dialog)).toContainText(`Issue temporary password: ${says}`)
    await expect(alerts(dialog)).toContainText(/No password was changed\.|Nothing was changed\./)
    await expect(button(dialog, 'Issue another one')).toHaveCount(again ? 1 : 0)
    await expect(button(dialog, 'Reveal')).toHaveCount(0)
    await expect(button(dialog, 'Close')).toBeFocused()
    await button(dialog, 'Close').click()
    await expectNothingSaid(outcome(page))
  })
}

test('a suspended user gets none, and Mosaic is not asked', async () => {
  await ask({ status: 'Disabled', statusChanged: days(1) })
  await expect(alerts(passwordDialog(desk.page))).toContainText(
    'The user is suspended, so Mosaic takes no new password.'
  )
  expect(writes()).toEqual([])
})

test('no answer, and nothing was done: says that it is not known and sends nothing twice', async () => {
  const { page, simulator } = desk
  await strikePasswords({ kind: 'reset' })
  const { email, name } = await ask()
  await expect(alerts(passwordDialog(page))).toContainText(
    'It is not known whether “Issue temporary password” took effect.'
  )
  expect(writes()).toHaveLength(1)
  await simulator.control({ action: 'clear-faults' })
  await button(passwordDialog(page), 'Issue another one').click()
  await reveal(page)
  await button(passwordDialog(page), 'Done').click()
  await openCard(page, email, name)
  await expect(verdict(page)).toContainText('A temporary password is waiting to be used until')
})

test('no answer, and it was done: looks, and the password can be read out', async () => {
  const { page, simulator } = desk
  await strikePasswords({ kind: 'reset-after' })
  await ask({ username: 'answer-lost' })
  await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
  expect(await signIn(simulator, 'answer-lost', await reveal(page))).toBe('temporary_password')
  expect(writes()).toHaveLength(1)
})

test('set, and the card could not be read again: the password is shown all the same', async () => {
  const { page, simulator } = desk
  const { email, name } = await addCaller(simulator)
  await openCard(page, email, name)
  await simulator.control({
    action: 'fault',
    match: { method: 'GET', path: '/authenticators$' },
    fault: { kind: 'status', status: 403, shape: 1 }
  })
  await issue(page)
  await expect(passwordDialog(page)).toContainText('The password was set. The card could not be read again:')
  expect(await reveal(page)).not.toBe('')
})

test('a password that is still locked is said at once and unlocked from there', async () => {
  const { page, simulator } = desk
  const { id, name } = await addCaller(simulator, {
    username: 'still-locked',
    password: { changed: days(9), locked: 'for-good', failed: hours(1) }
  })
  await openCard(page, id, name)
  await issue(page)
  const dialog = passwordDialog(page)
  await expect(dialog).toContainText('The password is still locked.')
  const password = await reveal(page)
  expect(await signIn(simulator, 'still-locked', password)).toBe('auth_locked')
  await button(dialog, 'Unlock password').click()
  await expect(dialog).toContainText('Password unlocked.')
  expect(await signIn(simulator, 'still-locked', password)).toBe('temporary_password')
})

test('a user whom no password can be for is told what is missing', async () => {
  await strikePasswords(refusal('auth_password_incomplete_credentials'))
  await ask()
  await expect(alerts(passwordDialog(desk.page))).toContainText(
    'The user has no username and no verified e-mail address'
  )
})

test('a second Enter on Done issues no other password', async () => {
  const { page } = desk
  await ask()
  await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
  await button(passwordDialog(page), 'Done').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(passwordDialog(page)).toHaveCount(0)
  await expect(cardName(page)).toBeFocused()
  await page.waitForTimeout(300)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(writes()).toHaveLength(1)
})

test('Done and Escape both end it, and it cannot be had again', async () => {
  const { page } = desk
  await ask()
  const password = await reveal(page)
  await page.keyboard.press('Escape')
  await expect(passwordDialog(page)).toHaveCount(0)
  await expect(page.getByText(password)).toHaveCount(0)
  await expect(outcome(page)).toContainText('Temporary password issued.')
})
