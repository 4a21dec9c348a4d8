// Callers are verified before anything changes: each kind of verification, and what waits for it.
import { expect, test, type Locator, type Page } from 'playwright/test'
import { maskContact } from '../../src/shared/mask'
import { seedPassword } from '../../src/simulator/seed'
import type { Desk } from './support/desk'
import { pollLinksAtOnce } from './support/link-polls'
import { newId } from './support/people'
import { button, card, cardName, openCard } from './support/screen'
import { passwordDialog } from './support/temporary-password'
import {
  addCallerWithPhone,
  ask,
  type Caller,
  callerStatus,
  changes,
  codeBox,
  codeFor,
  enterCode,
  expectOnlyToWhatIsOnFile,
  expectUnverified,
  goAway,
  messagesTo,
  openCaller,
  openVerificationDesk,
  openVerified,
  redirectUri,
  refOf,
  sendCode,
  setPolicy,
  setRules,
  startVerifying,
  verifyDialog,
  watchTelephone,
  wayOf,
  writes
} from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => {
  desk = await openVerificationDesk()
})
test.beforeEach(async () => {
  await setPolicy(desk.tessera.userData, 'none')
  await desk.reset()
})
test.afterEach(() => void expectOnlyToWhatIsOnFile(desk.gateway))
test.afterAll(() => desk?.close())

const sessionsOf = async (userId: string) => {
  const answer = (await desk.simulator.control({ action: 'state', userId })) as {
    user: { sessions: object[] }
  }
  return answer.user.sessions
}

/** Proves who the caller is in the dialog that is open; it closes by itself. */
type Prove = (caller: Caller, dialog: Locator) => Promise<void>

async function byCode(caller: Caller, by: 'SMS' | 'e-mail', contact: string): Promise<void> {
  const { page, simulator } = desk
  const code = await sendCode(page, simulator, caller.id, by)
  await expect(verifyDialog(page)).toContainText(`Code sent by ${by} to ${maskContact(contact)}`)
  await expect(callerStatus(page)).toContainText(/^Code sent\s*· [45]:\d\d left$/)
  await enterCode(page, code)
}

const byLink: Prove = async ({ id, email }, dialog) => {
  const { page, simulator } = desk
  await button(dialog, 'Send link by e-mail').click()
  await expect(dialog).toContainText(`Link sent to ${maskContact(email)}`)
  await expect(callerStatus(page)).toContainText(/^Link sent\s*· 1[45]:\d\d left$/)
  const [message] = await messagesTo(simulator, id)
  expect(message).toMatchObject({ channel: 'email', to: email, link: 'fresh' })
  expect(message?.text).toContain(redirectUri)
  const asked = await ask(page, 'verify.checkLink', await refOf(page, id))
  expect(asked).toMatchObject({ ok: true, value: { outcome: 'waiting' } })
  expect(await simulator.control({ action: 'open-link', messageId: message?.id ?? '' })).toMatchObject({
    opened: true
  })
}

const byPassword: Prove = async (_caller, dialog) => {
  await button(dialog, 'Check current password').click()
  const field = dialog.getByLabel('Current password')
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('type', 'password')
  await field.fill('it-is-not-this-one')
  await button(dialog, 'Check current password').click()
  await expect(dialog).toContainText('This is not the password.')
  await expect(field).toHaveValue('')
  await field.fill(seedPassword)
  await button(dialog, 'Check current password').click()
}

const byStating =
  (name: 'Manager approved' | 'Seen in person', kind: string): Prove =>
  async ({ id }, dialog) => {
    const { page } = desk
    await button(dialog, name).click()
    await button(dialog, name).click()
    await expect(dialog).toContainText('Enter a name.')
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Maria Santos')
    await button(dialog, name).click()
    await expect(dialog).toContainText('Say why, in a few words.')
    await expect(callerStatus(page)).toHaveText('Not verified')
    const bare = { ...(await refOf(page, id)), kind }
    for (const input of [bare, { ...bare, name: 'Maria Santos' }, { ...bare, reason: 'asked', name: ' ' }]) {
      expect(await ask(page, 'verify.attest', input)).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input' }
      })
    }
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('knows them for years')
    await button(dialog, name).click()
  }

