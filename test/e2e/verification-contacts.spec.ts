// What a verification may rest on: only contacts on file, verified and not changed of late; and what is written down of it. Where
// the page is hostile, it asks main past every screen, with what it likes: main goes by its own knowledge of the call.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { deskAction } from '../../src/shared/desk-action'
import { maskContact } from '../../src/shared/mask'
import type { OperationName } from '../../src/shared/operations'
import type { PolicyFile } from '../../src/shared/policy'
import { seedPassword } from '../../src/simulator/seed'
import { hours } from '../../src/simulator/seed-types'
import type { Desk } from './support/desk'
import { tryEverything } from './support/every-act'
import type { GivenUser } from './support/people'
import { alerts, button, card, openCard } from './support/screen'
import { reveal } from './support/temporary-password'
import {
  addCallerWithPhone,
  ask,
  callerStatus,
  codeFor,
  enterCode,
  expectOnlyToWhatIsOnFile,
  expectUnverified,
  messagesTo,
  openCaller,
  openVerificationDesk,
  openVerified,
  refOf,
  sendCode,
  setPolicy,
  setRules,
  startVerifying,
  verifyDialog,
  watchTelephone,
  wayOf,
  writes,
  wrongCode
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
      await expect(wayOf(page, name)).toContainText(words)
      await expect(button(dialog, name)).toHaveAttribute('aria-disabled', 'true')
      // an agent's click and not Playwright's, which waits for what is enabled
      await button(dialog, name).dispatchEvent('click')
    }
    await expect(button(dialog, 'Dial')).toHaveCount(0)
    await expect(button(dialog, 'Manager approved')).toHaveAttribute('aria-disabled', 'false')
    const ref = await refOf(page, caller.id)
    const dialled = await watchTelephone(desk.tessera)
    const refused = { ok: false, error: { kind: 'policy-refused', rule: `verification.${rule}` } }
    expect(await ask(page, 'verify.sendCode', { ...ref, channel: 'sms' })).toMatchObject(refused)
    expect(await ask(page, 'verify.sendCode', { ...ref, channel: 'email' })).toMatchObject(refused)
    expect(await ask(page, 'verify.sendLink', ref)).toMatchObject(refused)
    expect(await ask(page, 'verify.attest', { ...ref, kind: 'call-back' })).toMatchObject(refused)
    expect(await ask(page, 'verify.dial', ref)).toMatchObject(refused)
    expect(writes(gateway)).toEqual([])
    expect(await dialled.jsonValue()).toEqual([])
    expect(await messagesTo(simulator, caller.id)).toEqual([])
    await expectUnverified(desk, caller.id)

    await setRules(desk, { verification: { [rule]: true } })
    await page.keyboard.press('Escape')
    await openCard(page, caller.id, caller.name)
    // the agent is told all the same
    await startVerifying(page)
    await expect(wayOf(page, 'Send code by SMS')).toContainText(words)
    await enterCode(page, await sendCode(page, simulator, caller.id))
    await expect(callerStatus(page)).toContainText('Verified by SMS code')
  })
}

test('the journal has every attempt with its kind and the masked contact, and no secret', async () => {
  const { page, simulator, tessera } = desk
  await setRules(desk, {
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
  await button(card(page), 'Issue temporary password').press('Enter')
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
    ['check-code', 'wrong', `SMS code to ${sms}`, undefined],
    ['check-code', 'done', `SMS code to ${sms}`, undefined],
    ['send-code', 'done', `e-mail to ${mail}`, ['sms-code']],
    ['check-code', 'done', `e-mail code to ${mail}`, ['sms-code']],
    ['check-current-password', 'wrong', undefined, ['sms-code', 'email-code']],
    ['check-current-password', 'done', undefined, ['sms-code', 'email-code']],
    [
      'attest',
      'event done',
      `manager approval: Maria Santos: wrote from ${mail}, called ${sms}`,
      ['sms-code', 'email-code', 'current-password']
    ],
    ['issue', 'done', undefined, ['sms-code', 'email-code', 'current-password', 'manager-approval']]
  ])

  const written = await readFile(join(tessera.userData, 'journal.jsonl'), 'utf8')
  expect(written).toContain(id)
  // a code of six digits may stand in a time or a hash: what is looked for stands alone
  const words = new Set(written.split(/[^\w@.+-]+/))
  for (const code of [first, wrong, second]) expect(words).not.toContain(code)
  const secrets = [tried, seedPassword, password, password.replaceAll('-', ''), simulator.clientSecret]
  for (const secret of [...secrets, email, phone, phone.slice(1), 'eyJ'])
    expect(written).not.toContain(secret)
})

