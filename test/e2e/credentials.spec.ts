// Access codes, and whether a password works: seen by the agent only where asked for, and left nowhere.
import { expect, test } from 'playwright/test'
import { seedPassword } from '../../src/simulator/seed'
import { days, hours } from '../../src/simulator/seed-types'
import { signInByCode } from './support/caller'
import { clipboardText } from './support/clipboard'
import { bodiesSent, choose, dialogOf, policyUntilReset, sessionsOf, usernameOf } from './support/credentials'
import { openDesk, type Desk } from './support/desk'
import { pageHolds } from './support/page-heap'
import { documentStrings, heldIn } from './support/page-memory'
import type { GivenUser } from './support/people'
import { alerts, button, card, outcome, verdict } from './support/screen'
import { signIn } from './support/sign-in'
import {
  ask,
  type Caller,
  callerStatus,
  messagesTo,
  openCaller,
  refOf,
  sendCode,
  startVerifying,
  verifyDialog,
  writes
} from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const codeDialog = () => dialogOf(desk.page, 'Access code')
const checkDialog = () => dialogOf(desk.page, 'Check a password')

const codeBox = () => codeDialog().getByRole('group', { name: 'Access code' })

/** Asks for an access code on the open card and waits until there is one, still masked. */
async function issueCode(): Promise<void> {
  await choose(desk.page, 'Issue access code')
  await expect(button(codeDialog(), 'Cancel')).toBeFocused()
  await button(codeDialog(), 'Issue access code').click()
  await expect(button(codeDialog(), 'Reveal')).toBeFocused()
}

async function revealCode(): Promise<string> {
  await button(codeDialog(), 'Reveal').click()
  await expect(button(codeDialog(), 'Hide')).toBeVisible()
  return codeBox().getByRole('code').first().innerText()
}

test('an access code: asked first, masked, revealed, copied, its life told; the last one signs the caller in once', async () => {
  const { page, gateway, simulator, tessera } = desk
  const caller = await openCaller(desk)
  await choose(desk.page, 'Issue access code')
  await expect(codeDialog()).toContainText('Tell it only to a caller who has been verified')
  expect(writes(gateway)).toEqual([])
  await button(codeDialog(), 'Issue access code').click()
  await expect(button(codeDialog(), 'Reveal')).toBeFocused()
  await expect(codeBox().getByRole('code')).toHaveCount(0)
  expect(writes(gateway)).toEqual(['POST /v1/auth/otp/send'])
  expect(bodiesSent(desk.gateway)).toEqual([
    { channel: 'direct', identifier_type: 'user_id', identifier: caller.id }
  ])
  await expect(codeDialog()).toContainText('It works once, in their own app.')
  await expect(codeDialog()).toContainText(/It should run out (today|tomorrow) at \d\d:\d\d/)

  const code = await revealCode()
  expect(code).toMatch(/^\d{6}$/)
  await button(codeDialog(), 'Copy').click()
  await expect(codeDialog()).toContainText('Copied.')
  expect(await clipboardText(tessera)).toBe(code)
  expect(await messagesTo(simulator, caller.id)).toEqual([])

  await button(codeDialog(), 'Done').click()
  await expect(codeDialog()).toHaveCount(0)
  await expect(outcome(page)).toContainText('Access code issued.')
  await expect(page.getByText(code)).toHaveCount(0)

  // a second one takes the place of the first
  await issueCode()
  const second = await revealCode()
  await button(codeDialog(), 'Done').click()
  expect(await signInByCode(simulator, caller.id, code)).not.toBe('in')
  expect(await signInByCode(simulator, caller.id, second)).toBe('in')
  expect(await signInByCode(simulator, caller.id, second)).toBe('auth_invalid_credentials')
  // the password is as it was
  expect(await signIn(simulator, usernameOf(caller), seedPassword)).toBe('in')
})

test('an access code is over at the time that was told', async () => {
  const { page, simulator } = desk
  const caller = await openCaller(desk)
  const issued = await ask(page, 'access.issue', await refOf(page, caller.id))
  if (!issued.ok) throw new Error(issued.error.kind)
  const { issueId, expiresAt = 0 } = issued.value
  const shown = await ask(page, 'issued.reveal', { issueId })
  if (!shown.ok) throw new Error(shown.error.kind)
  const left = expiresAt - Date.now()
  expect(left).toBeGreaterThan(0)
  desk.atReset(() => simulator.control({ action: 'advance', ms: -left - 1_000 }))
  await simulator.control({ action: 'advance', ms: left + 1_000 })
  expect(await signInByCode(simulator, caller.id, shown.value.password)).toBe('auth_otp_passcode_expired')
})

