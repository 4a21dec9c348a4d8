import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Answer } from './http'
import { newId } from './ids'
import { Problem, problem } from './problems'
import type { Tenant } from './state'
import type { Client } from './types'

const resources = ['https://risk.identity.security', 'https://verify.identity.security']

/**
 * `POST /oidc/token` with client credentials (API.md §1.2): form-encoded only. What Mosaic answers to a wrong
 * secret is not documented; OAuth's `invalid_client` with 401 is assumed.
 */
export function issueToken(tenant: Tenant, body: string, contentType: string | undefined): Answer {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) {
    throw problem(400, 'Content-Type must be application/x-www-form-urlencoded')
  }
  const form = new URLSearchParams(body)
  if (form.get('grant_type') !== 'client_credentials')
    throw problem(400, 'grant_type must be client_credentials')
  const clientId = form.get('client_id')
  const secret = form.get('client_secret')
  if (!clientId || !secret) throw problem(400, 'client_id and client_secret are required')
  const client = tenant.clients.get(clientId)
  if (!client || !sameSecret(client.clientSecret, secret)) {
    throw new Problem(401, { error: 'invalid_client', error_description: 'client authentication failed' })
  }
  const resource = form.get('resource')
  if (resource !== null && !resources.includes(resource)) throw problem(400, 'resource is not configured')

  const now = tenant.now()
  const ttl = tenant.settings.tokenTtlSeconds
  const issuedAt = Math.floor(now / 1000)
  const token = fakeJwt({
    tid: tenant.id,
    ...(!client.admin && { app_id: client.appId, app_name: client.appName }),
    roles: client.admin ? ['Admin'] : [],
    role: client.admin ? ['Admin'] : [],
    jti: newId(20),
    sub: client.clientId,
    iat: issuedAt,
    exp: issuedAt + ttl,
    scope: 'openid',
    client_id: client.clientId,
    iss: 'https://userid.security',
    aud: resource ?? 'userid-api',
    ts_roles: client.roles,
    ts_permissions: client.permissions
  })
  forgetExpired(tenant, now)
  tenant.tokens.set(token, { client, expiresAt: now + ttl * 1000 })
  return {
    status: 200,
    body: { access_token: token, token_type: 'Bearer', expires_in: ttl, scope: 'openid' }
  }
}

/** The client whose token a request bears, or 401 as Mosaic words it (API.md §9). */
export function clientOf(tenant: Tenant, authorization: string | undefined): Client {
  const bearer = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
  const issued = bearer === undefined ? undefined : tenant.tokens.get(bearer)
  if (!issued || issued.expiresAt <= tenant.now()) throw problem(401, 'Invalid token')
  return issued.client
}

/** A string in the form of a JWT whose signature signs nothing. */
export function fakeJwt(claims: Record<string, unknown>): string {
  const header = { alg: 'RS256', typ: 'JWT', kid: 'practice' }
  return `${encode(header)}.${encode(claims)}.${randomBytes(256).toString('base64url')}`
}

/** Compares two secrets without telling by the time it takes where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function forgetExpired(tenant: Tenant, now: number): void {
  for (const [token, { expiresAt }] of tenant.tokens) if (expiresAt <= now) tenant.tokens.delete(token)
}
