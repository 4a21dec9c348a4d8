// A password of the agent's choosing, and the first one of somebody who has none: what is sent, what is refused, and where it is told.
import { expect, test } from 'playwright/test'
import { seedPassword } from '../../src/simulator/seed'
import { days, hours } from '../../src/simulator/seed-types'
import { begin } from './support/by-key'
import { changeAtSignIn } from './support/caller'
import {
  bodiesSent,
  choose,
  dialogOf,
  noPasswordsUntilReset,
  policyUntilReset,
  usernameOf
} from './support/credentials'
import { openDesk, type Desk } from './support/desk'
import { pageHolds } from './support/page-heap'
import { documentStrings, heldIn } from './support/page-memory'
import { newId, type GivenUser } from './support/people'
import { trustingPolicy } from './support/policies'
import { alerts, button, card, outcome, verdict } from './support/screen'
import { signIn } from './support/sign-in'
import { passwordDialog, reveal } from './support/temporary-password'
import {
  ask,
  type Caller,
  changes,
  messagesTo,
  openCaller,
  refOf,
  sendCode,
  verifyDialog,
  writes
} from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const chosen = 'Harbour-bell-62-ochre'
const none: GivenUser = { password: undefined, username: undefined }
const validate = 'POST /v1/auth/password/validate'

const dialog = () => dialogOf(desk.page, 'Set a password')
const field = (name: 'Username' | 'New password' | 'Repeat password') =>
  dialog().getByLabel(name, { exact: true })
const mustChange = () => dialog().getByRole('checkbox', { name: 'Must be changed at the first sign-in' })

async function openForm(given: GivenUser = {}): Promise<Caller> {
  const caller = await openCaller(desk, given)
  await choose(desk.page, 'Set a password')
  await expect(dialog()).toBeVisible()
  return caller
}

/** Typed as an agent types: a script that fills a field in would itself hold the text. */
async function type(password: string, repeated = password): Promise<void> {
  await field('New password').focus()
  await desk.page.keyboard.insertText(password)
  await field('Repeat password').focus()
  await desk.page.keyboard.insertText(repeated)
}

async function set(password: string, repeated = password): Promise<void> {
  await type(password, repeated)
  await button(dialog(), 'Set password').click()
}

const newName = (): string => `chosen.${newId().slice(0, 8).toLowerCase()}`

test('a first one, with a username or without: checked before, set once, and to be changed at the first sign-in', async () => {
  const { page, gateway, simulator } = desk
  const named = await openForm(none)
  const username = newName()
  await expect(field('Username')).toBeFocused()
  await field('Username').fill(username)
  await set(chosen)
  await expect(dialog()).toHaveCount(0)
  await expect(outcome(page)).toContainText('Temporary password set.')
  await expect(outcome(page)).toContainText('It is their first password here.')
  await expect(outcome(page)).toContainText('It must be changed at the first sign-in.')
  await expect(outcome(page)).toContainText('The application’s own check took it before it was set.')
  await expect(verdict(page)).toContainText('A temporary password is waiting to be used until')
  expect(writes(gateway)).toEqual([validate, `POST /v1/users/${named.id}/password`])
  expect(bodiesSent(gateway)[1]).toEqual({ password: chosen, username, force_replace: true })
  expect(await signIn(simulator, username, chosen)).toBe('temporary_password')
  expect(await changeAtSignIn(simulator, username, chosen, 'Their-own-one-2087')).toBe('done')
  expect(await signIn(simulator, username, 'Their-own-one-2087')).toBe('in')

  gateway.passed.length = 0
  const unnamed = await openForm(none)
  await expect(dialog()).toContainText('Without one they sign in by their e-mail address.')
  await set(chosen)
  await expect(outcome(page)).toContainText('It is their first password here.')
  expect(bodiesSent(gateway)[1]).toEqual({ password: chosen, force_replace: true })
  expect(await signIn(simulator, unnamed.email, chosen)).toBe('temporary_password')
})

