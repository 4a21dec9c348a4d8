// The ways out of a verification, and what ends one: whatever it is, main asks again, also where the page was taken over.
import { expect, test } from 'playwright/test'
import { openDesk, type Desk } from './support/desk'
import { alerts, button, card, chooseTenant, expectNothingSaid, openCard, searchBox } from './support/screen'
import { suspendElsewhere } from './support/sign-in'
import { passwordDialog } from './support/temporary-password'
import {
  ask,
  callerStatus,
  changes,
  codeBox,
  codeFor,
  enterCode,
  expectUnverified,
  goAway,
  messagesTo,
  openCaller,
  openVerified,
  readFirst,
  refOf,
  sendCode,
  startVerifying,
  verifyDialog,
  wayOf,
  writes,
  wrongCode
} from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk({ policy: 'none' })))
test.beforeEach(async () => {
  await desk.simulator.control({ action: 'set', providerFails: null })
  await desk.reset()
})
test.afterAll(() => desk?.close())

const told = () => alerts(verifyDialog(desk.page))

test('a code that is wrong three times: the attempts left are told, then it is locked, and other ways are left', async () => {
  const { page, gateway, simulator } = desk
  const { id } = await openCaller(desk)
  await startVerifying(page)
  const code = await sendCode(page, simulator, id)
  for (const words of ['2 attempts are left', '1 attempt is left', 'that was the last attempt']) {
    await enterCode(page, wrongCode(code))
    await expect(told()).toContainText(words)
    await expect(codeBox(page)).toHaveValue('')
    await expect(codeBox(page)).toBeFocused()
  }
  // the right one comes too late
  await enterCode(page, code)
  await expect(told()).toContainText('Mosaic takes no more codes for this user now')
  await expect(codeBox(page)).toHaveCount(0)
  await expect(callerStatus(page)).toHaveText('Not verified')
  await expectUnverified(desk, id)
  // another one does not open it again
  await enterCode(page, await sendCode(page, simulator, id, 'e-mail'))
  await expect(told()).toContainText('Mosaic takes no more codes for this user now')
  await expectUnverified(desk, id)
  expect(changes(gateway)).toEqual([])

  await button(verifyDialog(page), 'Manager approved').click()
  await verifyDialog(page).getByRole('textbox', { name: 'Name' }).fill('Maria Santos')
  await verifyDialog(page).getByRole('textbox', { name: 'Reason' }).fill('knows them for years')
  await button(verifyDialog(page), 'Manager approved').click()
  await expect(callerStatus(page)).toContainText('Verified by manager approval')
})

test('no link without a redirect URI; the SMS provider fails; the session that a right code opened cannot be ended', async () => {
  const { page, gateway, simulator } = desk
  const { id, name } = await openCaller(desk)
  const dialog = await startVerifying(page)
  await expect(dialog).toContainText('The tenant profile has no redirect URI for links.')
  await expect(button(dialog, 'Send link by e-mail')).toHaveCount(0)
  expect(await ask(page, 'verify.sendLink', await refOf(page, id))).toMatchObject({
    ok: false,
    error: { kind: 'not-enabled-here' }
  })
  expect(writes(gateway)).toEqual([])

  await simulator.control({ action: 'set', providerFails: 'sms' })
  await button(dialog, 'Send code by SMS').click()
  await expect(told()).toContainText('Send code by SMS: The tenant’s own SMS or e-mail provider refused')
  await expect(callerStatus(page)).toHaveText('Not verified')
  expect(await messagesTo(simulator, id)).toEqual([])

  // the code by e-mail is offered and works: verified, and told what to do about its session
  await simulator.control({
    action: 'fault',
    match: { path: '/session/logout$' },
    fault: { kind: 'status', status: 500 }
  })
  await enterCode(page, await sendCode(page, simulator, id, 'e-mail'))
  await expect(dialog).toHaveCount(0)
  await expect(callerStatus(page)).toContainText('Verified by e-mail code')
  await expect(alerts(page)).toHaveCount(0)
  await expect(readFirst(page)).toContainText('The sign-in of the last check could not be ended.')
  await expect(readFirst(page)).toContainText('Sign out everywhere')
  expect(await sessionsOf(id)).toHaveLength(1)

  await button(card(page), 'Sign out everywhere').click()
  await button(
    page.getByRole('dialog', { name: `Sign ${name} out everywhere?` }),
    'Sign out everywhere'
  ).click()
  await expect.poll(() => sessionsOf(id)).toEqual([])
})

