import { mainApplicationId } from '../../shared/application'
import { AppFailure, toAppError } from '../../shared/errors'
import { testConnection } from '../desk/connection-test'
import { leavingOf } from '../desk/leave'
import { isStored } from '../desk/profile-secrets'
import { tenantSelection } from '../desk/tenant-selection'
import type { Handlers } from './handlers'
import type { Services } from './services'

type Names = `tenants.${'select' | 'save' | 'remove' | 'reorder' | 'test' | 'secretStatus' | 'clearSecret'}`

/** Tenant profiles, the secrets of their main applications, and which one is open. */
export function tenantHandlers(services: Services): Pick<Handlers, Names> {
  const { network, openClient, state, tenants, warmUp } = services
  const leave = leavingOf(services)
  const select = tenantSelection(services)
  return {
    'tenants.select': async ({ tenantId, unlessCall }) => {
      await select(tenantId, { unlessCall })
      warmUp()
      return state()
    },
    'tenants.save': async ({ tenantId, draft, secret, keep }) => {
      const saved = await tenants.save(tenantId, draft, secret, keep, leave.tenant)
      if (isStored(saved)) warmUp()
      return { ...saved, state: state() }
    },
    'tenants.remove': async ({ tenantId }) => {
      const secretError = await tenants.remove(tenantId, leave.tenant)
      return { state: state(), ...(secretError !== undefined && { secretError }) }
    },
    'tenants.reorder': async ({ tenantIds }) => {
      await tenants.reorder(tenantIds)
      return state()
    },
    'tenants.secretStatus': ({ tenantId, applicationId }) => tenants.secrets.status(tenantId, applicationId),
    'tenants.clearSecret': async ({ tenantId, applicationId }) => {
      await tenants.secrets.clear(tenantId, applicationId, leave.tenant)
      return { state: state() }
    },
    'tenants.test': async ({ tenantId, applicationId = mainApplicationId, draft, secret }, { signal }) => {
      /** A stored secret is only sent to the host and for the client it was entered for. */
      const storedSecret = async () => {
        if (tenantId === undefined) throw new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
        return tenants.secretOf(tenantId, applicationId, draft)
      }
      const client = await openClient({
        origin: draft.apiHost,
        clientId: draft.clientId,
        secret: async () => secret ?? storedSecret(),
        route: network.route
      })
      try {
        const report = await testConnection(client, signal)
        if (report.result === 'good' && tenantId !== undefined) {
          const claims = await client.claims({ signal })
          await tenants.learn(tenantId, applicationId, draft, claims, { stored: secret === undefined })
        }
        return report
      } catch (thrown) {
        throw new AppFailure(toAppError(thrown), { cause: thrown })
      } finally {
        await client.close()
      }
    }
  }
}