test('Tessera’s own policy asks for a verification before an access code; while one lives no code proves who the caller is', async () => {
  const { page, gateway, simulator } = desk
  await policyUntilReset(desk, 'none')
  const caller = await openCaller(desk)
  await expect(callerStatus(page)).toHaveText('Not verified')
  await choose(page, 'Issue access code')
  await expect(verifyDialog(page)).toContainText('“Issue access code” goes on')
  expect(writes(gateway)).toEqual([])
  await page.keyboard.type(await sendCode(page, simulator, caller.id))
  await page.keyboard.press('Enter')
  // it goes on by itself
  await expect(button(codeDialog(), 'Cancel')).toBeFocused()
  await button(codeDialog(), 'Cancel').click()
  await expect(codeDialog()).toHaveCount(0)

  // none is sent while one lives, and a pending one is void: another one is on its way when the access code is issued
  await startVerifying(page)
  const sent = await sendCode(page, simulator, caller.id, 'e-mail')
  await page.keyboard.press('Escape')
  await expect(verifyDialog(page)).toHaveCount(0)
  await issueCode()
  const code = await revealCode()
  await button(codeDialog(), 'Done').click()

  const ref = await refOf(page, caller.id)
  for (const typed of [code, sent]) {
    const checked = await ask(page, 'verify.checkCode', { ...ref, code: typed })
    expect(checked, 'nothing may be proved by it').not.toMatchObject({ value: { outcome: 'verified' } })
  }
  gateway.passed.length = 0
  const rule = { ok: false, error: { kind: 'policy-refused', rule: 'access-code' } }
  for (const channel of ['sms', 'email']) {
    expect(await ask(page, 'verify.sendCode', { ...ref, channel })).toMatchObject(rule)
  }
  await startVerifying(page)
  await expect(verifyDialog(page)).toContainText('An access code for this user is still valid.')
  await expect(button(verifyDialog(page), 'Send code by SMS')).toHaveCount(0)
  await expect(button(verifyDialog(page), 'Send code by e-mail')).toHaveCount(0)
  expect(writes(gateway)).toEqual([])
  // the code itself was not used up by any of it
  expect(await signInByCode(simulator, caller.id, code)).toBe('in')
})

test('no access code where the application has no one-time codes: told, and nothing can be revealed', async () => {
  const { simulator } = desk
  const match = { path: '/otp/send$' }
  const code = 'auth_login_preferences_missing'
  await simulator.control({ action: 'fault', match, fault: { kind: 'status', status: 403, shape: 2, code } })
  await openCaller(desk)
  await choose(desk.page, 'Issue access code')
  await button(codeDialog(), 'Issue access code').click()
  await expect(alerts(codeDialog())).toContainText('is not enabled in this region or tenant.')
  await expect(button(codeDialog(), 'Close')).toBeFocused()
  await expect(button(codeDialog(), 'Reveal')).toHaveCount(0)
})

const passwordField = () => checkDialog().getByLabel('Password', { exact: true })
const result = () => checkDialog().getByRole('status', { name: 'Result' })

async function openCheck(given: GivenUser = {}): Promise<Caller> {
  const caller = await openCaller(desk, given)
  await choose(desk.page, 'Check a password')
  await expect(passwordField()).toBeFocused()
  return caller
}

/** Typed as an agent types: a script that fills a field in would itself hold the text. */
async function check(password: string): Promise<void> {
  await passwordField().focus()
  await desk.page.keyboard.insertText(password)
  await desk.page.keyboard.press('Enter')
}

const signInWays: { value: string; as: string; of: (caller: Caller) => string }[] = [
  { value: 'username', as: 'username', of: usernameOf },
  { value: 'email', as: 'email', of: ({ email }) => email },
  { value: 'phone', as: 'phone_number', of: ({ phone }) => phone },
  { value: 'user-id', as: 'user_id', of: ({ id }) => id }
]