async function sessionsOf(userId: string): Promise<object[]> {
  const { user } = (await desk.simulator.control({ action: 'state', userId })) as {
    user: { sessions: object[] }
  }
  return user.sessions
}

/** Main refuses past the screens, and on the card the action begins with the verification, whose dialog stays open. */
async function expectAskedAgain({ page, gateway }: Desk, userId: string): Promise<void> {
  const before = changes(gateway)
  await expect(callerStatus(page)).toHaveText('Not verified')
  await expectUnverified(desk, userId)
  // a click would have to wait until the button has stood still for a while
  await button(card(page), 'Issue temporary password').press('Enter')
  await expect(button(verifyDialog(page), 'Send code by SMS')).toBeFocused()
  expect(changes(gateway)).toEqual(before)
}

/** The same; with a new verification in that dialog the action is done. */
async function expectANewOneToCount(desk: Desk, userId: string): Promise<void> {
  await expectAskedAgain(desk, userId)
  const { page, gateway, simulator } = desk
  const before = changes(gateway)
  await enterCode(page, await sendCode(page, simulator, userId))
  await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
  expect(changes(gateway)).toEqual([...before, `PUT /v1/users/${userId}/password`])
  await button(passwordDialog(page), 'Done').click()
  await expect(passwordDialog(page)).toHaveCount(0)
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
}

async function leaveDialog({ page }: Desk): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(verifyDialog(page)).toHaveCount(0)
}

test('ends when the machine sleeps or is locked, or another user takes it: told so, asked again, and a new one counts', async () => {
  const { page, tessera } = desk
  const { id } = await openVerified(desk)
  for (const how of ['suspend', 'lock-screen', 'user-did-resign-active'] as const) {
    await test.step(how, async () => {
      await goAway(tessera, how)
      await expect(readFirst(page)).toContainText('The verification has ended.')
      await expectANewOneToCount(desk, id)
      await expectNothingSaid(readFirst(page))
    })
  }
})

test('neither a code that was on its way when the machine was locked proves anything, nor a check that was under way', async () => {
  const { page, gateway, simulator, tessera } = desk
  const { id } = await openCaller(desk)
  await startVerifying(page)
  const onItsWay = await sendCode(page, simulator, id)
  await goAway(tessera, 'lock-screen')
  await expect(callerStatus(page)).toHaveText('Not verified')
  const checked = await ask(page, 'verify.checkCode', { ...(await refOf(page, id)), code: onItsWay })
  expect(checked).toMatchObject({ ok: false, error: { kind: 'not-found' } })
  await expectUnverified(desk, id)
  expect(writes(gateway)).toEqual(['POST /v1/auth/otp/send'])

  const code = await sendCode(page, simulator, id)
  await simulator.control({
    action: 'fault',
    match: { path: '/otp/authenticate$' },
    fault: { kind: 'latency', ms: 2_000 }
  })
  await enterCode(page, code)
  const check = () => gateway.passed.find(({ path }) => path.endsWith('/otp/authenticate'))
  await expect.poll(() => check()?.state, { intervals: [20] }).toBe('open')
  await goAway(tessera, 'lock-screen')
  expect(check()?.state).toBe('open')
  await expect.poll(() => check()?.state, { intervals: [50] }).toBe('answered')
  await expect(told()).toContainText('The caller has not been verified.')
  await leaveDialog(desk)
  await expectAskedAgain(desk, id)
})