test('a username that is needed, or taken, is explained at its field; another one is taken', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openForm({ ...none, email: undefined, phone: undefined })
  await expect(dialog()).toContainText('They have no verified e-mail address to sign in by instead.')
  await set(chosen)
  await expect(field('Username')).toHaveAccessibleDescription(
    /They have nothing to sign in by: enter a username\./
  )
  await expect(field('Username')).toBeFocused()

  gateway.passed.length = 0
  await field('Username').fill('ana.lopez')
  await set(chosen)
  await expect(dialog()).toContainText('Somebody else in this application has that username.')
  await expect(field('Username')).toHaveAccessibleDescription(/No password was set\. Choose another username/)
  await expect(field('Username')).toBeFocused()
  await expect(field('Username')).toHaveValue('ana.lopez')
  await expect(field('New password')).toHaveValue('')
  await expect(dialog()).toContainText('What was typed is gone: type the password again.')
  expect(await signIn(simulator, 'ana.lopez', chosen)).not.toBe('in')

  const username = newName()
  await field('Username').fill(username)
  await expect(dialog()).not.toContainText('Somebody else in this application has that username.')
  await set(chosen)
  await expect(outcome(page)).toContainText('It is their first password here.')
  const first = `POST /v1/users/${caller.id}/password`
  expect(writes(gateway)).toEqual([validate, first, validate, first])
  expect(await signIn(simulator, username, chosen)).toBe('temporary_password')
})

test('over an old one: no username is asked, the old one works no more, and none lasts without the policy’s word', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openForm()
  await expect(field('New password')).toBeFocused()
  await expect(field('Username')).toHaveCount(0)
  await expect(mustChange()).toBeChecked()
  await expect(mustChange()).toBeDisabled()
  await expect(mustChange()).toHaveAccessibleDescription('The policy of this computer asks for it.')
  // nor past the screen
  const input = { ...(await refOf(page, caller.id)), password: chosen, temporary: false }
  expect(await ask(page, 'password.set', input)).toMatchObject({
    ok: false,
    error: { kind: 'policy-refused', rule: 'permanentPasswords' }
  })
  expect(writes(gateway)).toEqual([])

  await set(chosen)
  await expect(outcome(page)).toContainText('Temporary password set.')
  await expect(outcome(page)).toContainText('The old password no longer works.')
  expect(writes(gateway)).toEqual([validate, `PUT /v1/users/${caller.id}/password`])
  expect(bodiesSent(gateway)[1]).toEqual({ password: chosen, force_replace: true })
  expect(await signIn(simulator, usernameOf(caller), seedPassword)).toBe('auth_invalid_credentials')
  expect(await signIn(simulator, usernameOf(caller), chosen)).toBe('temporary_password')
})

