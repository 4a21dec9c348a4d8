// Callers are verified before anything changes: each kind of verification, and what waits for it.
import { expect, test, type Locator, type Page } from 'playwright/test'
import { maskContact } from '../../src/shared/mask'
import type { PolicyFile } from '../../src/shared/policy'
import { seedPassword } from '../../src/simulator/seed'
import type { Desk } from './support/desk'
import { newId } from './support/people'
import { button, card, cardName } from './support/screen'
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

const kinds: {
  is: string
  prove: Prove
  policy?: Omit<PolicyFile, 'version'>
  /** what it sends to Mosaic */
  sends: string[]
}[] = [
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
  { is: 'e-mail link', prove: byLink, sends: ['link/email/send'] },
  {
    is: 'current password',
    prove: byPassword,
    policy: { verification: { kinds: ['sms-code', 'current-password'] } },
    sends: ['password/authenticate', 'password/authenticate', 'session/logout']
  },
  { is: 'call-back', prove: byCallBack, sends: [] },
  { is: 'manager approval', prove: byStating('Manager approved', 'manager-approval'), sends: [] },
  { is: 'photo ID in person', prove: byStating('Seen in person', 'in-person'), sends: [] }
]

for (const { is, prove, policy, sends } of kinds) {
  test(`${is}: until then nothing changes; then the badge says so with the time left, and it does`, async () => {
    const { page, gateway } = desk
    if (policy !== undefined) await setRules(desk, policy)
    const caller = await openCaller(desk)
    await expect(callerStatus(page)).toHaveText('Not verified')
    await expectUnverified(desk, caller.id)

    await prove(caller, await startVerifying(page))
    await expect(verifyDialog(page)).toHaveCount(0)
    await expect(callerStatus(page)).toContainText(
      new RegExp(`Verified by ${is}\\s*· (9:\\d\\d|10:00) left$`)
    )
    expect(writes(gateway)).toEqual(sends.map((path) => `POST /v1/auth/${path}`))
    // checking signs the user in: only the session of a link is the caller's own
    expect(await sessionsOf(caller.id)).toHaveLength(is === 'e-mail link' ? 1 : 0)

    await button(card(page), 'Issue temporary password').click()
    await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
    expect(changes(gateway)).toEqual([`PUT /v1/users/${caller.id}/password`])
  })
}

test('the current password is no way to verify unless the policy turns it on', async () => {
  const { page, gateway } = desk
  const { id } = await openCaller(desk)
  const dialog = await startVerifying(page)
  await expect(button(dialog, 'Send code by SMS')).toBeVisible()
  await expect(button(dialog, 'Check current password')).toHaveCount(0)
  const input = { ...(await refOf(page, id)), password: seedPassword }
  expect(await ask(page, 'verify.password', input)).toMatchObject({
    ok: false,
    error: { kind: 'policy-refused', rule: 'verification.kinds' }
  })
  expect(writes(gateway)).toEqual([])
  await expectUnverified(desk, id)
})

test('T on an unverified caller asks for the verification, then goes on for exactly that caller', async () => {
  const { page, gateway, simulator } = desk
  const other = await addCallerWithPhone(simulator)
  const caller = await openCaller(desk)
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

test('Esc leaves the verification without anything done, and nothing goes on later', async () => {
  const { page, gateway, simulator } = desk
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
})

/** Opens and leaves the dialog: from then on the card knows what main would ask for. */
async function waitForWays(page: Page): Promise<void> {
  const dialog = await startVerifying(page)
  await expect(button(dialog, 'Send code by SMS')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

test('a privileged user needs two kinds; the same kind twice does not count', async () => {
  const { page, gateway, simulator } = desk
  const id = newId()
  await setRules(desk, { privileged: { userIds: [id] } })
  const caller = await openCaller(desk, { id })
  const ref = await refOf(page, id)
  const one = { ok: false, error: { kind: 'verification-required', needed: 2, have: 1 } }
  await button(card(page), 'Issue temporary password').click()
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
})

test('others need one kind, whoever else is privileged', async () => {
  const { page } = desk
  await setRules(desk, { privileged: { userIds: [newId()] } })
  const { id } = await openVerified(desk)
  expect(await ask(page, 'password.issue', await refOf(page, id))).toMatchObject({ ok: true })
})
