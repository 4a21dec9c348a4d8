// Resets go to the contact on file and to no other, and what became of them is told.
import { expect, test } from 'playwright/test'
import { maskContact } from '../../src/shared/mask'
import { redirectUri, seedPassword } from '../../src/simulator/seed'
import { days } from '../../src/simulator/seed-types'
import { resetBy } from './support/caller'
import {
  bodiesSent,
  choose,
  dialogOf,
  noPasswordsUntilReset,
  policyUntilReset,
  usernameOf
} from './support/credentials'
import { openDesk, type Desk } from './support/desk'
import { trustingPolicy } from './support/policies'
import { alerts, button, card, outcome } from './support/screen'
import { signIn } from './support/sign-in'
import {
  ask,
  type Caller,
  messagesTo,
  openCaller,
  refOf,
  saveProfileAgain,
  writes
} from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
  await saveProfileAgain(desk.page, desk.simulator, { redirectUri })
})
test.beforeEach(() => desk.reset())
// the call that answers the link in place of sending it is never made, whatever was done
test.afterEach(() =>
  expect(desk.gateway.passed.filter(({ path }) => /\/reset\/link\b/.test(path))).toEqual([])
)
test.afterAll(() => desk?.close())

const resetDialog = () => dialogOf(desk.page, 'Send a password reset')

/** A profile with another redirect URI, or with none where it is empty, until the next reset. */
async function redirectTo(uri: string): Promise<void> {
  desk.atReset(() => saveProfileAgain(desk.page, desk.simulator, { redirectUri }))
  await saveProfileAgain(desk.page, desk.simulator, { redirectUri: uri })
}

type WayName = 'Send reset link' | 'Send code by e-mail' | 'Send code by SMS'
const resetPath = '/v1/auth/password/reset'

const ways: {
  name: WayName
  sends: (caller: Caller) => object
  path: string
  told: (caller: Caller) => string
  arrives: (caller: Caller) => Record<string, unknown>
}[] = [
  {
    name: 'Send reset link',
    path: `POST ${resetPath}/email/link`,
    sends: ({ email }) => ({ email, redirect_uri: redirectUri }),
    told: ({ email }) => `Reset link sent to ${maskContact(email)}.`,
    arrives: ({ email }) => ({ channel: 'email', to: email, link: 'fresh' })
  },
  {
    name: 'Send code by e-mail',
    path: `POST ${resetPath}/email/otp`,
    sends: ({ email }) => ({ email }),
    told: ({ email }) => `Reset code sent to ${maskContact(email)}.`,
    arrives: ({ email }) => ({ channel: 'email', to: email, code: expect.stringMatching(/^\d{6}$/) })
  },
  {
    name: 'Send code by SMS',
    path: `POST ${resetPath}/sms/otp`,
    sends: ({ phone }) => ({ phone_number: phone }),
    told: ({ phone }) => `Reset code sent to ${maskContact(phone)}.`,
    arrives: ({ phone }) => ({ channel: 'sms', to: phone, code: expect.stringMatching(/^\d{6}$/) })
  }
]

test('each way: exactly the contact on file is sent, it arrives, and the caller gets in with what they choose', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openCaller(desk)
  let old = seedPassword
  for (const [at, { name, sends, path, told, arrives }] of ways.entries()) {
    gateway.passed.length = 0
    const before = await messagesTo(simulator, caller.id)
    await choose(page, 'Send a reset code')
    const way = resetDialog()
      .getByRole('listitem')
      .filter({ has: button(page, name) })
    await button(way, name).click()

    const sent = resetDialog().getByRole('status', { name: 'Sent' })
    await expect(sent).toContainText(told(caller))
    await expect(sent).toContainText('It lives 15 minutes.')
    await expect(sent).not.toContainText(caller.email)
    await expect(sent).not.toContainText(caller.phone)
    await expect(button(resetDialog(), 'Done')).toBeFocused()
    expect(writes(gateway)).toEqual([path])
    expect(bodiesSent(gateway)).toEqual([sends(caller)])
    const messages = (await messagesTo(simulator, caller.id)).slice(0, -before.length || undefined)
    expect(messages).toEqual([expect.objectContaining(arrives(caller))])

    await button(resetDialog(), 'Done').click()
    await expect(resetDialog()).toHaveCount(0)
    await expect(outcome(page)).toContainText(told(caller))
    const chosen = `Harbour-bell-62-ochre-${at}`
    expect(await resetBy(simulator, messages[0]!, chosen)).toBe('done')
    expect(await signIn(simulator, usernameOf(caller), chosen)).toBe('in')
    expect(await signIn(simulator, usernameOf(caller), old)).toBe('auth_invalid_credentials')
    old = chosen
  }
})

