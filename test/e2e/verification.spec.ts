// Callers are verified before anything changes: each kind of verification, what it may rest on, and what it is for.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from 'playwright/test'
import { maskContact } from '../../src/shared/mask'
import type { PolicyFile } from '../../src/shared/policy'
import { seedPassword } from '../../src/simulator/seed'
import { hours } from '../../src/simulator/seed-types'
import type { Passed } from './support/gateway'
import { openDesk, type Desk } from './support/desk'
import { newId, type GivenUser } from './support/people'
import { alerts, button, card, cardName, openCard, searchBox } from './support/screen'
import { passwordDialog, reveal } from './support/temporary-password'
import {
  addCallerWithPhone,
  ask,
  type Caller,
  callerStatus,
  changes,
  codeBox,
  codeFor,
  enterCode,
  expectUnverified,
  messagesTo,
  openCaller,
  openVerified,
  refOf,
  saveProfileAgain,
  sendCode,
  setPolicy,
  startVerifying,
  verifyDialog,
  writes,
  wrongCode
} from './support/verification'

test.describe.configure({ mode: 'default' })

const redirectUri = 'https://shop.example.com/signed-in'

let desk: Desk
/** all that went to Mosaic since the app started */
let passed: Passed[] = []
test.beforeAll(async () => {
  desk = await openDesk({ policy: 'none' })
  await saveProfileAgain(desk.page, desk.simulator, { redirectUri })
})
test.beforeEach(async () => {
  await setPolicy(desk.tessera.userData, 'none')
  await desk.reset()
})
test.afterEach(() => {
  passed = [...passed, ...desk.gateway.passed]
})
test.afterAll(() => desk?.close())

const policyOf = (rules: Omit<PolicyFile, 'version'>) =>
  setPolicy(desk.tessera.userData, { version: 1, ...rules })
const way = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('listitem').filter({ has: button(dialog.page(), name) })
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

/** What the system's telephone was given from now on. */
const watchTelephone = () =>
  desk.tessera.app.evaluateHandle(({ shell }) => {
    const given: string[] = []
    shell.openExternal = async (address) => void given.push(address)
    return given
  })

const byCallBack: Prove = async ({ phone }, dialog) => {
  const given = await watchTelephone()
  const row = way(dialog, 'Caller was called back')
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
    if (policy !== undefined) await policyOf(policy)
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

test('a telephone is dialled only for who is on the phone', async () => {
  const { page } = desk
  const given = await watchTelephone()
  const other = await addCallerWithPhone(desk.simulator)
  await openCaller(desk)
  expect(await ask(page, 'verify.dial', await refOf(page, other.id))).toMatchObject({
    ok: false,
    error: { kind: 'verification-required' }
  })
  expect(await given.jsonValue()).toEqual([])
})

const risky: {
  is: string
  given: GivenUser
  words: string
  rule: 'allowUnverifiedContact' | 'allowRecentlyChanged'
}[] = [
  {
    is: 'an unverified contact',
    given: { unverified: true },
    words: 'It is not verified, so it may be anybody’s.',
    rule: 'allowUnverifiedContact'
  },
  {
    is: 'a profile that changed within a day',
    given: { updated: hours(3) },
    words: 'changed within the last 24 hours',
    rule: 'allowRecentlyChanged'
  }
]
const toContacts = [
  'Send code by SMS',
  'Send code by e-mail',
  'Send link by e-mail',
  'Caller was called back'
] as const

for (const { is, given, words, rule } of risky) {
  test(`${is} is shown as risky and proves nothing, unless the policy consents`, async () => {
    const { page, gateway, simulator } = desk
    const caller = await openCaller(desk, given)
    const dialog = await startVerifying(page)
    for (const name of toContacts) {
      await expect(way(dialog, name)).toContainText(words)
      await expect(button(dialog, name)).toHaveAttribute('aria-disabled', 'true')
      // an agent's click and not Playwright's, which waits for what is enabled
      await button(dialog, name).dispatchEvent('click')
    }
    await expect(button(dialog, 'Dial')).toHaveCount(0)
    await expect(button(dialog, 'Manager approved')).toHaveAttribute('aria-disabled', 'false')
    const ref = await refOf(page, caller.id)
    const given = await watchTelephone()
    const refused = { ok: false, error: { kind: 'policy-refused', rule: `verification.${rule}` } }
    expect(await ask(page, 'verify.sendCode', { ...ref, channel: 'sms' })).toMatchObject(refused)
    expect(await ask(page, 'verify.sendCode', { ...ref, channel: 'email' })).toMatchObject(refused)
    expect(await ask(page, 'verify.sendLink', ref)).toMatchObject(refused)
    expect(await ask(page, 'verify.attest', { ...ref, kind: 'call-back' })).toMatchObject(refused)
    expect(await ask(page, 'verify.dial', ref)).toMatchObject(refused)
    expect(writes(gateway)).toEqual([])
    expect(await given.jsonValue()).toEqual([])
    expect(await messagesTo(simulator, caller.id)).toEqual([])
    await expectUnverified(desk, caller.id)

    await policyOf({ verification: { [rule]: true } })
    await page.reload()
    await openCard(page, caller.id, caller.name)
    // the agent is told all the same
    await expect(way(await startVerifying(page), 'Send code by SMS')).toContainText(words)
    await enterCode(page, await sendCode(page, simulator, caller.id))
    await expect(callerStatus(page)).toContainText('Verified by SMS code')
  })
}

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
  await policyOf({ privileged: { userIds: [id] } })
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
  await policyOf({ privileged: { userIds: [newId()] } })
  const { id } = await openVerified(desk)
  expect(await ask(page, 'password.issue', await refOf(page, id))).toMatchObject({ ok: true })
})

