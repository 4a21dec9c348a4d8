import { deskAction } from '../../shared/desk-action'
import type { JournalEntry } from '../../shared/journal'
import type { PolicyView } from '../../shared/policy'
import type { CallView } from '../../shared/verification'
import { accessCodeOpen } from './access-code-open'
import type { Facts } from './caller-facts'
import type { OwnChange } from './contacts'
import { askGate, brakeOf } from './gate'
import type { Caller, OpenCall } from './open-call'
import { verificationWays } from './ways'

export interface ViewInput {
  call: OpenCall
  facts: Facts
  policy: PolicyView
  /** the journal's last day */
  recent: readonly JournalEntry[]
  redirectUri: string | undefined
  agent: string
  now: number
}

/** The open call as the window may see it: what counts, what is on its way, and what the gate would say of each action. */
export function viewOf({ call, facts, policy, recent, redirectUri, agent, now }: ViewInput): CallView {
  const { tenantId, userId, openedAt, verifications, pending, ticket, deeds } = call
  const { privileged, user } = facts
  const asked = { caller: call, policy, verifications, ticket, privileged, recent, agent, now }
  const actions = Object.fromEntries(
    deskAction.options.map((action) => [action, askGate({ ...asked, action })])
  ) as CallView['actions']
  const brake = brakeOf(call, recent, now)
  return {
    tenantId,
    userId,
    openedAt,
    verifications: verifications.filter(({ expires }) => expires > now),
    ...(pending !== undefined && { pending }),
    ways: verificationWays({
      user,
      policy: policy.policy,
      redirectUri,
      ownChanges: ownChanges(call, recent),
      accessCode: accessCodeOpen(call, recent, now),
      now
    }),
    actions,
    ...(ticket !== undefined && { ticket }),
    ...(brake !== undefined && { brake }),
    ...(privileged !== undefined && { privileged }),
    deeds
  }
}

/** What this machine changed of the user by the journal: no stranger did that. */
export function ownChanges({ tenantId, userId }: Caller, recent: readonly JournalEntry[]): OwnChange[] {
  return recent.flatMap((outcome) => {
    if (outcome.phase !== 'outcome' || outcome.tenant !== tenantId || outcome.user !== userId) return []
    const attempt = recent.find(({ seq }) => seq === outcome.of)
    return attempt === undefined ? [] : [{ from: attempt.at, to: outcome.at }]
  })
}
