import type { ConnectionProblem, ConnectionReport } from '../../shared/connection'
import { describeError } from '../../shared/error-text'
import { type AppError, toAppError, type UnreachableCause } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import type { TokenClaims } from '../mosaic/token-claims'
import { isUnlimited, mayDo } from './permissions'

/**
 * Fetches a token and does one harmless read, and says which of the known ends it came to. Throws only what is no finding: that
 * it was cancelled, or a failure of our own.
 */
export async function testConnection(client: MosaicClient, signal: AbortSignal): Promise<ConnectionReport> {
  const started = performance.now()
  try {
    const claims = await client.claims({ signal })
    await client.users.list({ limit: 1 }, { signal })
    if (!mayReadUsers(claims)) return lackingPermission(claims)
    const appName = claims.appName ?? (await nameOf(client, claims, signal))
    return goodConnection({ ...claims, appName }, Math.round(performance.now() - started))
  } catch (thrown) {
    const report = failedConnection(toAppError(thrown))
    if (report === undefined) throw thrown
    return report
  }
}

type Token = { claims: TokenClaims; milliseconds: number } | { claims?: undefined; report: ConnectionReport }

/** The token alone, or the finding that there is none. Throws what `testConnection` throws. */
export async function fetchToken(client: MosaicClient, signal: AbortSignal): Promise<Token> {
  const started = performance.now()
  try {
    const claims = await client.claims({ signal })
    return { claims, milliseconds: Math.round(performance.now() - started) }
  } catch (thrown) {
    const report = failedConnection(toAppError(thrown))
    if (report === undefined) throw thrown
    return { report }
  }
}

/** What a token says of its client, as a finding. */
export function goodConnection(claims: TokenClaims, milliseconds: number): GoodConnection {
  const { appId, appName, permissions } = claims
  return {
    result: 'good',
    ...(appName !== undefined && { appName }),
    ...(appId !== undefined && { appId }),
    permissions,
    unlimited: isUnlimited(claims),
    milliseconds
  }
}

type GoodConnection = Extract<ConnectionReport, { result: 'good' }>

/** The finding that a failure is; undefined for what says nothing of the connection, such as that it was cancelled. */
export function failedConnection(error: AppError): ConnectionReport | undefined {
  const problem = problemOf(error)
  if (problem === undefined) return undefined
  return { result: problem, message: messageOf(problem, error), ...detailOf(error.detail) }
}

/** Listing users is not reading one: `users:read` is asked for besides, or what stands for it. */
export const mayReadUsers = (claims: TokenClaims): boolean => mayDo(claims, ['user'], 'read')

const lackingPermission = ({ permissions }: TokenClaims): ConnectionReport => ({
  result: 'no-permission',
  message: mayNotRead,
  ...detailOf(`The token names: ${permissions.join(', ')}`)
})

/** The application's name is good to have; a client that may not list applications is no failure. */
async function nameOf(
  client: MosaicClient,
  claims: TokenClaims,
  signal: AbortSignal
): Promise<string | undefined> {
  if (claims.appId === undefined) return undefined
  const applications = await client.applications.list({ signal }).catch(() => [])
  return applications.find((one) => one.id === claims.appId)?.name
}

const detailOf = (detail?: string): { detail?: string } =>
  detail === undefined ? {} : { detail: detail.slice(0, 2000) }

/** Undefined for what says nothing of the connection. */
function problemOf(error: AppError): ConnectionProblem | undefined {
  switch (error.kind) {
    case 'unreachable':
      return error.caFile ? 'ca-file' : (unreachable[error.cause] ?? 'unreachable')
    case 'bad-credentials':
      return error.reason === 'missing' ? 'no-secret' : 'bad-credentials'
    case 'not-permitted':
      return 'no-permission'
    case 'rate-limited':
      return 'rate-limited'
    case 'keychain-unavailable':
      return 'keychain'
    case 'unexpected-answer':
      return isFailing(error.status) ? 'mosaic-failed' : 'wrong-host'
    case 'not-found':
    case 'conflict':
    case 'invalid-input':
    case 'not-enabled-here':
      return 'wrong-host'
    case 'outcome-unknown':
    case 'not-saved':
    case 'policy-refused':
    case 'verification-required':
    case 'cancelled':
    case 'internal':
      return undefined
  }
}

const unreachable: Partial<Record<UnreachableCause, ConnectionProblem>> = {
  dns: 'no-dns',
  tls: 'tls-not-trusted',
  proxy: 'proxy'
}

/** An outage, Mosaic's own or a gateway's. 501 is none: so says a server that does not know the call. */
const isFailing = (status = 0): boolean => status >= 500 && status !== 501

const mayNotRead =
  'The client ID and secret are right, but this client may not read users. Ask the Mosaic administrator for the permissions users:read and users:list.'

function messageOf(problem: ConnectionProblem, error: AppError): string {
  switch (problem) {
    case 'wrong-host':
      return 'Something answers at this host, but not as Mosaic does. Check the API host.'
    case 'mosaic-failed':
      return `The host answers with status ${error.status}. Nothing that was entered is shown to be wrong: try again later, and check the API host if it goes on.`
    case 'rate-limited':
      return `The host answers with status 429. ${describeError(error).todo}`
    case 'no-secret':
      return 'Nothing was sent. Enter the client secret, then test again; a stored one is only used for the host and the client ID it was entered for.'
    case 'no-permission':
      return mayNotRead
    default: {
      const { title, todo } = describeError(error)
      return `${title} ${todo}`
    }
  }
}