test('the journal has every attempt with its kind and the masked contact, and no secret', async () => {
  const { page, simulator, tessera } = desk
  await policyOf({
    verification: { kinds: ['sms-code', 'email-code', 'current-password', 'manager-approval'] }
  })
  const caller = await openCaller(desk)
  const { id, email, phone } = caller
  const ref = await refOf(page, id)
  await expectUnverified(desk, id)
  await startVerifying(page)
  const first = await sendCode(page, simulator, id)
  const wrong = wrongCode(first)
  await enterCode(page, wrong)
  await expect(alerts(verifyDialog(page))).toContainText('2 attempts are left')
  await enterCode(page, first)
  await expect(verifyDialog(page)).toHaveCount(0)
  await startVerifying(page)
  const second = await sendCode(page, simulator, id, 'e-mail')
  await enterCode(page, second)
  await expect(verifyDialog(page)).toHaveCount(0)
  const tried = 'it-is-not-this-one'
  await ask(page, 'verify.password', { ...ref, password: tried })
  await ask(page, 'verify.password', { ...ref, password: seedPassword })
  const stated = {
    kind: 'manager-approval',
    name: 'Maria Santos',
    reason: `wrote from ${email}, called ${phone}`
  }
  expect(await ask(page, 'verify.attest', { ...ref, ...stated })).toMatchObject({ ok: true })
  await button(card(page), 'Issue temporary password').click()
  const password = await reveal(page)

  const answer = await ask(page, 'journal.query', { filter: { user: id }, limit: 100 })
  if (!answer.ok) throw new Error(answer.error.kind)
  const rows = answer.value.rows.toReversed().map(({ entry, outcome }) => {
    const { action, phase, verification, note } = entry
    return [action, phase === 'event' ? `event ${entry.result}` : outcome?.result, note, verification]
  })
  const [sms, mail] = [maskContact(phone), maskContact(email)]
  expect(rows).toEqual([
    ['issue', 'event refused', undefined, undefined],
    ['send-code', 'done', `SMS to ${sms}`, undefined],
    ['check-code', 'wrong', `sms-code to ${sms}`, undefined],
    ['check-code', 'done', `sms-code to ${sms}`, undefined],
    ['send-code', 'done', `e-mail to ${mail}`, ['sms-code']],
    ['check-code', 'done', `email-code to ${mail}`, ['sms-code']],
    ['check-current-password', 'wrong', undefined, ['sms-code', 'email-code']],
    ['check-current-password', 'done', undefined, ['sms-code', 'email-code']],
    [
      'attest',
      'event done',
      `manager-approval: Maria Santos: wrote from ${mail}, called ${sms}`,
      ['sms-code', 'email-code', 'current-password']
    ],
    ['issue', 'done', undefined, ['sms-code', 'email-code', 'current-password', 'manager-approval']]
  ])

  const written = await readFile(join(tessera.userData, 'journal.jsonl'), 'utf8')
  expect(written).toContain(id)
  const secrets = [
    first,
    wrong,
    second,
    tried,
    seedPassword,
    password,
    password.replaceAll('-', ''),
    email,
    phone
  ]
  for (const secret of [...secrets, phone.slice(1), simulator.clientSecret, 'eyJ']) {
    // numbers of six digits may be in a time: the codes stand alone
    expect(written, secret).not.toMatch(new RegExp(`(?<![0-9a-f])${RegExp.escape(secret)}(?![0-9a-f])`))
  }
})

test('no address or number of the page’s choice is ever sent to', async () => {
  const { page, gateway } = desk
  const { id } = await openCaller(desk)
  const ref = await refOf(page, id)
  for (const forged of [{ custom_email: 'me@evil.example' }, { custom_phone_number: '+14155550199' }]) {
    for (const [name, input] of [
      ['verify.sendCode', { channel: 'email' }],
      ['verify.sendCode', { channel: 'sms' }],
      ['verify.sendLink', {}],
      ['reset.send', { way: 'email-code' }],
      ['access.issue', {}]
    ] as const) {
      expect(await ask(page, name, { ...ref, ...input, ...forged })).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input' }
      })
    }
  }
  expect(writes(gateway)).toEqual([])

  // nor did anything in this file, whose codes and links all went to who they were for by id
  const sent = passed.filter(({ path }) => /\/(otp|email)\/send$/.test(path))
  expect(sent.length).toBeGreaterThan(5)
  for (const { path, body } of sent) {
    const { channel = 'email', identifier, ...rest } = JSON.parse(body) as Record<string, unknown>
    expect(['sms', 'email']).toContain(channel)
    expect(identifier).toMatch(/^[\w-]{21}$/)
    expect(rest).toEqual({
      identifier_type: 'user_id',
      ...(path.endsWith('email/send') && { redirect_uri: redirectUri })
    })
  }
  expect(passed.filter(({ body, path }) => /custom_(email|phone)/.test(body + path))).toEqual([])
})
