import { AppFailure, toAppError } from '../../shared/errors'
import { testConnection } from '../desk/connection-test'
import type { ClientOf } from '../desk/tenants'
import type { Handlers } from './handlers'
import type { Services } from './services'

type Names = Extract<keyof Handlers, `tenants.${string}`>

/** Tenant profiles, their secrets, and which one is open. */
export function tenantHandlers(services: Services): Pick<Handlers, Names> {
  const { desk, issued, network, openClient, sessions, state, tenants, warmUp } = services

  /** Whatever belonged to the tenant that was open ends with it. */
  const leave = async () => {
    issued.doneAll()
    desk.closeAny()
    await sessions.close()
  }
  return {
    'tenants.select': async ({ tenantId }) => {
      await tenants.select(tenantId)
      await leave()
      warmUp()
      return state()
    },
    'tenants.save': async ({ tenantId, draft, secret, keep }) => {
      const saved = await tenants.save(tenantId, draft, secret, keep, leave)
      if (saved.secretProblem?.what !== 'not-kept') warmUp()
      return { ...saved, state: state() }
    },
    'tenants.remove': async ({ tenantId }) => {
      const secretError = await tenants.remove(tenantId, leave)
      return { state: state(), ...(secretError !== undefined && { secretError }) }
    },
    'tenants.secretStatus': ({ tenantId }) => tenants.secretStatus(tenantId),
    'tenants.clearSecret': async ({ tenantId }) => {
      await tenants.clearSecret(tenantId, leave)
      return { state: state() }
    },
    'tenants.test': async ({ tenantId, draft, secret }, { signal }) => {
      const client = await openClient({
        origin: draft.apiHost,
        clientId: draft.clientId,
        secret: async () => secret ?? storedSecret(tenantId, draft),
        route: network.route
      })
      try {
        const report = await testConnection(client, signal)
        if (report.result === 'good' && tenantId !== undefined)
          await tenants.learn(tenantId, draft, await client.claims({ signal }))
        return report
      } catch (thrown) {
        throw new AppFailure(toAppError(thrown), { cause: thrown })
      } finally {
        await client.close()
      }
    }
  }

  /** A stored secret is only sent to the host and for the client it was entered for. */
  async function storedSecret(tenantId: string | undefined, client: ClientOf): Promise<string> {
    if (tenantId === undefined) throw new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
    return tenants.secretOf(tenantId, client)
  }
}
