import type { ConnectionProblem, ConnectionReport } from '../../shared/connection'
import { describeError } from '../../shared/error-text'
import { type AppError, toAppError } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import type { TokenClaims } from '../mosaic/token-claims'

/** Fetches a token and does one harmless read, and says which of the known ends it came to. Never throws. */
export async function testConnection(client: MosaicClient, signal: AbortSignal): Promise<ConnectionReport> {
  const started = performance.now()
  try {
    const claims = await client.claims({ signal })
    await client.users.list({ limit: 1 }, { signal })
    const appName = claims.appName ?? (await nameOf(client, claims, signal))
    return {
      result: 'good',
      ...(appName !== undefined && { appName }),
      ...(claims.appId !== undefined && { appId: claims.appId }),
      permissions: claims.permissions,
      unlimited: isUnlimited(claims),
      milliseconds: Math.round(performance.now() - started)
    }
  } catch (thrown) {
    return reportOf(toAppError(thrown))
  }
}

/** A management client, or one without a role: "an implicit role that grants global access" (API.md §1.3). */
export function isUnlimited(claims: TokenClaims): boolean {
  return claims.admin || (claims.roles.length === 0 && claims.permissions.length === 0)
}

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

function reportOf(error: AppError): ConnectionReport {
  const { title, todo } = describeError(error)
  return {
    result: problemOf(error),
    message: problemText[problemOf(error)] ?? `${title} ${todo}`,
    ...(error.detail !== undefined && { detail: error.detail })
  }
}

function problemOf(error: AppError): ConnectionProblem {
  switch (error.kind) {
    case 'unreachable':
      return error.cause === 'dns'
        ? 'no-dns'
        : error.cause === 'tls'
          ? 'tls-not-trusted'
          : error.cause === 'proxy'
            ? 'proxy'
            : 'unreachable'
    case 'bad-credentials':
      return 'bad-credentials'
    case 'not-permitted':
      return 'no-permission'
    case 'rate-limited':
      return 'rate-limited'
    case 'keychain-unavailable':
      return 'keychain'
    default:
      return 'wrong-host'
  }
}

const problemText: Partial<Record<ConnectionProblem, string>> = {
  'wrong-host': 'Something answers at this host, but not as Mosaic does. Check the API host.',
  'no-permission':
    'The client ID and secret are right, but this client may not read users. Ask the Mosaic administrator for the permissions users:read and users:list.'
}