test('a password in each way to sign in: a right one is told to work, no session is left, and one that is left is told', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openCheck()
  for (const { value, as, of } of signInWays) {
    gateway.passed.length = 0
    await checkDialog().getByLabel('Sign in with').selectOption(value)
    await check(seedPassword)
    await expect
      .poll(() => writes(gateway))
      .toEqual(['POST /v1/auth/password/authenticate', 'POST /v1/auth/session/logout'])
    await expect(result()).toContainText('The password works.')
    expect(bodiesSent(gateway)[0]).toEqual({
      username: of(caller),
      username_type: as,
      password: seedPassword
    })
    expect(await sessionsOf(simulator, caller.id)).toEqual([])
    await expect(passwordField()).toHaveValue('')
    await expect(button(checkDialog(), 'Close')).toBeFocused()
  }
  await button(checkDialog(), 'Close').click()
  await expect(outcome(page)).toContainText('The password works.')

  const match = { path: '/session/logout$' }
  await simulator.control({ action: 'fault', match, fault: { kind: 'status', status: 403, shape: 1 } })
  await choose(page, 'Check a password')
  await check(right)
  await expect(result()).toContainText('The password works.')
  await expect(result()).toContainText('A session that the check opened may still be open.')
  expect(await sessionsOf(simulator, caller.id)).toHaveLength(1)
  await button(checkDialog(), 'Close').click()
  await expect(alerts(card(page))).toContainText('End the session of this check')
})

const always = 'A wrong password counts towards the lock'
const right = seedPassword
const wrong = 'it-is-not-this-one-77'

const results: { given: GivenUser; says: string; warns?: string; asks?: false }[] = [
  {
    given: { password: { changed: hours(900), locked: 'for-good', failed: hours(1) } },
    says: 'The password is locked.',
    warns: 'The password is locked now: even the right one will not work until it is unlocked.'
  },
  {
    given: { password: { changed: hours(1), temporary: true } },
    says: 'The password is right and must be changed.'
  },
  { given: { password: { changed: days(400) } }, says: 'The password has run out.' },
  {
    given: { status: 'Disabled', statusChanged: days(1) },
    says: 'The user is suspended.',
    warns: 'The user is suspended: even the right password will not work.',
    asks: false
  }
]

test('a right password that is locked, temporary, expired or a suspended user’s is told so, after a warning', async () => {
  const { page, gateway } = desk
  for (const { given, says, warns = always, asks } of results) {
    gateway.passed.length = 0
    const caller = await openCheck(given)
    await expect(checkDialog()).toContainText('It is tried as a real sign-in.')
    await expect(checkDialog()).toContainText(warns)
    await expect(checkDialog()).toContainText(always)
    await expect(result()).toHaveText('')
    await check(right)
    await expect(result()).toContainText(says)
    expect(writes(gateway)).toEqual(asks === false ? [] : ['POST /v1/auth/password/authenticate'])
    expect(await sessionsOf(desk.simulator, caller.id)).toEqual([])
    await button(checkDialog(), 'Close').click()
    await expect(checkDialog()).toHaveCount(0)
    await expect(card(page)).toContainText(says)
  }
})

test('none is not tried; a wrong one counts towards the lock, of which a failure before warns: the fifth locks, and the card says so', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openCheck({ lastAuth: days(2), password: { changed: days(20), failed: hours(1) } })
  await expect(checkDialog()).toContainText(always)
  await expect(checkDialog()).toContainText(/The last try failed, .+: one more wrong one may lock it\./)
  await page.keyboard.press('Enter')
  await expect(checkDialog()).toContainText('Enter the password that the caller uses.')
  await expect(passwordField()).toBeFocused()
  expect(writes(gateway)).toEqual([])
  expect(await signIn(simulator, usernameOf(caller), right)).toBe('in')

  for (let tried = 0; tried < 4; tried++) await signIn(simulator, usernameOf(caller), wrong)
  const sessions = await sessionsOf(simulator, caller.id)
  await check(wrong)
  await expect(result()).toContainText('The password is wrong.')
  await expect(result()).toContainText('It counted towards the lock.')
  expect(await sessionsOf(simulator, caller.id)).toEqual(sessions)
  expect(writes(gateway)).toEqual(['POST /v1/auth/password/authenticate'])
  expect(await signIn(simulator, usernameOf(caller), right)).toBe('auth_locked')
  await button(checkDialog(), 'Close').click()
  await expect(verdict(page)).toContainText('The password is locked')
  await expect(card(page)).toContainText('The password is wrong.')
})

test('what was typed is nowhere in the page, neither after the check nor after it is closed', async () => {
  const { page, tessera } = desk
  const held = () => pageHolds(tessera, [wrong, right])
  await openCheck()
  await passwordField().focus()
  await page.keyboard.insertText(wrong)
  // the search does find what is there
  expect(heldIn(await documentStrings(page), [wrong])).toEqual([wrong])
  await page.keyboard.press('Enter')
  await expect(result()).toContainText('The password is wrong.')
  expect(await held()).toEqual({ heap: [], document: [] })
  await check(right)
  await expect(result()).toContainText('The password works.')
  await button(checkDialog(), 'Close').click()
  await expect(checkDialog()).toHaveCount(0)
  expect(await held()).toEqual({ heap: [], document: [] })
})
