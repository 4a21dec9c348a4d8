import { AppFailure } from '../../shared/errors'
import type { User } from '../../shared/user'
import type { Verification, VerificationKind } from '../../shared/verification'
import { accessCodeOpen, accessCodeWords } from './access-code-open'
import type { CallDesk } from './call-desk'
import { ownChanges } from './call-view'
import type { OpenCall } from './open-call'
import type { TenantSession } from './tenant-session'
import { verificationWays } from './ways'

/**
 * The masked contact of a way that may be used now, read anew from Mosaic. Throws `policy-refused` where the policy does not
 * know the kind, does not consent to the risk, or the managed policy cannot be read.
 */
export async function readyWay(
  desk: CallDesk,
  session: TenantSession,
  call: OpenCall,
  kind: VerificationKind
): Promise<string> {
  const [policy, recent, { user }] = await Promise.all([
    desk.policy(),
    desk.recent(),
    desk.facts.fresh(session, call.userId)
  ])
  if (policy.locked) throw new AppFailure({ kind: 'policy-refused', rule: 'policy', why: policy.problem })
  const accessCode = accessCodeOpen(call, recent, desk.now())
  const ways = verificationWays({
    user,
    policy: policy.policy,
    redirectUri: session.redirectUri,
    ownChanges: ownChanges(call, recent),
    accessCode,
    now: desk.now()
  })
  const way = ways.find((one) => one.kind === kind)
  if (way?.state === 'ready') return way.to ?? ''
  if (way === undefined) {
    throw new AppFailure({
      kind: 'policy-refused',
      rule: 'verification.kinds',
      why: 'This way of verification is switched off.'
    })
  }
  if (way.state === 'off' && contactMissing(kind, user))
    throw new AppFailure({ kind: 'conflict', reason: 'no-contact' })
  if (accessCode && (kind === 'sms-code' || kind === 'email-code')) {
    throw new AppFailure({ kind: 'policy-refused', rule: 'access-code', why: accessCodeWords })
  }
  const rule = way.risks.includes('unverified')
    ? 'verification.allowUnverifiedContact'
    : 'verification.allowRecentlyChanged'
  if (way.state === 'risky') throw new AppFailure({ kind: 'policy-refused', rule, why: way.why })
  if (user.status === 'Disabled') throw new AppFailure({ kind: 'conflict', reason: 'user-not-active' })
  if (kind === 'current-password') throw new AppFailure({ kind: 'conflict', reason: 'no-password' })
  throw new AppFailure({ kind: 'not-enabled-here', feature: 'Sending links with this tenant profile' })
}

function contactMissing(kind: VerificationKind, user: User): boolean {
  if (kind === 'sms-code' || kind === 'call-back') return user.phone === undefined
  return (kind === 'email-code' || kind === 'email-link') && user.email === undefined
}

/**
 * Keeps a proof for the call, unless proofs were taken back since `round`, when it was begun. It lives as long as the policy's
 * longest rule lets it count.
 */
export async function proved(
  desk: CallDesk,
  call: OpenCall,
  { kind, evidence, round }: { kind: VerificationKind; evidence: string; round: number }
): Promise<void> {
  const { policy } = await desk.policy()
  const minutes = Math.max(
    policy.lifeMinutes,
    ...Object.values(policy.byAction).map((rule) => rule.lifeMinutes)
  )
  const at = desk.now()
  const verification: Verification = { kind, at, expires: at + minutes * 60_000, evidence }
  desk.calls.verified(call, verification, round)
}