test('a telephone is dialled only for who is on the phone, and no address or number of the page’s choice is ever sent to', async () => {
  const { page, gateway } = desk
  const dialled = await watchTelephone(desk.tessera)
  const other = await addCallerWithPhone(desk.simulator)
  const { id, email, phone } = await openCaller(desk)
  expect(await ask(page, 'verify.dial', await refOf(page, other.id))).toMatchObject({
    ok: false,
    error: { kind: 'verification-required' }
  })
  expect(await dialled.jsonValue()).toEqual([])

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

  // what may be asked for goes to the contacts on file
  await ask(page, 'verify.sendCode', { ...ref, channel: 'email' })
  await ask(page, 'verify.sendCode', { ...ref, channel: 'sms' })
  await ask(page, 'verify.sendLink', ref)
  const sent = await messagesTo(desk.simulator, id)
  expect(sent.map(({ to }) => to)).toEqual([email, phone, email])
  expect(expectOnlyToWhatIsOnFile(gateway)).toBe(3)
})

// ─── a hostile page ───

const ofUser = deskAction.options.filter((action) => action !== 'create')
/** Asks for a verification whatever is done; who has no account yet cannot be verified, so nobody is created. */
const strictPolicy: PolicyFile = {
  version: 1,
  actions: { allowed: ofUser },
  verification: { byAction: Object.fromEntries(ofUser.map((action) => [action, { required: 1 }])) }
}

const notCreated = { kind: 'policy-refused', rule: 'actions.allowed' }
const everythingUnverified = {
  ...Object.fromEntries(ofUser.map((action) => [action, { kind: 'verification-required' }])),
  create: notCreated
}

const proof = { kind: 'sms-code', at: Date.now(), expires: Date.now() + 600_000, evidence: '•••0123' }
const forged: [name: OperationName, input: object][] = [
  ['call.open', { verifications: [proof] }],
  ['call.open', { userId: '' }],
  ['call.open', { userId: ['a', 'b'] }],
  ['call.open', { userId: { toString: 'x' } }],
  ['call.setTicket', { ticket: 'INC1', verified: true }],
  ['call.close', { keep: [proof] }],
  ['verify.attest', { kind: 'sms-code', name: 'Maria Santos', reason: 'said so' }],
  ['verify.attest', { kind: 'call-back', at: Date.now() + 86_400_000 }],
  ['verify.attest', { kind: 'in-person', name: 'Maria Santos', reason: 'is here', expires: proof.expires }],
  ['verify.sendCode', { channel: 'direct' }],
  ['verify.sendCode', { channel: 'sms', custom_phone_number: '+14155550199' }],
  ['verify.sendCode', { channel: 'email', custom_email: 'me@evil.example' }],
  ['verify.sendLink', { redirect_uri: 'https://evil.example' }],
  ['verify.checkCode', { code: '123456', channel: 'sms' }],
  ['verify.checkCode', { code: '<script>' }],
  ['verify.checkLink', { opened: true }],
  ['verify.dial', { number: '+14155550199' }],
  ['password.issue', { verification: proof }],
  ['password.issue', { verified: true }],
  ['password.unlock', { liftBlock: 'yes' }],
  ['password.set', { password: 'Orchard-47-Lantern', temporary: true, force: true }],
  ['password.set', { password: 'Orchard-47-Lantern' }],
  ['password.check', { by: 'token', password: 'x' }],
  ['reset.send', { way: 'email-link', redirectUri: 'https://evil.example' }],
  ['reset.send', { way: 'link' }],
  ['access.issue', { channel: 'direct' }],
  ['user.setStatus', { status: 'Deleted' }],
  ['user.setStatus', { status: 'Active', policy: 'none' }],
  ['user.signOut', { have: 2 }],
  ['user.addToApp', { needed: 0 }]
]