test('R, then Enter sends the link, and a second Enter sends nothing', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openCaller(desk)
  await page.keyboard.press('r')
  await expect(button(resetDialog(), 'Send reset link')).toBeFocused()
  expect(writes(gateway)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(button(resetDialog(), 'Done')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(resetDialog()).toHaveCount(0)
  await expect(outcome(page)).toContainText(`Reset link sent to ${maskContact(caller.email)}.`)
  expect(writes(gateway)).toEqual([`POST ${resetPath}/email/link`])
  expect(await messagesTo(simulator, caller.id)).toHaveLength(1)
})

/** Every way is off, on the screen and past it; answers what main said to each. */
async function tryEveryWay(caller: Caller) {
  const { page } = desk
  for (const { name } of ways) {
    await expect(button(resetDialog(), name)).toHaveAttribute('aria-disabled', 'true')
    // an agent's click and not Playwright's, which waits for what is enabled
    await button(resetDialog(), name).dispatchEvent('click')
  }
  await expect(button(resetDialog(), 'Cancel')).toBeFocused()
  const ref = await refOf(page, caller.id)
  return Promise.all(
    (['email-link', 'email-code', 'sms-code'] as const).map((way) => ask(page, 'reset.send', { ...ref, way }))
  )
}

const refused = (reason: string) => ({ ok: false, error: { kind: 'conflict', reason } })

test('no contact on file, or an unverified one, cannot be used, and nothing goes to Mosaic unless the policy consents', async () => {
  const { page, gateway, simulator } = desk
  const nowhere = await openCaller(desk, { email: undefined, phone: undefined })
  await choose(page, 'Send a reset code')
  await expect(resetDialog()).toContainText('There is no phone number on file.')
  await expect(resetDialog()).toContainText('There is no e-mail address on file.')
  const none = refused('no-contact')
  expect(await tryEveryWay(nowhere)).toMatchObject([none, none, none])
  await button(resetDialog(), 'Cancel').click()

  const caller = await openCaller(desk, { unverified: true })
  await choose(page, 'Send a reset code')
  await expect(
    resetDialog().getByText('is not verified, and resets only go to verified contacts.')
  ).toHaveCount(3)
  const unverified = refused('contact-unverified')
  expect(await tryEveryWay(caller)).toMatchObject([unverified, unverified, unverified])
  expect(writes(gateway)).toEqual([])
  expect(await messagesTo(simulator, caller.id)).toEqual([])
  await button(resetDialog(), 'Cancel').click()

  // then it is for Mosaic to decide, and its refusal is told
  await policyUntilReset(desk, {
    ...trustingPolicy,
    verification: { ...trustingPolicy.verification, allowUnverifiedContact: true }
  })
  await choose(page, 'Send a reset code')
  await expect(resetDialog()).toContainText('It is not verified: make sure that it is theirs.')
  await button(resetDialog(), 'Send code by SMS').click()
  await expect(alerts(resetDialog())).toContainText(
    'Send code by SMS: The contact on file is not verified, so Mosaic sends no reset there.'
  )
  expect(writes(gateway)).toEqual([`POST ${resetPath}/sms/otp`])
  expect(await messagesTo(simulator, caller.id)).toEqual([])
})

test('a profile without redirect URI sends no link, and R is ready with a code', async () => {
  const { page, gateway } = desk
  await redirectTo('')
  const caller = await openCaller(desk)
  await page.keyboard.press('r')
  await expect(button(resetDialog(), 'Send code by e-mail')).toBeFocused()
  await expect(button(resetDialog(), 'Send reset link')).toHaveAttribute('aria-disabled', 'true')
  await expect(resetDialog()).toContainText(
    'The tenant’s profile has no redirect URI, so no link can be sent.'
  )
  const asked = await ask(page, 'reset.send', { ...(await refOf(page, caller.id)), way: 'email-link' })
  expect(asked).toMatchObject({ ok: false, error: { kind: 'invalid-input' } })
  expect(writes(gateway)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(resetDialog()).toContainText(`Reset code sent to ${maskContact(caller.email)}.`)
})

test('a redirect URI that the application refuses is told, and a code can be sent from there', async () => {
  const { page, gateway, simulator } = desk
  await redirectTo('https://elsewhere.example.com/signed-in')
  const caller = await openCaller(desk)
  await button(card(page), 'Send reset link').click()
  await button(resetDialog(), 'Send reset link').click()
  await expect(alerts(resetDialog())).toContainText(
    'Send reset link: The application does not allow the redirect URI of this tenant profile.'
  )
  await expect(alerts(resetDialog())).toContainText('Nothing was sent. Send a code instead')
  expect(await messagesTo(simulator, caller.id)).toEqual([])
  await button(resetDialog(), 'Send code by SMS').click()
  await expect(resetDialog()).toContainText(`Reset code sent to ${maskContact(caller.phone)}.`)
  expect(writes(gateway)).toEqual([`POST ${resetPath}/email/link`, `POST ${resetPath}/sms/otp`])
  expect(await messagesTo(simulator, caller.id)).toHaveLength(1)
})

test('no answer: says that it is not known, on the card too, and sends nothing twice', async () => {
  const { page, gateway, simulator } = desk
  const match = { method: 'POST', path: '/reset/email/otp$' }
  // long enough for a key in between
  await simulator.control({ action: 'fault', match, fault: { kind: 'latency', ms: 1_500 } })
  await simulator.control({ action: 'fault', match, fault: { kind: 'reset-after' } })
  const caller = await openCaller(desk)
  await choose(desk.page, 'Send a reset code')
  await button(resetDialog(), 'Send code by e-mail').click()
  await expect(resetDialog().getByRole('status', { name: 'Sending' })).toHaveText('Sending…')
  // while nothing came back nothing closes it
  await page.keyboard.press('Escape')
  const unknown = 'Send code by e-mail: It is not known whether “Send a password reset” took effect.'
  await expect(alerts(resetDialog())).toContainText(unknown, { timeout: 40_000 })
  await expect(resetDialog().getByRole('status', { name: 'Sent' })).toHaveCount(0)
  await button(resetDialog(), 'Close').click()
  await expect(resetDialog()).toHaveCount(0)
  await expect(alerts(card(page))).toContainText(unknown)
  expect(writes(gateway)).toEqual([`POST ${resetPath}/email/otp`])
  // it did: nobody but the caller can say so
  expect(await messagesTo(simulator, caller.id)).toHaveLength(1)
})

test('told: the tenant’s provider refuses, password sign-in is switched off, a suspended user gets none', async () => {
  const { page, gateway, simulator } = desk
  desk.atReset(() => simulator.control({ action: 'set', providerFails: null }))
  await simulator.control({ action: 'set', providerFails: 'sms' })
  const caller = await openCaller(desk)
  await choose(page, 'Send a reset code')
  await button(resetDialog(), 'Send code by SMS').click()
  await expect(alerts(resetDialog())).toContainText(
    'The tenant’s own SMS or e-mail provider refused the message.'
  )
  expect(await messagesTo(simulator, caller.id)).toEqual([])
  // another way works
  await button(resetDialog(), 'Send code by e-mail').click()
  await expect(resetDialog()).toContainText(`Reset code sent to ${maskContact(caller.email)}.`)
  await button(resetDialog(), 'Done').click()

  await noPasswordsUntilReset(desk)
  await choose(page, 'Send a reset code')
  await button(resetDialog(), 'Send code by e-mail').click()
  await expect(alerts(resetDialog())).toContainText('is not enabled in this region or tenant.')
  await button(resetDialog(), 'Close').click()

  // Mosaic is not asked
  gateway.passed.length = 0
  await openCaller(desk, { status: 'Disabled', statusChanged: days(1) })
  await choose(page, 'Send a reset code')
  await button(resetDialog(), 'Send code by e-mail').click()
  await expect(alerts(resetDialog())).toContainText(
    'The account is suspended, so Mosaic sends nothing to it.'
  )
  expect(writes(gateway)).toEqual([])
})
