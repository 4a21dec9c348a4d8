import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { askGate, brakeMs, brakeOf, type GateInput, passGate } from '../../../src/main/desk/gate'
import { deskAction, type DeskAction } from '../../../src/shared/desk-action'
import { AppFailure } from '../../../src/shared/errors'
import type { JournalEntry } from '../../../src/shared/journal'
import { type PolicyFile, type PolicyView, resetActions } from '../../../src/shared/policy'
import { verificationKind, type Verification } from '../../../src/shared/verification'
import { fillPolicy } from '../../../src/main/policy/fill'

const now = 1_764_000_000_000
const minute = 60_000
const caller = { tenantId: 't', userId: 'u' }

const view = (file: Omit<PolicyFile, 'version'> = {}, more: Partial<PolicyView> = {}): PolicyView => ({
  source: 'own',
  file: 'policy.json',
  locked: false,
  policy: fillPolicy({ version: 1, ...file }),
  ...more
})

const proof = (kind: Verification['kind'], ageMinutes = 1): Verification => ({
  kind,
  at: now - ageMinutes * minute,
  expires: now + (10 - ageMinutes) * minute,
  evidence: '•••0123'
})

let seq = 0
const line = (more: Partial<JournalEntry>): JournalEntry => ({
  seq: ++seq,
  at: now - minute,
  phase: 'outcome',
  agent: 'agent',
  machine: 'm',
  version: '1',
  tenant: 't',
  user: 'u',
  action: 'issue',
  result: 'done',
  ...more
})

const ask = (more: Partial<GateInput> = {}) =>
  askGate({
    action: 'issue',
    caller,
    policy: view(),
    verifications: [],
    ticket: undefined,
    privileged: undefined,
    recent: [],
    agent: 'agent',
    now,
    ...more
  })

describe('verifications', () => {
  it.each<[DeskAction, number]>([
    ['unlock', 1],
    ['issue', 1],
    ['set-password', 1],
    ['access-code', 1],
    ['suspend', 1],
    ['activate', 1],
    ['send-reset', 0],
    ['sign-out', 0],
    ['sign-in-check', 0],
    ['create', 0],
    ['add-to-app', 0]
  ])('%s needs %i by default, and a privileged user one more of what is needed', (action, needed) => {
    expect(ask({ action })).toMatchObject({ allowed: true, needed, have: 0 })
    expect(ask({ action, privileged: 'VIP' }).needed).toBe(needed === 0 ? 0 : 2)
  })

  it('counts each kind once, and only what is fresh', () => {
    const twice = [proof('sms-code', 3), proof('sms-code', 1)]
    expect(ask({ privileged: 'VIP', verifications: twice })).toMatchObject({ needed: 2, have: 1 })
    expect(ask({ verifications: [proof('sms-code', 10)] }).have).toBe(0)
    expect(ask({ verifications: [{ ...proof('sms-code'), at: now + minute }] }).have).toBe(0)
    const both = [proof('sms-code', 4), proof('manager-approval', 1)]
    expect(ask({ privileged: 'VIP', verifications: both })).toMatchObject({
      have: 2,
      verifiedUntil: now + 6 * minute
    })
  })

  it('takes the kinds and the life of the action', () => {
    const policy = view({ verification: { byAction: { issue: { kinds: ['in-person'], lifeMinutes: 2 } } } })
    expect(ask({ policy, verifications: [proof('sms-code')] }).have).toBe(0)
    expect(ask({ policy, verifications: [proof('in-person', 1)] }).have).toBe(1)
    expect(ask({ policy, verifications: [proof('in-person', 2)] }).have).toBe(0)
  })
})

