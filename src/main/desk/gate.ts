import { deskAction, type DeskAction } from '../../shared/desk-action'
import { AppFailure } from '../../shared/errors'
import type { JournalEntry } from '../../shared/journal'
import { type Policy, type PolicyView, resetActions } from '../../shared/policy'
import type { ActionGate, Verification, VerificationKind } from '../../shared/verification'
import type { Caller } from './open-call'

/** So long (ms) resets of a user are braked on this machine after a caller was refused. */
export const brakeMs = 24 * 3_600_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Everything that the gate's answer depends on; pure, so that a table and random sequences can test it. */
export interface GateInput {
  action: DeskAction
  /** absent where there is no user yet */
  caller: Caller | undefined
  policy: PolicyView
  verifications: readonly Verification[]
  ticket: string | undefined
  /** why the user needs a second verification; absent for others */
  privileged: string | undefined
  /** the journal's last day at least */
  recent: readonly JournalEntry[]
  agent: string
  /** of `set-password`: it is to last */
  permanent?: boolean | undefined
  now: number
}

interface Refusal {
  rule: string
  why: string
}

/** May this be done now? The first rule that forbids it is named; verifications are counted in any case. */
export function askGate(input: GateInput): ActionGate {
  const { needed, have, until } = countVerifications(input)
  const refusal = refusalOf(input)
  return {
    allowed: refusal === undefined,
    ...refusal,
    needed,
    have: Math.min(have, needed),
    ...(until !== undefined && { verifiedUntil: until })
  }
}

/** Throws `policy-refused` or `verification-required`; passing means that the action may be sent. */
export function passGate(input: GateInput): void {
  const gate = askGate(input)
  if (!gate.allowed) {
    throw new AppFailure({ kind: 'policy-refused', rule: gate.rule ?? 'actions.allowed', why: gate.why })
  }
  if (gate.have < gate.needed) {
    throw new AppFailure({ kind: 'verification-required', needed: gate.needed, have: gate.have })
  }
}

/** Until when resets of this caller are braked, and the reason that was given when somebody was refused. */
export function brakeOf(
  caller: Caller,
  recent: readonly JournalEntry[],
  now: number
): { until: number; reason: string } | undefined {
  const refused = recent.findLast(
    ({ action, tenant, user }) =>
      action === 'refuse-caller' && tenant === caller.tenantId && user === caller.userId
  )
  if (refused === undefined || refused.at + brakeMs <= now) return undefined
  return { until: refused.at + brakeMs, reason: refused.note ?? '' }
}

/** The kinds that count for an action now, each once; `until` is the earliest end among those that are needed. */
function countVerifications({ action, policy, verifications, privileged, now }: GateInput) {
  const { required, kinds, lifeMinutes } = policy.policy.byAction[action]
  const needed = required === 0 ? 0 : Math.max(required, privileged === undefined ? 1 : 2)
  const ends = new Map<VerificationKind, number>()
  for (const { kind, at, expires } of verifications) {
    const end = Math.min(expires, at + lifeMinutes * 60_000)
    // a clock that was set back makes nothing fresher
    if (kinds.includes(kind) && end > now && at <= now) ends.set(kind, Math.max(end, ends.get(kind) ?? 0))
  }
  const latest = [...ends.values()].toSorted((a, b) => b - a)
  return { needed, have: latest.length, until: needed > 0 ? latest[needed - 1] : undefined }
}

function refusalOf(input: GateInput): Refusal | undefined {
  const { action, policy, ticket, caller, recent, now } = input
  const rules = policy.policy
  if (policy.locked) return { rule: 'policy', why: policy.problem ?? 'The managed policy cannot be read.' }
  if (!rules.allowed.includes(action)) {
    return { rule: 'actions.allowed', why: 'Agents on this machine may not do this.' }
  }
  return (
    passwordRefusal(input, rules) ??
    (rules.ticket.required && ticket === undefined
      ? { rule: 'ticket.required', why: 'Enter the ticket number of this call first.' }
      : undefined) ??
    (caller && brakeRefusal(input, caller, recent, now)) ??
    limitRefusal(input, rules)
  )
}

function passwordRefusal({ action, permanent }: GateInput, rules: Policy): Refusal | undefined {
  const shown: readonly DeskAction[] = ['issue', 'set-password', 'access-code']
  if (rules.temporaryPassword.delivery === 'send' && shown.includes(action)) {
    return {
      rule: 'temporaryPassword.delivery',
      why: 'Agents see no passwords and codes here: send a reset instead.'
    }
  }
  if (action === 'set-password' && permanent === true && !rules.permanentPasswords) {
    return { rule: 'permanentPasswords', why: 'A password must be changed at the first sign-in.' }
  }
  return undefined
}

/** Somebody who is known in person, or vouched for, is not the caller who was refused. */
function brakeRefusal(
  { action, verifications }: GateInput,
  caller: Caller,
  recent: readonly JournalEntry[],
  now: number
): Refusal | undefined {
  if (!resetActions.includes(action)) return undefined
  const brake = brakeOf(caller, recent, now)
  if (brake === undefined) return undefined
  const vouched = verifications.some(
    ({ kind, at, expires }) =>
      (kind === 'manager-approval' || kind === 'in-person') && expires > now && at <= now
  )
  if (vouched) return undefined
  return {
    rule: 'refused-caller',
    why: 'A caller for this user was refused within 24 hours. Only a manager’s approval or photo ID in person lifts that.'
  }
}

function limitRefusal(
  { action, caller, recent, agent, now }: GateInput,
  { limits }: Policy
): Refusal | undefined {
  const counted = recent.filter(
    ({ phase, result, at }) => phase === 'outcome' && result !== 'refused' && at <= now
  )
  const changes = counted.filter(
    (entry) => entry.agent === agent && now - entry.at < hourMs && isChange(entry.action)
  ).length
  if (isChange(action) && changes >= limits.changesPerHour) {
    return {
      rule: 'limits.changesPerHour',
      why: `You have made ${changes} changes within an hour, and ${limits.changesPerHour} are allowed.`
    }
  }
  if (caller === undefined || !resetActions.includes(action)) return undefined
  const resets = counted.filter(
    ({ action: done, tenant, user, at, result }) =>
      (resetActions as readonly string[]).includes(done) &&
      tenant === caller.tenantId &&
      user === caller.userId &&
      now - at < dayMs &&
      // what surely did not happen gave nobody a new way in
      (result === 'done' || result === 'outcome-unknown')
  ).length
  if (resets < limits.resetsPerUserPerDay) return undefined
  return {
    rule: 'limits.resetsPerUserPerDay',
    why: `This user got ${resets} new passwords, codes or resets within 24 hours, and ${limits.resetsPerUserPerDay} are allowed.`
  }
}

const isChange = (action: string): boolean => (deskAction.options as readonly string[]).includes(action)
