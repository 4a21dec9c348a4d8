import { beforeEach, expect, it } from 'vitest'
import { OpenCalls } from '../../../src/main/desk/open-call'
import { AppFailure } from '../../../src/shared/errors'
import type { Verification } from '../../../src/shared/verification'

const ana = { tenantId: 't', userId: 'ana' }
const proof: Verification = { kind: 'sms-code', at: 1, expires: 600_001, evidence: '•••0123' }

let calls: OpenCalls
beforeEach(() => (calls = new OpenCalls(() => 1)))

it('goes on for the same caller and ends for another', () => {
  const call = calls.open(ana)
  calls.verified(call, proof)
  expect(calls.open(ana)).toBe(call)
  expect(calls.of(ana)?.verifications).toHaveLength(1)
  calls.open({ ...ana, userId: 'ben' })
  expect(calls.of(ana)).toBeUndefined()
  expect(calls.open(ana).verifications).toEqual([])
})

it('the same user id in another tenant is somebody else', () => {
  calls.verified(calls.open(ana), proof)
  expect(calls.of({ ...ana, tenantId: 'other' })).toBeUndefined()
  expect(calls.open({ ...ana, tenantId: 'other' }).verifications).toEqual([])
})

it('closes for its own caller only', () => {
  calls.open(ana)
  calls.close({ ...ana, userId: 'ben' })
  expect(calls.of(ana)).toBeDefined()
  calls.close(ana)
  expect(calls.current).toBeUndefined()
})

it('a proof that comes after the call has ended counts for nobody', () => {
  const call = calls.open(ana)
  calls.closeAny()
  const again = calls.open(ana)
  expect(() => calls.verified(call, proof)).toThrow(AppFailure)
  expect(again.verifications).toEqual([])
})

it('keeps the latest proof of a kind', () => {
  const call = calls.open(ana)
  calls.verified(call, proof)
  calls.verified(call, { ...proof, at: 2 })
  calls.verified(call, { ...proof, kind: 'call-back' })
  expect(call.verifications.map(({ kind, at }) => [kind, at])).toEqual([
    ['sms-code', 2],
    ['call-back', 1]
  ])
})

it('clearing takes back every proof and what is on its way, and leaves the call', () => {
  const call = calls.open(ana)
  expect(calls.clearVerifications()).toBe(false)
  calls.verified(call, proof)
  call.ticket = 'INC1'
  call.pending = { kind: 'email-code', to: '', sentAt: 1, expires: 2, estimated: true, wrong: 0 }
  expect(calls.clearVerifications()).toBe(true)
  expect(calls.of(ana)).toMatchObject({ verifications: [], pending: undefined, ticket: 'INC1' })
})

it('another application keeps the call and what was proved, and ends what is on its way', () => {
  const call = calls.open(ana)
  calls.verified(call, proof)
  call.ticket = 'INC1'
  call.pending = { kind: 'email-code', to: '', sentAt: 1, expires: 2, estimated: true, wrong: 0 }
  const onItsWay = calls.sending(call)
  const { round } = call
  calls.changeApplication()
  expect(calls.of(ana)).toMatchObject({ verifications: [proof], pending: undefined, ticket: 'INC1' })
  onItsWay({ kind: 'sms-code', to: '', sentAt: 1, expires: 2, estimated: true, wrong: 0 })
  expect(call.pending).toBeUndefined()
  expect(() => calls.verified(call, { ...proof, kind: 'email-code' }, round)).toThrow('verification-required')
  expect(call.verifications).toEqual([proof])
})

it('an action without a call of its user needs one', () => {
  expect(() => calls.need(ana)).toThrow('verification-required')
})