test('ends when the call is closed, the caller looked up again, the page loaded again, or another tenant or user opened', async () => {
  const { page, gateway } = desk
  const { id, email, name } = await openVerified(desk)
  await test.step('the call is closed', async () => {
    await page.keyboard.press('Escape')
    await expect(searchBox(page)).toBeFocused()
    await expect(callerStatus(page)).toHaveCount(0)
    await expectUnverified(desk, id)
    await openCard(page, id, name)
    await expectANewOneToCount(desk, id)
  })
  await test.step('a new search is a new call', async () => {
    await openCard(page, email, name)
    await expectANewOneToCount(desk, id)
  })
  await test.step('the page is loaded again', async () => {
    await page.reload()
    await expect(searchBox(page)).toBeFocused()
    await expectUnverified(desk, id)
    await openCard(page, id, name)
    await expectANewOneToCount(desk, id)
  })
  await test.step('another tenant is opened', async () => {
    const ref = await refOf(page, id)
    await chooseTenant(page, 'Practice tenant')
    await expect(callerStatus(page)).toHaveCount(0)
    const before = writes(gateway)
    expect(await ask(page, 'password.issue', ref)).toMatchObject({
      ok: false,
      error: { kind: 'conflict', reason: 'tenant-changed' }
    })
    expect(writes(gateway)).toEqual(before)
    await chooseTenant(page, 'Simulator')
    await expect.poll(async () => (await refOf(page, id)).tenantId).toBe(ref.tenantId)
    await expectUnverified(desk, id)
    await openCard(page, id, name)
    await expectANewOneToCount(desk, id)
  })
  await test.step('another user is opened: it counts for neither', async () => {
    const second = await openCaller(desk)
    await expectAskedAgain(desk, second.id)
    await expectUnverified(desk, id)
    await leaveDialog(desk)
    await openCard(page, id, name)
    await expectAskedAgain(desk, id)
    await leaveDialog(desk)
  })
})

// the last one: from then on the practice tenant's clock is ahead
test('a code that has run out is told from a wrong one, and the next one works; that of a user who is suspended in between verifies nobody', async () => {
  const { page, gateway, simulator, tessera } = desk
  const { id } = await openCaller(desk)
  await startVerifying(page)
  const first = await sendCode(page, simulator, id)
  await simulator.control({ action: 'advance', ms: 6 * 60_000 })
  await enterCode(page, first)
  await expect(told()).toContainText('This code has run out. Send another one.')
  await expect(callerStatus(page)).toHaveText('Not verified')
  await expectUnverified(desk, id)
  await expect(button(verifyDialog(page), 'Send again')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(told()).toHaveCount(0)
  await expect(codeBox(page)).toBeFocused()
  await expect.poll(async () => (await messagesTo(simulator, id)).length).toBe(2)
  await enterCode(page, await codeFor(simulator, id))
  await expect(verifyDialog(page)).toHaveCount(0)
  await expect(callerStatus(page)).toContainText('Verified by SMS code')

  await goAway(tessera, 'lock-screen')
  await expect(callerStatus(page)).toHaveText('Not verified')
  await startVerifying(page)
  const code = await sendCode(page, simulator, id)
  await suspendElsewhere(simulator, id)
  await enterCode(page, code)
  await expect(told()).toContainText('Check code: The account is suspended')
  await expectUnverified(desk, id)

  await button(verifyDialog(page), 'Use another way').click()
  await button(verifyDialog(page), 'Send code by e-mail').click()
  await expect(told()).toContainText(
    'Send code by e-mail: The account is suspended, so Mosaic sends nothing to it.'
  )
  await expect(told()).not.toContainText('not enabled')
  await expect(wayOf(page, 'Send code by e-mail')).toHaveCount(0)
  await expect(button(verifyDialog(page), 'Manager approved')).toBeVisible()
  expect(await messagesTo(simulator, id)).toHaveLength(3)
  await expectUnverified(desk, id)
  expect(changes(gateway)).toEqual([])
})
