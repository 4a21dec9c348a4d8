import { newId } from './ids'
import { recordSuccess } from './lockout'
import { startSession } from './sessions'
import type { Tenant } from './state'
import { fakeJwt } from './token'
import type { Authenticator, Client, JsonObject, UserRecord } from './types'
import { iso } from './user-view'

/** What a user proved himself with. */
export interface Proof {
  type: 'password' | 'sms_otp' | 'email_otp' | 'direct_otp' | 'email_magic_link'
  identifier: string
  /** The contact that a code or link went to. */
  to?: string | undefined
}

/**
 * Signs a user in: a session and tokens, and the traces it leaves. To have signed in is no change of the profile, so
 * `updated_at` stays, unless the first sign-in makes the user Active or the contact verified.
 */
export function signIn(tenant: Tenant, user: UserRecord, client: Client, proof: Proof): JsonObject {
  const now = tenant.now()
  const session = startSession(user, client, now)
  user.lastAuth = now
  noteIdentity(user, proof, now)
  markVerified(tenant, user, proof, now)
  if (proof.type !== 'password') recordSuccess(authenticatorOf(user, proof, now), now)
  if (user.status === 'Pending') {
    tenant.change(user, () => {
      user.status = 'Active'
      user.statusChangedAt = now
    })
  }
  const ttl = tenant.settings.tokenTtlSeconds
  const iat = Math.floor(now / 1000)
  const claims = { sub: user.userId, tid: tenant.id, sid: session.sessionId, iat, exp: iat + ttl }
  return {
    access_token: fakeJwt(claims),
    id_token: fakeJwt({ ...claims, aud: client.clientId }),
    refresh_token: newId(43),
    token_type: 'Bearer',
    expires_in: ttl,
    session_id: session.sessionId
  }
}

function noteIdentity(user: UserRecord, { type, identifier }: Proof, now: number): void {
  const identity = user.identities.find(({ authType }) => authType === type)
  if (identity) identity.lastAuth = now
  else user.identities.push({ authType: type, identifier, firstAuth: now, lastAuth: now })
}

/** "The user's email address will be marked as verified upon their first email-based authentication." */
function markVerified(tenant: Tenant, user: UserRecord, { to }: Proof, now: number): void {
  const contact = [user.email, user.phone].find((it) => it?.value === to)
  if (!contact || contact.verified) return
  tenant.change(user, () => {
    contact.verified = true
    contact.verifiedAt = now
  })
}

/** The user's authenticator of this type, made when it is used for the first time; it is the whole tenant's. */
function authenticatorOf(user: UserRecord, { type, to }: Proof, now: number): Authenticator {
  let found = user.authenticators.find((it) => it.type === type)
  if (!found) {
    found = { id: newId(), type, registeredAt: now, blocked: false, failures: [], extra: undefined }
    user.authenticators.push(found)
  }
  const contact = [user.email, user.phone].find((it) => it?.value === to)
  if (contact) {
    const field = contact === user.phone ? 'phone_number' : 'email'
    found.extra = { [field]: to, verified: true, verified_at: iso(contact.verifiedAt) }
  }
  return found
}
