import type { ConnectionReport } from '../../shared/connection'
import { describeError } from '../../shared/error-text'
import { AppFailure, isKind, toAppError } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import { fetchToken, goodConnection, mayReadUsers } from './connection-test'
import { type ClientOf, isStored, type Saved } from './profile-secrets'
import type { OpenApplication } from './tenant-session'
import type { TenantOpener } from './tenant-opener'
import type { Leave, Tenants } from './tenants'

export interface Rotation extends OpenApplication {
  secret: string
}

/** `remark`: what did not go well with the client, though its new secret is good. */
export type Rotated = Saved & { report: ConnectionReport; remark?: string }

/**
 * Tries a new secret with the application's client, and puts it in the old one's place where Mosaic gives it a token: what the
 * client may read besides is a remark. Nothing is replaced otherwise. Throws `invalid-input` for `secret` where it is the stored one,
 * or where the token is another application's, and what says nothing of the secret, such as `cancelled`.
 */
export async function rotateSecret(
  { opener, tenants }: { opener: TenantOpener; tenants: Tenants },
  { tenantId, applicationId, secret }: Rotation,
  leave: Leave,
  signal: AbortSignal
): Promise<Rotated> {
  const { appId } = tenants.application(tenantId, applicationId)
  const { client, clientOf } = await opener.open(tenantId, applicationId, { secret: async () => secret })
  try {
    if (secret === (await storedSecret(tenants, { tenantId, applicationId }, clientOf))) throw theStoredOne()
    const token = await fetchToken(client, signal)
    if (token.claims === undefined) return { report: token.report }
    const { claims, milliseconds } = token
    if (appId !== undefined && claims.appId !== undefined && claims.appId !== appId) {
      throw anotherApplication(claims.appName ?? claims.appId)
    }
    const remark = mayReadUsers(claims) ? await tryList(client, signal) : mayNotRead
    const saved = await tenants.secrets.replace(tenantId, applicationId, { ...clientOf, secret }, leave)
    if (isStored(saved)) {
      // a file that cannot be written takes nothing back: that the secret is stored stands
      await tenants.learn(tenantId, applicationId, clientOf, claims, { stored: true }).catch(() => false)
    }
    return { report: goodConnection(claims, milliseconds), ...(remark !== undefined && { remark }), ...saved }
  } finally {
    await client.close()
  }
}

/** Undefined where there is none, or the keychain cannot be asked: storing the new one tells that. */
async function storedSecret(
  tenants: Tenants,
  { tenantId, applicationId }: OpenApplication,
  client: ClientOf
): Promise<string | undefined> {
  try {
    return await tenants.secretOf(tenantId, applicationId, client)
  } catch (thrown) {
    if (isKind(thrown, 'bad-credentials') || isKind(thrown, 'keychain-unavailable')) return undefined
    throw thrown
  }
}

/** One harmless read, before anything is replaced; answers what came in its way. */
async function tryList(client: MosaicClient, signal: AbortSignal): Promise<string | undefined> {
  try {
    await client.users.list({ limit: 1 }, { signal })
    return undefined
  } catch (thrown) {
    signal.throwIfAborted()
    const error = toAppError(thrown)
    return error.kind === 'not-permitted'
      ? mayNotRead
      : `Listing users with it failed: ${describeError(error).title}`.slice(0, 1_000)
  }
}

const mayNotRead =
  'This client may not read users. Ask the Mosaic administrator for the permissions users:read and users:list.'

function theStoredOne(): AppFailure {
  return atField(
    'This secret is stored already: there is nothing to replace. Paste a new one from the Mosaic Admin Portal.'
  )
}

function anotherApplication(name: string): AppFailure {
  return atField(
    `This secret opens another application of Mosaic, “${name}”. The old secret was left where it is.`
  )
}

const atField = (problem: string): AppFailure =>
  new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { secret: problem } })
