import { AppFailure } from '../../shared/errors'
import { maskContacts } from '../../shared/mask'
import { kindNames } from '../../shared/desk-words'
import type { CallView } from '../../shared/verification'
import type { CallDesk } from './call-desk'
import { endSession } from './end-session'
import { proved, readyWay } from './proofs'
import type { TenantSession } from './tenant-session'

/** The password that the caller knows, where the policy takes it for a proof at all. It is kept nowhere. */
export async function checkCurrentPassword(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  password: string
): Promise<CallView> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { round } = call
  await readyWay(desk, session, call, 'current-password')
  const { client } = session
  const { user } = await desk.facts.fresh(session, userId)
  const by = user.username !== undefined ? 'username' : user.email !== undefined ? 'email' : 'phone'
  const identifier = user.username ?? user.email?.value ?? user.phone?.value
  if (identifier === undefined) throw new AppFailure({ kind: 'conflict', reason: 'no-contact' })
  const checked = await desk.step(call, {
    action: 'check-current-password',
    work: () => client.passwords.authenticate({ by, identifier, password }),
    tell: ({ outcome }) => ({ result: outcome === 'right' ? 'done' : outcome })
  })
  if (checked.outcome !== 'right') {
    desk.calls.did(call, { what: 'Current password', result: 'failed', detail: checked.outcome })
    throw new AppFailure({
      kind: 'invalid-input',
      reason: 'form',
      fields: { password: passwordWords[checked.outcome] }
    })
  }
  const { sessionId } = checked
  await endSession(client, 'Check the current password', { userId, sessionId })
  await proved(desk, call, { kind: 'current-password', evidence: 'the password that was valid', round })
  return desk.view(session, call)
}

const passwordWords = {
  wrong: 'This is not the password. A wrong one counts towards the lock.',
  locked: 'The password is locked, so it proves nothing now.',
  'must-change': 'This is a temporary password. It proves nothing: others have seen it.',
  'run-out': 'This password has run out, so it proves nothing.',
  suspended: 'The account is suspended.'
} as const

export interface Attested {
  kind: 'call-back' | 'manager-approval' | 'in-person'
  name?: string | undefined
  reason?: string | undefined
}

/** What the agent states; who and why go into the record with it. */
export async function attest(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  { kind, name, reason }: Attested
): Promise<CallView> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { round } = call
  const to = await readyWay(desk, session, call, kind)
  if (kind !== 'call-back' && (isEmpty(name) || isEmpty(reason))) {
    throw new AppFailure({
      kind: 'invalid-input',
      reason: 'form',
      fields: {
        ...(isEmpty(name) && { name: 'Enter a name.' }),
        ...(isEmpty(reason) && { reason: 'Say why, in a few words.' })
      }
    })
  }
  const evidence = kind === 'call-back' ? `called back at ${to}` : maskContacts(`${name}: ${reason}`)
  await desk.event(call, 'attest', `${kindNames[kind]}: ${evidence}`)
  await proved(desk, call, { kind, evidence, round })
  return desk.view(session, call)
}

const isEmpty = (text: string | undefined): boolean => text === undefined || text.length < 2
