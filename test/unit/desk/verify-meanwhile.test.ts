// What happens while a proof is under way: another code is sent, the agent leaves the machine.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkCode, sendCode } from '../../../src/main/desk/verify-code'
import { checkLink, sendLink } from '../../../src/main/desk/verify-link'
import { attest, checkCurrentPassword } from '../../../src/main/desk/verify-stated'
import { seedPassword } from '../../../src/simulator/seed'
import { type GatedDesk, openGatedDesk } from './gated-desk'
import { failureOf, userOf } from './practice-desk'

let gated: GatedDesk
beforeEach(async () => (gated = await openGatedDesk()))
afterEach(() => gated.stop())

const emma = userOf('ok')
const open = () => gated.desk.open(gated.session, emma)
const send = (channel: 'sms' | 'email' = 'sms') => sendCode(gated.desk, gated.session, emma, channel)
const check = (code: string) => checkCode(gated.desk, gated.session, emma, code)
const arrived = () => gated.lastMessage(emma).code ?? ''

describe('a code', () => {
  it('gets no credit for one that was sent after it, also where no answer said so', async () => {
    await open()
    await send('sms')
    await gated.practice.control({
      action: 'fault',
      match: { path: '/otp/send' },
      fault: { kind: 'reset-after' }
    })
    expect(await failureOf(send('email'))).toMatchObject({ kind: 'outcome-unknown' })
    expect(gated.lastMessage(emma).channel).toBe('email')
    expect(await failureOf(check(arrived()))).toMatchObject({ kind: 'not-found' })
    expect(gated.desk.calls.current?.verifications).toEqual([])
  })

  it('that is overtaken by another one is not the one on its way', async () => {
    await open()
    await gated.practice.control({
      action: 'fault',
      match: { path: '/otp/send' },
      times: 1,
      fault: { kind: 'latency', ms: 150 }
    })
    const slow = send('sms')
    await send('email')
    await slow
    expect(gated.desk.calls.current?.pending?.kind).toBe('email-code')
  })
})

describe('whoever was away from the machine', () => {
  const away = () => gated.desk.clearVerifications('the screen was locked')
  const unproved = { kind: 'verification-required' }

  it('finds no proof that was under way', async () => {
    await open()
    await send()
    const checking = check(arrived())
    away()
    expect(await failureOf(checking)).toMatchObject(unproved)
    const stating = attest(gated.desk, gated.session, emma, { kind: 'call-back' })
    away()
    expect(await failureOf(stating)).toMatchObject(unproved)
    gated.setPolicy({ verification: { kinds: ['current-password'] } })
    const trying = checkCurrentPassword(gated.desk, gated.session, emma, seedPassword)
    away()
    expect(await failureOf(trying)).toMatchObject(unproved)
    expect(gated.desk.calls.current?.verifications).toEqual([])
  })

  it('finds no code or link on its way either', async () => {
    await open()
    const sending = send()
    away()
    expect((await sending).pending).toBeUndefined()
    const linking = sendLink(gated.desk, gated.session, emma)
    away()
    expect((await linking).pending).toBeUndefined()
  })

  it('has to have a link opened again', async () => {
    await open()
    await sendLink(gated.desk, gated.session, emma)
    gated.practice.simulator.openLink(gated.lastMessage(emma).id)
    const asking = checkLink(gated.desk, gated.session, emma)
    away()
    expect(await failureOf(asking)).toMatchObject(unproved)
    expect(gated.desk.calls.current?.verifications).toEqual([])
  })
})
