import { expect, test } from 'playwright/test'
import { days, hours } from '../../src/simulator/seed-types'
import { spellGroups } from '../../src/shared/nato'
import { pressByKey } from './support/by-key'
import { usernameOf } from './support/credentials'
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

const issueButton = () => button(card(desk.page), 'Issue temporary password')

/** Opens a new caller's card and asks for a temporary password. */
async function ask(given: Parameters<typeof addCaller>[1] = {}) {
  const caller = await addCaller(desk.simulator, given)
  await openCard(desk.page, caller.email, caller.name)
  await pressByKey(issueButton())
  return { ...caller, username: usernameOf(caller) }
}

test('replaces a password: masked, revealed, spelled out, done once, and the caller must change it', async () => {
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

  // a second Enter on Done issues no other password
  await button(dialog, 'Done').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(cardName(page)).toBeFocused()
  await page.waitForTimeout(300)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(writes()).toHaveLength(1)
  await expect(outcome(page)).toContainText('Temporary password issued.')
  await expect(verdict(page)).toContainText('A temporary password is waiting to be used until')
})

test('takes the other call once where Mosaic says that the first does not fit; Escape ends it too, and it cannot be had again', async () => {
  const { page, gateway } = desk
  // the user’s own object says nothing of the password that they have
  gateway.rewrite = (path, json) => {
    if (!/\/users\/(?:email\/)?[^/]+$/.test(path)) return json
    const { result } = json as { result: object }
    return { result: { ...result, password_information: undefined } }
  }
  await ask()
  await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
  expect(writes().map(({ method }) => method)).toEqual(['POST', 'PUT'])
  const password = await reveal(page)
  await page.keyboard.press('Escape')
  await expect(passwordDialog(page)).toHaveCount(0)
  await expect(page.getByText(password)).toHaveCount(0)
  await expect(outcome(page)).toContainText('Temporary password issued.')
})

const refusals: [code: string, says: string, again: boolean][] = [
  ['auth_password_weak', 'Mosaic refused the password as too weak.', false],
  ['auth_password_breached', 'Mosaic refused the password: it is known from a data breach.', true],
  ['auth_password_recently_used', 'Mosaic refused the password: it was used recently.', true],
  ['auth_password_policy_disabled', 'Password sign-in is not enabled in this region or tenant.', false]
]

test('refused: the first one as too weak is followed by one stronger, the rest in plain words, and nothing was changed', async () => {
  const { page, simulator } = desk
  const { username } = await ask()
  const dialog = passwordDialog(page)
  await expect(button(dialog, 'Reveal')).toBeVisible()
  await button(dialog, 'Done').click()
  await strikePasswords(refusal('auth_password_weak'), 1)
  await pressByKey(issueButton())
  await expect(dialog).toContainText('Mosaic refused the first one as too weak; this is a longer one.')
  const password = await reveal(page)
  expect(password.length).toBe(29)
  await button(dialog, 'Done').click()

  for (const [code, says, again] of refusals) {
    await simulator.control({ action: 'clear-faults' })
    await strikePasswords(refusal(code))
    await pressByKey(issueButton())
    await expect(alerts(dialog)).toContainText(`Issue temporary password: ${says}`)
    await expect(alerts(dialog)).toContainText(/No password was changed\.|Nothing was changed\./)
    await expect(button(dialog, 'Issue another one')).toHaveCount(again ? 1 : 0)
    await expect(button(dialog, 'Reveal')).toHaveCount(0)
    await expect(button(dialog, 'Close')).toBeFocused()
    await button(dialog, 'Close').click()
    await expectNothingSaid(outcome(page))
  }
  await simulator.control({ action: 'clear-faults' })
  await strikePasswords(refusal('auth_password_incomplete_credentials'))
  await pressByKey(issueButton())
  await expect(alerts(dialog)).toContainText('The user has no username and no verified e-mail address')
  await button(dialog, 'Close').click()
  expect(await signIn(simulator, username, password)).toBe('temporary_password')

  // a suspended user gets none, and Mosaic is not asked
  desk.gateway.passed.length = 0
  await simulator.control({ action: 'clear-faults' })
  await ask({ status: 'Disabled', statusChanged: days(1) })
  await expect(alerts(dialog)).toContainText('The user is suspended, so Mosaic takes no new password.')
  expect(writes()).toEqual([])
})

test('no answer, and the card that cannot be read again: says what is not known, shows what was set, and sends nothing twice', async () => {
  const { page, gateway, simulator } = desk
  const dialog = passwordDialog(page)
  // nothing was done
  await strikePasswords({ kind: 'reset' })
  const { email, name, username } = await ask()
  await expect(alerts(dialog)).toContainText(
    'It is not known whether “Issue temporary password” took effect.'
  )
  expect(writes()).toHaveLength(1)
  await simulator.control({ action: 'clear-faults' })
  await button(dialog, 'Issue another one').click()
  await reveal(page)
  await button(dialog, 'Done').click()
  await openCard(page, email, name)
  await expect(verdict(page)).toContainText('A temporary password is waiting to be used until')

  // it was done
  gateway.passed.length = 0
  await strikePasswords({ kind: 'reset-after' })
  await pressByKey(issueButton())
  expect(await signIn(simulator, username, await reveal(page))).toBe('temporary_password')
  expect(writes()).toHaveLength(1)
  await button(dialog, 'Done').click()

  await simulator.control({ action: 'clear-faults' })
  await simulator.control({
    action: 'fault',
    match: { method: 'GET', path: '/authenticators$' },
    fault: { kind: 'status', status: 403, shape: 1 }
  })
  await pressByKey(issueButton())
  await expect(dialog).toContainText('The password was set. The card could not be read again:')
  expect(await signIn(simulator, username, await reveal(page))).toBe('temporary_password')
})

test('a password that is still locked is said at once and unlocked from there', async () => {
  const { page, simulator } = desk
  const { id, name } = await addCaller(simulator, {
    username: 'still-locked',
    password: { changed: days(9), locked: 'for-good', failed: hours(1) }
  })
  await openCard(page, id, name)
  await pressByKey(issueButton())
  const dialog = passwordDialog(page)
  await expect(dialog).toContainText('The password is still locked.')
  const password = await reveal(page)
  expect(await signIn(simulator, 'still-locked', password)).toBe('auth_locked')
  await button(dialog, 'Unlock password').click()
  await expect(dialog).toContainText('Password unlocked.')
  expect(await signIn(simulator, 'still-locked', password)).toBe('temporary_password')
})
