import type { ConnectionReport } from '../../shared/connection'
import type { DoctorRead, DoctorReport } from '../../shared/doctor'
import { describeError } from '../../shared/error-text'
import { type AppError, toAppError } from '../../shared/errors'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { Application } from '../mosaic/applications'
import type { MosaicClient } from '../mosaic/client'
import type { TokenClaims } from '../mosaic/token-claims'
import { readUser } from './card'
import { failedConnection } from './connection-test'
import { doctorButtons } from './doctor-buttons'
import { doctorWarnings } from './doctor-warnings'
import { isUnlimited } from './permissions'
import type { ProfileApplication } from '../tenants/applications'
import type { OpenApplication } from './tenant-session'
import type { TenantOpener } from './tenant-opener'
import type { Tenants } from './tenants'

export interface Doctor {
  opener: TenantOpener
  tenants: Tenants
  /** epoch ms */
  now: () => number
}

type Read = DoctorRead['read']

/**
 * What an application's client may do, by its token and by harmless reads, each once at most. It changes nothing. Throws `not-found`
 * for an application that there is not, and only what is no finding: that it was cancelled, or a failure of our own.
 */
export async function examine(
  { opener, tenants, now }: Doctor,
  { tenantId, applicationId }: OpenApplication,
  signal: AbortSignal
): Promise<DoctorReport> {
  const known = knownOf(tenants, tenantId, applicationId)
  const secret = {
    ...(await tenants.secrets.status(tenantId, applicationId)),
    // as it was before this look, which is a use too
    since: known?.secretSince,
    usedAt: known?.secretUsedAt
  }
  const { client, appId: expected } = await opener.open(tenantId, applicationId)
  try {
    const token = await fetchToken(client, signal)
    if (token.claims === undefined) {
      const reads = readNames.map((read) => notTried(read, 'There is no token to try it with.'))
      return { at: now(), connection: token.report, reads, buttons: [], warnings: [], secret }
    }
    const { claims, milliseconds } = token
    const { reads, applications } = await tryReads(client, claims.appId ?? expected, signal)
    const appName = claims.appName ?? applications.find(({ id }) => id === claims.appId)?.name
    const { admin: management, appId, expiresAt: tokenExpiresAt, permissions, roles } = claims
    const unlimited = isUnlimited(claims)
    const named = { appId, appName }
    return {
      at: now(),
      connection: { result: 'good', ...named, permissions, unlimited, milliseconds },
      client: {
        ...named,
        mosaicTenantId: claims.tenantId,
        management,
        unlimited,
        roles,
        permissions,
        tokenExpiresAt
      },
      reads,
      buttons: doctorButtons(claims, reads),
      warnings: doctorWarnings({ claims, appName, expected, secretSince: known?.secretSince, now: now() }),
      secret
    }
  } finally {
    await client.close()
  }
}

/** The practice tenant's secret is made anew at each start, and nothing is kept of it. */
function knownOf(tenants: Tenants, tenantId: string, applicationId: string): ProfileApplication | undefined {
  return tenantId === practiceTenantId ? undefined : tenants.application(tenantId, applicationId)
}

type Token = { claims: TokenClaims; milliseconds: number } | { claims?: undefined; report: ConnectionReport }

async function fetchToken(client: MosaicClient, signal: AbortSignal): Promise<Token> {
  const started = performance.now()
  try {
    const claims = await client.claims({ signal })
    return { claims, milliseconds: since(started) }
  } catch (thrown) {
    const report = failedConnection(toAppError(thrown))
    if (report === undefined) throw thrown
    return { report }
  }
}

interface Tried {
  reads: DoctorRead[]
  applications: Application[]
}

async function tryReads(
  client: MosaicClient,
  appId: string | undefined,
  signal: AbortSignal
): Promise<Tried> {
  let userId: string | undefined
  let applications: Application[] = []
  const users = await tryRead('users', signal, async () => {
    const { users: found } = await client.users.list({ limit: 1 }, { signal })
    userId = found[0]?.id
  })
  const ofUser = (read: Read, work: (id: string) => Promise<unknown>) => {
    const id = userId
    if (id !== undefined) return tryRead(read, signal, () => work(id))
    const why =
      users.state === 'works'
        ? 'There is no user to try it with.'
        : 'Without the list there is no user to try it with.'
    return notTried(read, why)
  }
  const others = await Promise.all([
    ofUser('user', (id) => readUser(client, id, signal)),
    ofUser('authenticators', (id) => client.authenticators.list(id, { signal })),
    ofUser('sessions', (id) =>
      Promise.all([client.sessions.listBackend(id, { signal }), client.sessions.listHosted(id, { signal })])
    ),
    ofUser('groups', (id) => client.users.groups(id, { signal })),
    tryRead('applications', signal, async () => {
      applications = await client.applications.list({ signal })
    }),
    appId === undefined
      ? notTried('login-preferences', 'The token names no application whose settings could be read.')
      : tryRead('login-preferences', signal, () => client.preferences.read(appId, { signal }))
  ])
  return { reads: [users, ...others], applications }
}

const readNames: readonly Read[] = [
  'users',
  'user',
  'authenticators',
  'sessions',
  'groups',
  'applications',
  'login-preferences'
]

async function tryRead(read: Read, signal: AbortSignal, work: () => Promise<unknown>): Promise<DoctorRead> {
  const started = performance.now()
  try {
    await work()
    return { read, state: 'works', milliseconds: since(started) }
  } catch (thrown) {
    signal.throwIfAborted()
    return { read, milliseconds: since(started), ...whyNot(toAppError(thrown)) }
  }
}

function whyNot(error: AppError): Pick<DoctorRead, 'state' | 'permission' | 'why'> {
  const why = describeError(error).title
  if (error.kind === 'not-permitted') return { state: 'denied', permission: error.permission, why }
  return { state: error.kind === 'not-enabled-here' ? 'not-enabled' : 'failed', why }
}

const notTried = (read: Read, why: string): DoctorRead => ({ read, state: 'not-tried', why })

const since = (started: number): number => Math.round(performance.now() - started)
