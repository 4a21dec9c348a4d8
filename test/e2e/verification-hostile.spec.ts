// The page is hostile: it asks main past every screen, with what it likes. Main goes by its own knowledge of the call.
import { expect, test } from 'playwright/test'
import { deskAction } from '../../src/shared/desk-action'
import type { OperationName } from '../../src/shared/operations'
import type { PolicyFile } from '../../src/shared/policy'
import { openDesk, type Desk } from './support/desk'
import { tryEverything } from './support/every-act'
import {
  addCallerWithPhone,
  ask,
  codeFor,
  openCaller,
  openVerified,
  refOf,
  writes
} from './support/verification'

test.describe.configure({ mode: 'default' })

const ofUser = deskAction.options.filter((action) => action !== 'create')
/** Asks for a verification whatever is done; who has no account yet cannot be verified, so nobody is created. */
const strictPolicy: PolicyFile = {
  version: 1,
  actions: { allowed: ofUser },
  verification: { byAction: Object.fromEntries(ofUser.map((action) => [action, { required: 1 }])) }
}

let desk: Desk
test.beforeAll(async () => (desk = await openDesk({ policy: strictPolicy })))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const notCreated = { kind: 'policy-refused', rule: 'actions.allowed' }
const everythingUnverified = {
  ...Object.fromEntries(ofUser.map((action) => [action, { kind: 'verification-required' }])),
  create: notCreated
}

test('no change passes without a verification, and nothing is sent: without a call, and in one', async () => {
  const { page, gateway, simulator } = desk
  const { id } = await addCallerWithPhone(simulator)
  expect(await tryEverything(page, id)).toEqual(everythingUnverified)
  await ask(page, 'call.open', await refOf(page, id))
  expect(await tryEverything(page, id)).toEqual(everythingUnverified)
  expect(writes(gateway)).toEqual([])
})

test('a verified call with another user is of no use', async () => {
  const { page, gateway, simulator } = desk
  const { id } = await addCallerWithPhone(simulator)
  const { id: verified } = await openVerified(desk)
  gateway.passed.length = 0
  expect(await tryEverything(page, id)).toEqual(everythingUnverified)
  expect(writes(gateway)).toEqual([])
  // and opening the other's call in between takes the verification along
  await ask(page, 'call.open', await refOf(page, id))
  expect(await tryEverything(page, id)).toEqual(everythingUnverified)
  await ask(page, 'call.open', await refOf(page, verified))
  expect(await tryEverything(page, verified)).toEqual(everythingUnverified)
  expect(writes(gateway)).toEqual([])
})

test('in the verified call of that very user they pass', async () => {
  const { page } = desk
  const { id } = await openVerified(desk)
  expect(await tryEverything(page, id)).toEqual({
    ...Object.fromEntries(ofUser.map((action) => [action, 'answered'])),
    create: notCreated,
    // Mosaic has them in the application already
    'add-to-app': { kind: 'conflict' }
  })
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

test('what was refused is in the journal, each under its own name', async () => {
  const { page, simulator } = desk
  const { id } = await addCallerWithPhone(simulator)
  await tryEverything(page, id)
  const answer = await ask(page, 'journal.query', { filter: { user: id }, limit: 100 })
  if (!answer.ok) throw new Error(answer.error.kind)
  const rows = answer.value.rows.map(({ entry: { action, phase, result, rule } }) => ({
    action,
    is: [phase, result, rule]
  }))
  const refused = ofUser.map((action) => ({ action, is: ['event', 'refused', 'verification'] }))
  expect(rows).toHaveLength(refused.length)
  expect(rows).toEqual(expect.arrayContaining(refused))
})
