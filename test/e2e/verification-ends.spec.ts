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
  verifyBySms,
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

test('the SMS provider fails: told so, and the code by e-mail is offered and works', async () => {
  const { page, simulator } = desk
  const { id } = await openCaller(desk)
  await simulator.control({ action: 'set', providerFails: 'sms' })
  await startVerifying(page)
  await button(verifyDialog(page), 'Send code by SMS').click()
  await expect(told()).toContainText('Send code by SMS: The tenant’s own SMS or e-mail provider refused')
  await expect(callerStatus(page)).toHaveText('Not verified')
  expect(await messagesTo(simulator, id)).toEqual([])
  await enterCode(page, await sendCode(page, simulator, id, 'e-mail'))
  await expect(verifyDialog(page)).toHaveCount(0)
  await expect(callerStatus(page)).toContainText('Verified by e-mail code')
})

test('the user is suspended in between: the right code verifies nobody, and nothing more is sent', async () => {
  const { page, gateway, simulator } = desk
  const { id } = await openCaller(desk)
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
  expect(await messagesTo(simulator, id)).toHaveLength(1)
  await expectUnverified(desk, id)
  expect(changes(gateway)).toEqual([])
})

test('the code is right and the session that it opened cannot be ended: verified, and told what to do', async () => {
  const { page, simulator } = desk
  const { id, name } = await openCaller(desk)
  await simulator.control({
    action: 'fault',
    match: { path: '/session/logout$' },
    fault: { kind: 'status', status: 500 }
  })
  await verifyBySms(page, simulator, id)
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

/** Main refuses past the screens, and on the card the action begins with the verification. */
async function expectAskedAgain({ page, gateway }: Desk, userId: string): Promise<void> {
  await expect(callerStatus(page)).toHaveText('Not verified')
  await expectUnverified(desk, userId)
  await button(card(page), 'Issue temporary password').click()
  await expect(button(verifyDialog(page), 'Send code by SMS')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(verifyDialog(page)).toHaveCount(0)
  expect(changes(gateway)).toEqual([])
}

for (const [how, words] of [
  ['suspend', 'the machine sleeps'],
  ['lock-screen', 'the screen is locked'],
  ['user-did-resign-active', 'another user takes the machine']
] as const) {
  test(`ends when ${words}: told so, asked again, and a new one counts`, async () => {
    const { page, gateway, simulator, tessera } = desk
    const { id } = await openVerified(desk)
    await goAway(tessera, how)
    await expect(readFirst(page)).toContainText('The verification has ended.')
    await expectAskedAgain(desk, id)

    await verifyBySms(page, simulator, id)
    await expectNothingSaid(readFirst(page))
    await button(card(page), 'Issue temporary password').click()
    await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
    expect(changes(gateway)).toEqual([`PUT /v1/users/${id}/password`])
  })
}

test('a code that was on its way when the machine was locked proves nothing', async () => {
  const { page, gateway, simulator, tessera } = desk
  const { id } = await openCaller(desk)
  await startVerifying(page)
  const code = await sendCode(page, simulator, id)
  await goAway(tessera, 'lock-screen')
  await expect(callerStatus(page)).toHaveText('Not verified')
  const checked = await ask(page, 'verify.checkCode', { ...(await refOf(page, id)), code })
  expect(checked).toMatchObject({ ok: false, error: { kind: 'not-found' } })
  await expectUnverified(desk, id)
  expect(writes(gateway)).toEqual(['POST /v1/auth/otp/send'])
})

test('a check that is under way when the machine is locked proves nothing either', async () => {
  const { page, gateway, simulator, tessera } = desk
  const { id } = await openCaller(desk)
  await startVerifying(page)
  const code = await sendCode(page, simulator, id)
  await simulator.control({
    action: 'fault',
    match: { path: '/otp/authenticate$' },
    fault: { kind: 'latency', ms: 1_000 }
  })
  await enterCode(page, code)
  const check = () => gateway.passed.find(({ path }) => path.endsWith('/otp/authenticate'))
  await expect.poll(() => check()?.state).toBe('open')
  await goAway(tessera, 'lock-screen')
  await expect.poll(() => check()?.state).toBe('answered')
  await expect(told()).toContainText('The caller has not been verified.')
  await page.keyboard.press('Escape')
  await expectAskedAgain(desk, id)
})

test('ends when the call is closed', async () => {
  const { page } = desk
  const { id, name } = await openVerified(desk)
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toBeFocused()
  await expect(callerStatus(page)).toHaveCount(0)
  await expectUnverified(desk, id)
  await openCard(page, id, name)
  await expectAskedAgain(desk, id)
})

test('ends when another user is opened, and counts for neither', async () => {
  const { page } = desk
  const first = await openVerified(desk)
  const second = await openCaller(desk)
  await expectAskedAgain(desk, second.id)
  await expectUnverified(desk, first.id)
  await openCard(page, first.id, first.name)
  await expectAskedAgain(desk, first.id)
})

test('ends when another tenant is opened', async () => {
  const { page, gateway } = desk
  const { id, name } = await openVerified(desk)
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
  await expectAskedAgain(desk, id)
})

test('ends when the page is loaded again', async () => {
  const { page } = desk
  const { id, name } = await openVerified(desk)
  await page.reload()
  await expect(searchBox(page)).toBeFocused()
  await expectUnverified(desk, id)
  await openCard(page, id, name)
  await expectAskedAgain(desk, id)
})

test('ends when the same caller is looked up again: a new search is a new call', async () => {
  const { page } = desk
  const { id, email, name } = await openVerified(desk)
  await openCard(page, email, name)
  await expectAskedAgain(desk, id)
})

test('without a redirect URI in the tenant profile no link is sent, and the dialog says why', async () => {
  const { page, gateway } = desk
  const { id } = await openCaller(desk)
  const dialog = await startVerifying(page)
  await expect(dialog).toContainText('The tenant profile has no redirect URI for links.')
  await expect(button(dialog, 'Send link by e-mail')).toHaveCount(0)
  expect(await ask(page, 'verify.sendLink', await refOf(page, id))).toMatchObject({
    ok: false,
    error: { kind: 'not-enabled-here' }
  })
  expect(writes(gateway)).toEqual([])
})

// the last one: from then on the practice tenant's clock is ahead
test('a code that has run out is told from a wrong one, and the next one works', async () => {
  const { page, simulator } = desk
  const { id } = await openCaller(desk)
  await startVerifying(page)
  const code = await sendCode(page, simulator, id)
  await simulator.control({ action: 'advance', ms: 6 * 60_000 })
  await enterCode(page, code)
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
})