test.describe('a hostile page', () => {
  test.beforeEach(() => setPolicy(desk.tessera.userData, strictPolicy))

  test('no change passes without a verification, nothing is sent, and each is in the journal under its own name: without a call, and in one', async () => {
    const { page, gateway, simulator } = desk
    const { id } = await addCallerWithPhone(simulator)
    expect(await tryEverything(page, id)).toEqual(everythingUnverified)
    const answer = await ask(page, 'journal.query', { filter: { user: id }, limit: 100 })
    if (!answer.ok) throw new Error(answer.error.kind)
    const rows = answer.value.rows.map(({ entry: { action, phase, result, rule } }) => ({
      action,
      is: [phase, result, rule]
    }))
    const refused = ofUser.map((action) => ({ action, is: ['event', 'refused', 'verification'] }))
    expect(rows).toHaveLength(refused.length)
    expect(rows).toEqual(expect.arrayContaining(refused))

    await ask(page, 'call.open', await refOf(page, id))
    expect(await tryEverything(page, id)).toEqual(everythingUnverified)
    expect(writes(gateway)).toEqual([])
  })

  test('in the verified call of that very user they pass; it is of no use for another', async () => {
    const { page, gateway, simulator } = desk
    const { id } = await addCallerWithPhone(simulator)
    const { id: verified } = await openVerified(desk)
    gateway.passed.length = 0
    expect(await tryEverything(page, id)).toEqual(everythingUnverified)
    expect(writes(gateway)).toEqual([])
    expect(await tryEverything(page, verified)).toEqual({
      ...Object.fromEntries(ofUser.map((action) => [action, 'answered'])),
      create: notCreated,
      // Mosaic has them in the application already
      'add-to-app': { kind: 'conflict' }
    })
    // and opening the other's call in between takes the verification along
    gateway.passed.length = 0
    await ask(page, 'call.open', await refOf(page, id))
    expect(await tryEverything(page, id)).toEqual(everythingUnverified)
    await ask(page, 'call.open', await refOf(page, verified))
    expect(await tryEverything(page, verified)).toEqual(everythingUnverified)
    expect(writes(gateway)).toEqual([])
  })

  test('another user’s code, right as it is, verifies nobody', async () => {
    const { page, gateway, simulator } = desk
    const { id: mine } = await addCallerWithPhone(simulator)
    const { id: theirs } = await openCaller(desk)
    const sms = { channel: 'sms' }
    // the attacker's own account gets a code while the victim's call is open
    await ask(page, 'verify.sendCode', { ...(await refOf(page, mine)), ...sms })
    expect(writes(gateway)).toEqual([])
    await ask(page, 'call.open', await refOf(page, mine))
    await ask(page, 'verify.sendCode', { ...(await refOf(page, mine)), ...sms })
    const code = await codeFor(simulator, mine)
    await ask(page, 'call.open', await refOf(page, theirs))
    expect(await ask(page, 'verify.checkCode', { ...(await refOf(page, theirs)), code })).toMatchObject({
      error: { kind: 'not-found' }
    })
    await ask(page, 'verify.sendCode', { ...(await refOf(page, theirs)), ...sms })
    expect(await ask(page, 'verify.checkCode', { ...(await refOf(page, theirs)), code })).toMatchObject({
      value: { outcome: 'wrong' }
    })
    gateway.passed.length = 0
    expect(await tryEverything(page, theirs)).toEqual(everythingUnverified)
    expect(writes(gateway)).toEqual([])
  })

  test('what does not fit the contract is refused as such, and nothing is sent', async () => {
    const { page, gateway } = desk
    const { id } = await openCaller(desk)
    const ref = await refOf(page, id)
    for (const [name, input] of forged) {
      const answer = await ask(page, name, { ...ref, ...input })
      expect(answer, `${name} ${JSON.stringify(input)}`).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input', reason: 'form' }
      })
    }
    expect(writes(gateway)).toEqual([])
    expect(await tryEverything(page, id)).toEqual(everythingUnverified)
  })
})