const byCallBack: Prove = async ({ phone }, dialog) => {
  const given = await watchTelephone(desk.tessera)
  const row = wayOf(desk.page, 'Caller was called back')
  await expect(row).toContainText(maskContact(phone))
  await expect(row).not.toContainText(phone)
  expect(await given.jsonValue()).toEqual([])
  await button(row, 'Dial').click()
  await expect.poll(() => given.jsonValue()).toEqual([`tel:${phone}`])
  await expect(callerStatus(desk.page)).toHaveText('Not verified')
  await button(row, 'Caller was called back').click()
  await expect(dialog).toHaveCount(0)
  expect(await given.jsonValue()).toEqual([`tel:${phone}`])
}

interface Kind {
  is: string
  prove: Prove
  /** what it sends to Mosaic */
  sends: string[]
}
const password: Kind = {
  is: 'current password',
  prove: byPassword,
  sends: ['password/authenticate', 'password/authenticate', 'session/logout']
}
/** The link is the last: the session that opening it leaves is the caller's own. */
const sent: Kind[] = [
  {
    is: 'SMS code',
    prove: (caller) => byCode(caller, 'SMS', caller.phone),
    sends: ['otp/send', 'otp/authenticate', 'session/logout']
  },
  {
    is: 'e-mail code',
    prove: (caller) => byCode(caller, 'e-mail', caller.email),
    sends: ['otp/send', 'otp/authenticate', 'session/logout']
  },
  { is: 'e-mail link', prove: byLink, sends: ['link/email/send'] }
]
const stated: Kind[] = [
  { is: 'call-back', prove: byCallBack, sends: [] },
  { is: 'manager approval', prove: byStating('Manager approved', 'manager-approval'), sends: [] },
  { is: 'photo ID in person', prove: byStating('Seen in person', 'in-person'), sends: [] }
]

/** Until then nothing changes; then the badge says so with the time left, and it does. */
const expectToVerify = (caller: Caller, { is, prove, sends }: Kind): Promise<void> =>
  test.step(is, async () => {
    const { page, gateway, tessera } = desk
    // takes back the kind before
    await goAway(tessera, 'lock-screen')
    await expect(callerStatus(page)).toHaveText('Not verified')
    await expectUnverified(desk, caller.id)
    const [written, changed] = [writes(gateway), changes(gateway)]

    await prove(caller, await startVerifying(page))
    await expect(verifyDialog(page)).toHaveCount(0)
    await expect(callerStatus(page)).toContainText(
      new RegExp(`Verified by ${is}\\s*· (9:\\d\\d|10:00) left$`)
    )
    expect(writes(gateway)).toEqual([...written, ...sends.map((path) => `POST /v1/auth/${path}`)])
    // checking signs the user in: only the session of a link is the caller's own
    expect(await sessionsOf(caller.id)).toHaveLength(is === 'e-mail link' ? 1 : 0)

    // a click would have to wait until the button has stood still for a while
    await button(card(page), 'Issue temporary password').press('Enter')
    await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
    expect(changes(gateway)).toEqual([...changed, `PUT /v1/users/${caller.id}/password`])
    await button(passwordDialog(page), 'Done').click()
    await expect(passwordDialog(page)).toHaveCount(0)
  })

test('current password, where the policy turns it on, SMS code, e-mail code and e-mail link: until then nothing changes, then the badge says so and it does', async () => {
  const { page, gateway } = desk
  const caller = await openCaller(desk)
  const dialog = await startVerifying(page)
  await expect(button(dialog, 'Send code by SMS')).toBeVisible()
  await expect(button(dialog, 'Check current password')).toHaveCount(0)
  const input = { ...(await refOf(page, caller.id)), password: seedPassword }
  expect(await ask(page, 'verify.password', input)).toMatchObject({
    ok: false,
    error: { kind: 'policy-refused', rule: 'verification.kinds' }
  })
  expect(writes(gateway)).toEqual([])
  await expectUnverified(desk, caller.id)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await setRules(desk, { verification: { kinds: ['sms-code', 'current-password'] } })
  await page.keyboard.press('Escape')
  await openCard(page, caller.id, caller.name)
  await expectToVerify(caller, password)

  await setPolicy(desk.tessera.userData, 'none')
  await pollLinksAtOnce(page)
  for (const kind of sent) await expectToVerify(caller, kind)
})