describe('rules', () => {
  it.each<[string, string, Partial<GateInput>]>([
    ['a locked policy', 'policy', { policy: view({}, { locked: true, problem: 'It is damaged.' }) }],
    [
      'an action that is not allowed',
      'actions.allowed',
      { policy: view({ actions: { allowed: ['unlock'] } }) }
    ],
    ['a missing ticket', 'ticket.required', { policy: view({ ticket: { required: true } }) }],
    [
      'a password that an agent would see',
      'temporaryPassword.delivery',
      { policy: view({ temporaryPassword: { delivery: 'send' } }) }
    ],
    ['a password that is to last', 'permanentPasswords', { action: 'set-password', permanent: true }],
    [
      'too many changes in an hour',
      'limits.changesPerHour',
      { policy: view({ limits: { changesPerHour: 2 } }), recent: [line({ user: 'a' }), line({ user: 'b' })] }
    ],
    [
      'too many resets of one user',
      'limits.resetsPerUserPerDay',
      {
        policy: view({ limits: { resetsPerUserPerDay: 2 } }),
        recent: [line({}), line({ action: 'send-reset' })]
      }
    ],
    [
      'a caller who was refused',
      'refused-caller',
      { recent: [line({ phase: 'event', action: 'refuse-caller', note: 'did not know the street' })] }
    ]
  ])('%s is refused by name, however well verified', (_name, rule, more) => {
    const gate = ask({ verifications: [proof('sms-code')], ...more })
    expect(gate).toMatchObject({ allowed: false, rule })
    expect(gate.why).toMatch(/\.$/)
  })

  it('counts what surely did not happen for nobody, and other agents’ and other users’ resets for themselves', () => {
    const policy = view({ limits: { changesPerHour: 1, resetsPerUserPerDay: 1 } })
    const recent = [
      line({ result: 'refused', phase: 'event' }),
      line({ agent: 'another', user: 'other' }),
      line({ agent: 'another', result: 'unreachable' }),
      line({ agent: 'another', at: now - 25 * 60 * minute }),
      line({ agent: 'another', tenant: 'other' })
    ]
    expect(ask({ policy, recent }).allowed).toBe(true)
    expect(
      ask({ policy, recent: [...recent, line({ agent: 'another', result: 'outcome-unknown' })] })
    ).toMatchObject({
      rule: 'limits.resetsPerUserPerDay'
    })
  })

  it('a brake ends after a day, holds for resets only, and a manager or photo ID lifts it', () => {
    const refused = line({
      phase: 'event',
      action: 'refuse-caller',
      note: 'wrong street',
      at: now - brakeMs + 1
    })
    expect(brakeOf(caller, [refused], now)).toEqual({ until: now + 1, reason: 'wrong street' })
    expect(brakeOf(caller, [refused], now + 1)).toBeUndefined()
    expect(brakeOf({ ...caller, tenantId: 'other' }, [refused], now)).toBeUndefined()
    for (const action of deskAction.options) {
      const verifications = [proof('sms-code')]
      const isReset = resetActions.includes(action)
      expect(ask({ action, recent: [refused], verifications }).allowed).toBe(!isReset)
      expect(ask({ action, recent: [refused], verifications: [proof('in-person')] }).allowed).toBe(true)
      expect(ask({ action, recent: [refused], verifications: [proof('manager-approval', 11)] }).allowed).toBe(
        !isReset
      )
    }
  })
})

it('nobody passes unverified where the policy asks for it', () => {
  const kinds = fc.subarray(verificationKind.options)
  const rule = fc.record(
    {
      required: fc.integer({ min: 0, max: 2 }),
      kinds: fc.subarray(verificationKind.options, { minLength: 2 }),
      lifeMinutes: fc.integer({ min: 1, max: 120 })
    },
    { requiredKeys: [] }
  )
  const proofs = fc.array(
    fc.record({ kind: fc.constantFrom(...verificationKind.options), age: fc.integer({ min: -10, max: 200 }) })
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...deskAction.options),
      fc.option(kinds, { nil: undefined }),
      rule,
      proofs,
      fc.boolean(),
      (action, allowedKinds, byAction, given, isPrivileged) => {
        const policy = view({
          verification: { ...(allowedKinds && { kinds: allowedKinds }), byAction: { [action]: byAction } }
        })
        const verifications = given.map(({ kind, age }) => ({
          kind,
          at: now - age * minute,
          expires: now - age * minute + 120 * minute,
          evidence: ''
        }))
        const rules = policy.policy.byAction[action]
        const counted = new Set(
          given
            .filter(({ kind, age }) => rules.kinds.includes(kind) && age >= 0 && age < rules.lifeMinutes)
            .map(({ kind }) => kind)
        ).size
        const needed = rules.required === 0 ? 0 : Math.max(rules.required, isPrivileged ? 2 : 1)
        const input = {
          action,
          caller,
          policy,
          verifications,
          ticket: undefined,
          privileged: isPrivileged ? 'VIP' : undefined,
          recent: [],
          agent: 'agent',
          now
        }
        if (counted >= needed) return passGate(input)
        expect(() => passGate(input)).toThrow(AppFailure)
      }
    )
  )
})
