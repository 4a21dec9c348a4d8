import { mainApplicationId } from '../../shared/application'
import type { DoctorRead, DoctorReport } from '../../shared/doctor'
import { describeError } from '../../shared/error-text'
import { type AppError, toAppError } from '../../shared/errors'
import type { PolicyView } from '../../shared/policy'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { Environment } from '../../shared/tenant'
import type { Application } from '../mosaic/applications'
import type { MosaicClient } from '../mosaic/client'
import type { TokenClaims } from '../mosaic/token-claims'
import { readUser } from './card'
import { fetchToken, goodConnection } from './connection-test'
import { doctorButtons } from './doctor-buttons'
import { doctorWarnings } from './doctor-warnings'
import { isUnlimited } from './permissions'
import { applicationsOf, type ProfileApplication } from '../tenants/applications'
import type { OpenApplication } from './tenant-session'
import type { TenantOpener } from './tenant-opener'
import type { Tenants } from './tenants'

export interface Doctor {
  opener: TenantOpener
  tenants: Tenants
  /** the policy as its file is now; never fails */
  policy: () => Promise<PolicyView>
  /** epoch ms */
  now: () => number
}

type Read = DoctorRead['read']

/**
 * What an application's client may do, by its token and by harmless reads, each once at most. It changes nothing. Throws `not-found`
 * for an application that there is not, and only what is no finding: that it was cancelled, or a failure of our own.
 */
export async function examine(
  { opener, tenants, policy, now }: Doctor,
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
  const { client, appId: knownAppId } = await opener.open(tenantId, applicationId)
  // before the token of this very look is learnt, which may change what the profile says
  const expected = known?.expectedAppId ?? knownAppId
  try {
    const token = await fetchToken(client, signal)
    if (token.claims === undefined) {
      const reads = readNames.map((read) => notTried(read, 'There is no token to try it with.'))
      return { at: now(), connection: token.report, reads, buttons: [], warnings: [], secret }
    }
    const { claims } = token
    const { reads, applications, passwordLogin } = await tryReads(client, claims.appId ?? knownAppId, signal)
    const nameOf = (id?: string) => applications.find((one) => one.id === id)?.name
    const appName = claims.appName ?? nameOf(claims.appId)
    const facts = { policy: await policy(), environment: environmentOf(tenants, tenantId), passwordLogin }
    const { admin: management, appId, expiresAt: tokenExpiresAt, permissions, roles } = claims
    const unlimited = isUnlimited(claims)
    const named = { appId, appName }
    return {
      at: now(),
      connection: goodConnection({ ...claims, appName }, token.milliseconds),
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
      buttons: doctorButtons(claims, reads, facts),
      warnings: doctorWarnings({
        claims,
        appName,
        expected,
        expectedName: nameOf(expected),
        twins: twinsOf(tenants, { tenantId, applicationId }, claims),
        secretSince: known?.secretSince,
        now: now()
      }),
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

function environmentOf(tenants: Tenants, tenantId: string): Environment {
  return tenantId === practiceTenantId ? 'practice' : tenants.profile(tenantId).environment
}

/** The profile's other applications whose tokens name the same one of Mosaic, as agents call them. */
function twinsOf(
  tenants: Tenants,
  { tenantId, applicationId }: OpenApplication,
  { appId }: TokenClaims
): string[] {
  if (tenantId === practiceTenantId || appId === undefined) return []
  const others = applicationsOf(tenants.profile(tenantId)).filter(({ id }) => id !== applicationId)
  return others
    .filter((one) => one.appId === appId)
    .map(({ id, name }) => (id === mainApplicationId ? 'the main application' : `“${name ?? id}”`))
}

interface Tried {
  reads: DoctorRead[]
  applications: Application[]
  /** undefined where it could not be read */
  passwordLogin: boolean | undefined
}

async function tryReads(
  client: MosaicClient,
  appId: string | undefined,
  signal: AbortSignal
): Promise<Tried> {
  let userId: string | undefined
  let applications: Application[] = []
  let passwordLogin: boolean | undefined
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
      : tryRead('login-preferences', signal, async () => {
          passwordLogin = (await client.preferences.readPassword(appId, { signal })) !== null
        })
  ])
  return { reads: [users, ...others], applications, passwordLogin }
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