test('call-back, manager approval and photo ID in person: the same', async () => {
  const caller = await openCaller(desk)
  for (const kind of stated) await expectToVerify(caller, kind)
})

test('T on an unverified caller asks for the verification; Esc leaves it and nothing goes on later; proved, it goes on for exactly that caller', async () => {
  const { page, gateway, simulator, tessera } = desk
  const other = await addCallerWithPhone(simulator)
  const caller = await openCaller(desk)
  await waitForWays(page)
  await page.keyboard.press('t')
  await expect(button(verifyDialog(page), 'Send code by SMS')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(verifyDialog(page)).toHaveCount(0)
  await expect(cardName(page)).toHaveText(caller.name)
  expect(writes(gateway)).toEqual([])

  // verified for its own sake afterwards: what was left is not begun again
  await startVerifying(page)
  await enterCode(page, await sendCode(page, simulator, caller.id))
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(changes(gateway)).toEqual([])

  await goAway(tessera, 'lock-screen')
  await expect(callerStatus(page)).toHaveText('Not verified')
  await waitForWays(page)
  await page.keyboard.press('t')
  await expect(verifyDialog(page)).toContainText('“Issue temporary password” goes on')
  await expect(verifyDialog(page)).toContainText(caller.name)
  await expect(button(verifyDialog(page), 'Send code by SMS')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(codeBox(page)).toBeFocused()
  await page.keyboard.type(await codeFor(simulator, caller.id))
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: `Give ${caller.name} a new password?` })
  await expect(button(question, 'Cancel')).toBeFocused()
  expect(changes(gateway)).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
  await expect(passwordDialog(page)).toContainText(caller.name)
  expect(changes(gateway)).toEqual([`PUT /v1/users/${caller.id}/password`])
  expect(await messagesTo(simulator, other.id)).toEqual([])
})

/** Opens and leaves the dialog: from then on the card knows what main would ask for. */
async function waitForWays(page: Page): Promise<void> {
  const dialog = await startVerifying(page)
  await expect(button(dialog, 'Send code by SMS')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

test('a privileged user needs two kinds, and the same kind twice does not count; others need one, whoever else is privileged', async () => {
  const { page, gateway, simulator } = desk
  const id = newId()
  await setRules(desk, { privileged: { userIds: [id] } })
  const caller = await openCaller(desk, { id })
  const ref = await refOf(page, id)
  const one = { ok: false, error: { kind: 'verification-required', needed: 2, have: 1 } }
  await button(card(page), 'Issue temporary password').press('Enter')
  await expect(verifyDialog(page)).toContainText('two verifications of different kinds are needed')
  await enterCode(page, await sendCode(page, simulator, id))
  await expect(verifyDialog(page)).toContainText(
    '✓ Verified by SMS code. One more is needed, of another kind.'
  )
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
  await expect(button(verifyDialog(page), 'Send code by SMS')).toHaveCount(0)
  expect(await ask(page, 'password.issue', ref)).toMatchObject(one)

  expect(await ask(page, 'verify.sendCode', { ...ref, channel: 'sms' })).toMatchObject({ ok: true })
  const again = await ask(page, 'verify.checkCode', { ...ref, code: await codeFor(simulator, id) })
  expect(again).toMatchObject({ ok: true, value: { outcome: 'verified' } })
  expect(await ask(page, 'password.issue', ref)).toMatchObject(one)
  expect(changes(gateway)).toEqual([])

  await button(verifyDialog(page), 'Manager approved').click()
  await verifyDialog(page).getByRole('textbox', { name: 'Name' }).fill('Maria Santos')
  await verifyDialog(page).getByRole('textbox', { name: 'Reason' }).fill('called on her desk phone')
  await button(verifyDialog(page), 'Manager approved').click()
  await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
  await expect(callerStatus(page)).toContainText('Verified by SMS code and manager approval')
  await expect(passwordDialog(page)).toContainText(caller.name)
  expect(changes(gateway)).toEqual([`PUT /v1/users/${id}/password`])

  await button(passwordDialog(page), 'Done').click()
  const other = await openVerified(desk)
  expect(await ask(page, 'password.issue', await refOf(page, other.id))).toMatchObject({ ok: true })
})
