import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refuseCaller } from '../../../src/main/desk/refuse-caller'
import { checkCode, sendCode } from '../../../src/main/desk/verify-code'
import { checkLink, sendLink } from '../../../src/main/desk/verify-link'
import { attest, checkCurrentPassword } from '../../../src/main/desk/verify-stated'
import { copyWorkNote, dialCaller, setTicket } from '../../../src/main/desk/call-acts'
import { seedPassword } from '../../../src/simulator/seed'
import { type GatedDesk, openGatedDesk } from './gated-desk'
import { failureOf, userOf } from './practice-desk'

let gated: GatedDesk
beforeEach(async () => (gated = await openGatedDesk()))
afterEach(() => gated.stop())

const minute = 60_000
const ana = userOf('locked')
const emma = userOf('ok')
const tenant = { label: 'Contoso', environment: 'production' } as const

const open = (userId = emma) => gated.desk.open(gated.session, userId)
const send = (channel: 'sms' | 'email' = 'sms', userId = emma) =>
  sendCode(gated.desk, gated.session, userId, channel)
const check = (code: string, userId = emma) => checkCode(gated.desk, gated.session, userId, code)
const arrived = (userId = emma) => gated.lastMessage(userId).code ?? ''
const wrong = (code: string) => (code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`)
const sessionsOf = (userId = emma) => gated.practice.client.sessions.listBackend(userId)
const fault = (path: string, more: object) =>
  gated.practice.control({
    action: 'fault',
    match: { path },
    fault: { kind: 'status', status: 500, ...more } as never
  })

describe('a code', () => {
  it.each(['sms', 'email'] as const)(
    'by %s verifies the caller, and nothing of the check is left',
    async (channel) => {
      await open()
      const before = await sessionsOf()
      const sent = await send(channel)
      expect(sent.pending).toMatchObject({
        kind: `${channel}-code`,
        estimated: false,
        attemptsLeft: 3,
        expires: expect.any(Number)
      })
      expect(JSON.stringify(sent)).not.toContain(arrived())
      const checked = await check(` ${arrived().slice(0, 3)} ${arrived().slice(3)} `)
      expect(checked.outcome).toBe('verified')
      expect(checked.call.verifications).toMatchObject([{ kind: `${channel}-code` }])
      expect(checked.call.pending).toBeUndefined()
      expect(checked.call.actions.issue).toMatchObject({ allowed: true, needed: 1, have: 1 })
      expect(await sessionsOf()).toEqual(before)
      expect(JSON.stringify([checked, gated.journal.lines])).not.toMatch(/eyJ|access_token|refresh/)
      expect(JSON.stringify(gated.journal.lines)).not.toContain(arrived())
      expect(gated.journal.of('send-code')).toEqual(['attempt', 'outcome done'])
      expect(gated.journal.of('check-code')).toEqual(['attempt', 'outcome done'])
    }
  )

  it('goes to what is on file, by user id, whatever is asked', async () => {
    await open()
    await gated.asked()
    await send()
    const request = (await gated.asked()).find(({ path }) => path.endsWith('/otp/send'))
    expect(JSON.parse(request?.body ?? '')).toEqual({
      channel: 'sms',
      identifier_type: 'user_id',
      identifier: emma
    })
  })

  it('that is wrong three times ends in a lock, with the attempts left until then', async () => {
    await open()
    await send()
    const bad = wrong(arrived())
    expect(await check(bad)).toMatchObject({ outcome: 'wrong', attemptsLeft: 2 })
    expect(await check(bad)).toMatchObject({ outcome: 'wrong', attemptsLeft: 1 })
    expect(await check(bad)).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 })
    const last = await check(arrived())
    expect(last).toMatchObject({ outcome: 'locked', call: { verifications: [] } })
    expect(last.call.pending).toBeUndefined()
    expect(await failureOf(gated.acts.issue(gated.session, emma))).toMatchObject({
      kind: 'verification-required'
    })
  })

  it('that has run out is told from a wrong one', async () => {
    await open()
    await send()
    await gated.practice.control({ action: 'advance', ms: 6 * minute })
    expect((await check(arrived())).outcome).toBe('expired')
    expect(await failureOf(check('123456'))).toMatchObject({ kind: 'not-found', todo: 'Send one first.' })
  })

  it('that is not sent says why', async () => {
    await open()
    await fault('/otp/send', { status: 400, shape: 2, code: 'external_provider_configuration_error' })
    expect(await failureOf(send())).toMatchObject({ kind: 'conflict', reason: 'provider-failed' })
    expect(gated.desk.calls.current?.pending).toBeUndefined()
    expect(gated.journal.of('send-code')).toEqual(['attempt', 'outcome conflict'])
  })

  it('for a user who is suspended in between verifies nobody', async () => {
    await open()
    await send()
    await gated.practice.client.users.update(emma, { status: 'Disabled' })
    expect(await failureOf(check(arrived()))).toMatchObject({ kind: 'conflict' })
    expect(gated.desk.calls.current?.verifications).toEqual([])
    expect(await failureOf(send())).toMatchObject({ kind: 'conflict', reason: 'user-not-active' })
  })

  it('whose session could not be ended says so, and the caller is verified', async () => {
    await open()
    await send()
    await fault('/session/logout', { status: 403, shape: 1 })
    expect(await check(arrived())).toMatchObject({ outcome: 'verified', sessionLeft: true })
  })

  it('needs a call of its user', async () => {
    expect(await failureOf(send())).toMatchObject({ kind: 'verification-required' })
    await open(ana)
    expect(await failureOf(send('sms', emma))).toMatchObject({ kind: 'verification-required' })
  })

  it('goes to no unverified contact unless the policy consents', async () => {
    const unverified = userOf('unverified')
    await open(unverified)
    expect(await failureOf(send('email', unverified))).toMatchObject({
      kind: 'policy-refused',
      rule: 'verification.allowUnverifiedContact'
    })
    gated.setPolicy({ verification: { allowUnverifiedContact: true } })
    expect((await send('email', unverified)).pending?.kind).toBe('email-code')
  })

  it('proves nothing while an access code lives, which the agent has seen', async () => {
    await open()
    await attest(gated.desk, gated.session, emma, {
      kind: 'in-person',
      name: 'R. Osei',
      reason: 'front desk'
    })
    await send()
    await gated.acts.accessCode(gated.session, emma)
    expect(await failureOf(check(arrived()))).toMatchObject({ kind: 'not-found' })
    expect(await failureOf(send())).toMatchObject({ kind: 'policy-refused', rule: 'access-code' })
  })
})

describe('a link', () => {
  it('verifies once it was opened', async () => {
    await open()
    const sent = await sendLink(gated.desk, gated.session, emma)
    expect(sent.pending?.kind).toBe('email-link')
    expect((await checkLink(gated.desk, gated.session, emma)).outcome).toBe('waiting')
    expect(gated.practice.simulator.openLink(gated.lastMessage(emma).id)).toBe(true)
    const opened = await checkLink(gated.desk, gated.session, emma)
    expect(opened).toMatchObject({ outcome: 'verified', call: { verifications: [{ kind: 'email-link' }] } })
  })

  it('that nobody opens runs out', async () => {
    await open()
    await sendLink(gated.desk, gated.session, emma)
    gated.advance(16 * minute)
    expect((await checkLink(gated.desk, gated.session, emma)).outcome).toBe('expired')
  })

  it('an older success of the same way proves nothing', async () => {
    await open()
    await sendLink(gated.desk, gated.session, emma)
    gated.practice.simulator.openLink(gated.lastMessage(emma).id)
    gated.desk.closeAny()
    gated.advance(5_000)
    await open()
    await sendLink(gated.desk, gated.session, emma)
    expect((await checkLink(gated.desk, gated.session, emma)).outcome).toBe('waiting')
  })
})

describe('the current password', () => {
  const say = (password: string) => checkCurrentPassword(gated.desk, gated.session, emma, password)
  it('is off by default, and nothing is sent', async () => {
    await open()
    await gated.asked()
    expect(await failureOf(say(seedPassword))).toMatchObject({
      kind: 'policy-refused',
      rule: 'verification.kinds'
    })
    expect((await gated.asked()).filter(({ path }) => path.includes('/auth/'))).toEqual([])
  })

  it('verifies where the policy turns it on, and is kept nowhere', async () => {
    gated.setPolicy({ verification: { kinds: ['current-password'] } })
    await open()
    const before = await sessionsOf()
    const view = await say(seedPassword)
    expect(view.verifications).toMatchObject([{ kind: 'current-password' }])
    expect(await sessionsOf()).toEqual(before)
    expect(JSON.stringify([view, gated.journal.lines])).not.toContain(seedPassword)
  })

  it('that is wrong proves nothing and warns of the lock', async () => {
    gated.setPolicy({ verification: { kinds: ['current-password'] } })
    await open()
    expect(await failureOf(say('not this one'))).toMatchObject({
      fields: { password: expect.stringContaining('counts towards the lock') }
    })
    expect(gated.journal.of('check-current-password')).toEqual(['attempt', 'outcome wrong'])
  })

  it('that is temporary proves nothing: others have seen it', async () => {
    gated.setPolicy({ verification: { kinds: ['current-password', 'in-person'] } })
    await open()
    await attest(gated.desk, gated.session, emma, {
      kind: 'in-person',
      name: 'R. Osei',
      reason: 'front desk'
    })
    const { issueId } = await gated.acts.issue(gated.session, emma)
    expect(await failureOf(say(gated.issued.reveal(issueId)))).toMatchObject({
      fields: { password: expect.stringContaining('temporary') }
    })
  })
})

describe('what the agent states', () => {
  const state = (
    kind: 'call-back' | 'manager-approval' | 'in-person',
    more: { name?: string; reason?: string } = {}
  ) => attest(gated.desk, gated.session, emma, { kind, ...more })

  it('needs who and why, but for a call back', async () => {
    await open()
    for (const kind of ['manager-approval', 'in-person'] as const) {
      expect(await failureOf(state(kind))).toMatchObject({
        fields: { name: expect.any(String), reason: expect.any(String) }
      })
      expect(await failureOf(state(kind, { name: 'R. Osei' }))).toMatchObject({
        fields: { reason: expect.any(String) }
      })
    }
    await state('manager-approval', { name: 'R. Osei', reason: 'knows her voice' })
    const view = await state('call-back')
    expect(view.verifications.map(({ kind }) => kind)).toEqual(['manager-approval', 'call-back'])
    expect(gated.journal.lines.map(({ note }) => note)).toEqual([
      'manager approval: R. Osei: knows her voice',
      'call-back: called back at •••0605'
    ])
  })

  it('is kept without the contacts in it', async () => {
    await open()
    const reason = 'wrote from emma.svensson@example.com, called +46701740605'
    const view = await state('in-person', { name: 'E. Svensson', reason })
    const kept = 'E. Svensson: wrote from e•••@example.com, called •••0605'
    expect(view.verifications).toMatchObject([{ evidence: kept }])
    expect(gated.journal.lines.at(-1)?.note).toBe(`photo ID in person: ${kept}`)
  })

  it('dials the number on file and nothing else', async () => {
    await open()
    const dialled: string[] = []
    await dialCaller(gated.desk, gated.session, emma, async (number) => void dialled.push(number))
    expect(dialled).toEqual(['+46701740605'])
    expect(gated.desk.calls.current?.verifications).toEqual([])
  })
})

describe('a verification', () => {
  const verifyInPerson = () =>
    attest(gated.desk, gated.session, emma, { kind: 'in-person', name: 'R. Osei', reason: 'front desk' })
  const issue = () => gated.acts.issue(gated.session, emma)

  it('runs out after ten minutes', async () => {
    await open()
    await verifyInPerson()
    gated.advance(10 * minute - 1_000)
    await issue()
    gated.advance(1_000)
    expect(await failureOf(issue())).toMatchObject({ kind: 'verification-required', needed: 1, have: 0 })
  })

  it.each<[string, () => unknown]>([
    ['the call is closed', () => gated.desk.close({ tenantId: gated.session.tenantId, userId: emma })],
    ['another user is opened', () => open(ana)],
    ['another tenant is opened', () => gated.desk.closeAny()],
    ['the machine is locked', () => gated.desk.clearVerifications('the screen was locked')]
  ])('ends when %s', async (_when, end) => {
    await open()
    await verifyInPerson()
    await end()
    await open()
    expect(await failureOf(issue())).toMatchObject({ kind: 'verification-required' })
    expect((await gated.asked()).filter(({ method }) => method === 'PUT')).toEqual([])
  })

  it('holds for its own user only', async () => {
    await open()
    await verifyInPerson()
    expect(await failureOf(gated.acts.issue(gated.session, ana))).toMatchObject({
      kind: 'verification-required'
    })
  })

  it('is not enough alone for a privileged user', async () => {
    gated.setPolicy({ privileged: { userIds: [emma] } })
    expect((await open()).privileged).toBe('named in the policy')
    await verifyInPerson()
    expect(await failureOf(issue())).toMatchObject({ kind: 'verification-required', needed: 2, have: 1 })
    await send()
    expect((await check(arrived())).call.actions.issue).toMatchObject({ needed: 2, have: 2 })
    await expect(issue()).resolves.toMatchObject({ how: 'replaced' })
  })
})

describe('a refused caller', () => {
  it('is recorded, ends the call and brakes resets for a day', async () => {
    await open()
    await refuseCaller(gated.desk, gated.session, emma, 'did not know the street', tenant)
    expect(gated.desk.calls.current).toBeUndefined()
    expect(gated.journal.lines.at(-1)).toMatchObject({
      action: 'refuse-caller',
      note: 'did not know the street'
    })
    const again = await open()
    expect(again.brake?.reason).toBe('did not know the street')
    await send()
    await check(arrived())
    expect(await failureOf(gated.acts.issue(gated.session, emma))).toMatchObject({
      kind: 'policy-refused',
      rule: 'refused-caller'
    })
    gated.advance(24 * 60 * minute)
    expect((await open()).brake).toBeUndefined()
  })

  it('is recorded without the contacts in the reason', async () => {
    await open()
    await refuseCaller(gated.desk, gated.session, emma, 'gave +14155550199 and eve@evil.example', tenant)
    expect((await open()).brake?.reason).toBe('gave •••0199 and e•••@evil.example')
  })

  it('has a work note that can still be copied, until the next call', async () => {
    const copied: string[] = []
    const clipboard = {
      readText: async () => '',
      writeText: async (text: string) => void copied.push(text),
      clear: async () => undefined
    }
    const copy = () => copyWorkNote(gated.desk, gated.session, emma, { clipboard, tenant })
    await open()
    await setTicket(gated.desk, gated.session, emma, 'INC0048213')
    await refuseCaller(gated.desk, gated.session, emma, 'did not know the street', tenant)
    expect(await copy()).toBe(copied[0])
    expect(copied[0]).toContain('INC0048213')
    expect(copied[0]).toContain('did not know the street')
    await open(ana)
    expect(await failureOf(copy())).toMatchObject({ kind: 'verification-required' })
  })
})

it('an act that is refused is written down, and nothing is sent', async () => {
  await open()
  await gated.asked()
  await failureOf(gated.acts.setStatus(gated.session, emma, 'Disabled'))
  expect(gated.journal.of('suspend')).toEqual(['event refused'])
  expect((await gated.asked()).filter(({ method }) => method !== 'GET')).toEqual([])
})

it('every act is written with its ticket, its verification and what came of it', async () => {
  await open()
  await setTicket(gated.desk, gated.session, emma, 'INC1')
  await attest(gated.desk, gated.session, emma, { kind: 'in-person', name: 'R. Osei', reason: 'front desk' })
  const { expiresAt } = await gated.acts.issue(gated.session, emma)
  expect(gated.journal.lines.at(-1)).toMatchObject({
    phase: 'outcome',
    action: 'issue',
    user: emma,
    verification: ['in-person'],
    ticket: 'INC1',
    result: 'done',
    note: 'replaced the old one',
    expiresAt
  })
  const view = await open()
  expect(view.deeds).toMatchObject([{ what: 'Issue temporary password', result: 'done' }])
})

it('a managed policy that cannot be read locks every change and every proof', async () => {
  gated.setPolicy({}, { locked: true, problem: 'It is damaged.' })
  const view = await open()
  expect(Object.values(view.actions).some(({ allowed }) => allowed)).toBe(false)
  expect(await failureOf(send())).toMatchObject({
    kind: 'policy-refused',
    rule: 'policy',
    why: 'It is damaged.'
  })
  expect(await failureOf(gated.acts.signOut(gated.session, emma))).toMatchObject({ rule: 'policy' })
})