test('one that lasts: where the policy allows it, and not once it takes its word back while the form is open', async () => {
  const { page, gateway, simulator } = desk
  await policyUntilReset(desk, { ...trustingPolicy, permanentPasswords: true })
  const caller = await openForm()
  await expect(mustChange()).toBeChecked()
  await mustChange().uncheck()
  await expect(dialog()).toContainText('It lasts, and you know it: ask them to change it themselves.')
  await set(chosen)
  await expect(outcome(page)).toContainText('Password set.')
  await expect(outcome(page)).toContainText('It lasts: they are not asked to change it.')
  expect(bodiesSent(gateway)[1]).toEqual({ password: chosen, force_replace: false })
  expect(await signIn(simulator, usernameOf(caller), chosen)).toBe('in')

  gateway.passed.length = 0
  await choose(page, 'Set a password')
  await mustChange().uncheck()
  await policyUntilReset(desk, trustingPolicy)
  await set('Lantern-quay-38-umber')
  await expect(alerts(dialog())).toContainText('A password must be changed at the first sign-in.')
  await expect(alerts(dialog())).toContainText('The rule is “permanentPasswords”.')
  expect(writes(gateway)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
})

const weak: { typed: string; says: string[] }[] = [
  { typed: 'Short-1', says: ['Mosaic says: “Password must have at least 12 characters”'] },
  { typed: 'orchardlantern', says: ['Password does not meet the complexity requirements'] },
  { typed: 'Qwerty123456!', says: ['Mosaic says: “Password was found in a data breach”'] },
  { typed: seedPassword, says: ['Mosaic says: “Password was used recently”'] },
  {
    typed: 'Password1234!',
    says: ['Password is a dictionary word', 'Password was found in a data breach']
  }
]

test('none, one that is weak in any way or refused, two that are not the same: told at the field, then mended', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openForm()
  await expect(field('New password')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(field('New password')).toHaveAccessibleDescription(/Enter the new password\./)
  await expect(field('New password')).toBeFocused()
  expect(writes(gateway)).toEqual([])

  // in Mosaic’s words, before anything is set
  for (const { typed, says } of weak) {
    await set(typed)
    for (const words of says) await expect(dialog()).toContainText(words)
    await expect(field('New password')).toHaveAccessibleDescription(new RegExp(says[0] ?? ''))
    await expect(field('New password')).toBeFocused()
    await expect(field('New password')).toHaveValue('')
    await expect(field('Repeat password')).toHaveValue('')
    // a fault is taken back as soon as it is none any more
    await field('New password').press('x')
    await expect(dialog()).not.toContainText(says[0] ?? '')
    await field('New password').press('Backspace')
  }
  expect(writes(gateway)).toEqual(weak.map(() => validate))

  // a refusal that comes only when it is set
  gateway.passed.length = 0
  const match = { path: '/users/[^/]+/password$' }
  const fault = { kind: 'status', status: 400, shape: 2, code: 'auth_password_breached' } as const
  await simulator.control({ action: 'fault', match, fault })
  await set(chosen)
  await expect(field('New password')).toHaveAccessibleDescription(/known from a data breach/)
  expect(writes(gateway)).toEqual([validate, `PUT /v1/users/${caller.id}/password`])
  expect(await signIn(simulator, usernameOf(caller), seedPassword)).toBe('in')

  // Mosaic is not asked about two that differ; what was typed may be mended
  gateway.passed.length = 0
  await simulator.control({ action: 'clear-faults' })
  await set(chosen, `${chosen}r`)
  await expect(field('Repeat password')).toHaveAccessibleDescription(/The two passwords are not the same\./)
  await expect(field('Repeat password')).toBeFocused()
  await page.keyboard.press('Backspace')
  await expect(dialog()).not.toContainText('The two passwords are not the same.')
  expect(writes(gateway)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(outcome(page)).toContainText('Temporary password set.')
})

test('told: a suspended user takes none, one that is locked is of no use yet, and an application may have none', async () => {
  const { page, gateway, simulator } = desk
  await openForm({ status: 'Disabled', statusChanged: days(1) })
  await set(chosen)
  await expect(alerts(dialog())).toContainText('The user is suspended, so Mosaic takes no new password.')
  expect(writes(gateway)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)

  const password = { changed: days(9), locked: 'for-good', failed: hours(1) } as const
  const caller = await openForm({ password })
  await set(chosen)
  await expect(outcome(page)).toContainText('The password is still locked')
  expect(await signIn(simulator, usernameOf(caller), chosen)).toBe('auth_locked')

  await noPasswordsUntilReset(desk)
  await choose(page, 'Set a password')
  await set('Lantern-quay-38-umber')
  await expect(alerts(dialog())).toContainText('Password sign-in is not enabled in this region or tenant.')
})

const writing = (kind: 'reset' | 'reset-after') =>
  desk.simulator.control({
    action: 'fault',
    match: { path: '/users/[^/]+/password$' },
    fault: { kind }
  })

test('no answer: not set is told as not known, on the card too, set is looked for and said, and each is sent once', async () => {
  const { page, gateway, simulator } = desk
  await writing('reset')
  const caller = await openForm()
  await set(chosen)
  const unknown = 'It is not known whether “Set a password” took effect.'
  await expect(alerts(dialog())).toContainText(unknown)
  await button(dialog(), 'Cancel').click()
  await expect(alerts(card(page))).toContainText(unknown)
  expect(writes(gateway)).toEqual([validate, `PUT /v1/users/${caller.id}/password`])
  expect(await signIn(simulator, usernameOf(caller), seedPassword)).toBe('in')

  gateway.passed.length = 0
  await simulator.control({ action: 'clear-faults' })
  await writing('reset-after')
  await choose(page, 'Set a password')
  await set(chosen)
  await expect(outcome(page)).toContainText('Temporary password set.')
  expect(writes(gateway)).toEqual([validate, `PUT /v1/users/${caller.id}/password`])
  expect(await signIn(simulator, usernameOf(caller), chosen)).toBe('temporary_password')
})

test('what was typed is nowhere in the page, after a refusal, after it was left and after it was set', async () => {
  const { page } = desk
  const typed = ['Qwerty123456!', 'Left-lying-here-44', chosen]
  const held = () => pageHolds(desk.tessera, [...typed])
  await openForm()
  await type('Qwerty123456!')
  // the search does find what is there
  expect(heldIn(await documentStrings(page), typed)).toEqual(['Qwerty123456!'])
  await page.keyboard.press('Enter')
  await expect(dialog()).toContainText('Password was found in a data breach')
  expect(await held()).toEqual({ heap: [], document: [] })

  await type('Left-lying-here-44', 'Left-lying-here-4')
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  expect(await held()).toEqual({ heap: [], document: [] })

  await choose(page, 'Set a password')
  await set(chosen)
  await expect(outcome(page)).toContainText('Temporary password set.')
  expect(await held()).toEqual({ heap: [], document: [] })
})

test('under Tessera’s own policy the caller is verified first; then the same form opens', async () => {
  const { page, gateway, simulator } = desk
  await policyUntilReset(desk, 'none')
  const caller = await openCaller(desk)
  await choose(page, 'Set a password')
  await expect(verifyDialog(page)).toContainText('“Set a password” goes on')
  const code = await sendCode(page, simulator, caller.id)
  expect(changes(gateway)).toEqual([])
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect(field('New password')).toBeFocused()
  await set(chosen)
  await expect(outcome(page)).toContainText('Temporary password set.')
  expect(changes(gateway)).toEqual([validate, `PUT /v1/users/${caller.id}/password`])
})

test('first temporary passwords: offered by the verdict, given to who is verified, the last one changed by them at the sign-in', async () => {
  const { page, gateway, simulator } = desk
  await policyUntilReset(desk, 'none')
  const caller = await openCaller(desk, none)
  await expect(verdict(page)).toContainText('No password is registered.')
  await begin(page, 'Issue temporary password')
  await expect(verifyDialog(page)).toContainText('“Issue temporary password” goes on')
  const code = await sendCode(page, simulator, caller.id, 'e-mail')
  expect(changes(gateway)).toEqual([])
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
  await expect(passwordDialog(page)).toContainText('This is their first password here.')
  const first = await reveal(page)
  await button(passwordDialog(page), 'Done').click()
  await expect(passwordDialog(page)).toHaveCount(0)
  expect(changes(gateway)).toEqual([`POST /v1/users/${caller.id}/password`])
  expect(bodiesSent(gateway).at(-1)).toEqual({ password: first, force_replace: true })
  expect(await signIn(simulator, caller.email, first)).toBe('temporary_password')

  // a second one replaces it
  await begin(page, 'Issue temporary password')
  await expect(passwordDialog(page)).toContainText('It replaces the old password')
  const second = await reveal(page)
  await button(passwordDialog(page), 'Done').click()
  expect(await signIn(simulator, caller.email, first)).toBe('auth_invalid_credentials')
  expect(await changeAtSignIn(simulator, caller.email, second, chosen)).toBe('done')
  expect(await signIn(simulator, caller.email, second)).toBe('auth_invalid_credentials')
  expect(await signIn(simulator, caller.email, chosen)).toBe('in')
  // Mosaic tells the owner that it was changed, and the card what is true now
  expect((await messagesTo(simulator, caller.id))[0]?.subject).toContain('password was changed')
  await button(card(page), 'Refresh').click()
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
})
