import type { ConnectionReport } from '../../shared/connection'
import { AppFailure } from '../../shared/errors'
import type { SecretProblem } from '../../shared/tenant'
import { testConnection } from './connection-test'
import type { OpenApplication } from './tenant-session'
import type { TenantOpener } from './tenant-opener'
import type { Leave, Tenants } from './tenants'

export interface Rotation extends OpenApplication {
  secret: string
}

/**
 * Tries a new secret with the application's client, and puts it in the old one's place where it is shown to be good. In every other
 * case the old one stays. Throws `invalid-input` for `secret` where the token is another application's, and what `testConnection`
 * throws.
 */
export async function rotateSecret(
  { opener, tenants }: { opener: TenantOpener; tenants: Tenants },
  { tenantId, applicationId, secret }: Rotation,
  leave: Leave,
  signal: AbortSignal
): Promise<{ report: ConnectionReport; secretProblem?: SecretProblem }> {
  const { appId } = tenants.application(tenantId, applicationId)
  const { client, clientOf } = await opener.open(tenantId, applicationId, { secret: async () => secret })
  try {
    const report = await testConnection(client, signal)
    if (report.result !== 'good') return { report }
    if (appId !== undefined && report.appId !== undefined && report.appId !== appId) {
      throw anotherApplication(report.appName ?? report.appId)
    }
    const claims = await client.claims({ signal })
    const saved = await tenants.secrets.replace(tenantId, applicationId, { ...clientOf, secret }, leave)
    if (saved.secretProblem === undefined)
      await tenants.learn(tenantId, applicationId, clientOf, claims, { stored: true })
    return { report, ...saved }
  } finally {
    await client.close()
  }
}

function anotherApplication(name: string): AppFailure {
  const problem = `This secret opens another application of Mosaic, “${name}”. The old secret was left where it is.`
  return new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { secret: problem } })
}
