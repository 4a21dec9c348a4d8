import { mainApplicationId } from '../../shared/application'
import { examine } from '../desk/doctor'
import { leavingOf } from '../desk/leave'
import { isStored } from '../desk/profile-secrets'
import { rotateSecret } from '../desk/rotate-secret'
import type { Handlers } from './handlers'
import type { Services } from './services'

type Names =
  | 'doctor.examine'
  | `tenants.${
      | 'saveApplication'
      | 'removeApplication'
      | 'selectApplication'
      | 'setSecret'
      | 'rotateSecret'
      | 'listApplications'}`

const secretRotated = (applicationId: string): string =>
  applicationId === mainApplicationId
    ? 'the client secret was rotated'
    : `the client secret of the application ${applicationId} was rotated`

/** The applications of a tenant: each has a client, and a secret, of its own. */
export function applicationHandlers(services: Services): Pick<Handlers, Names> {
  const { desk, opener, state, tenants, warmUp } = services
  const leave = leavingOf(services)
  return {
    'tenants.saveApplication': async ({ tenantId, applicationId, draft, secret, keep }) => {
      const saved = await tenants.saveApplication(
        tenantId,
        applicationId,
        draft,
        secret,
        keep,
        leave.application
      )
      if (isStored(saved)) warmUp()
      return { ...saved, state: state() }
    },
    'tenants.removeApplication': async ({ tenantId, applicationId }) => {
      const secretError = await tenants.removeApplication(tenantId, applicationId, leave.application)
      warmUp()
      return { state: state(), ...(secretError !== undefined && { secretError }) }
    },
    'tenants.selectApplication': async ({ tenantId, applicationId }) => {
      const isNews = await opener.selectApplication(tenantId, applicationId)
      if (isNews && opener.current().tenantId === tenantId) {
        await leave.application()
        warmUp()
      }
      return state()
    },
    'tenants.setSecret': async ({ tenantId, applicationId, secret, keep }) => {
      const saved = await tenants.secrets.set(tenantId, applicationId, secret, keep, leave.session)
      if (isStored(saved)) warmUp()
      return { ...saved, state: state() }
    },
    'tenants.rotateSecret': async (rotation, { signal }) => {
      const rotated = await rotateSecret({ opener, tenants }, rotation, leave.session, signal)
      if (rotated.report.result === 'good' && isStored(rotated))
        await desk.profileEvent(rotation.tenantId, secretRotated(rotation.applicationId))
      return { ...rotated, state: state() }
    },
    'tenants.listApplications': async ({ tenantId, applicationId }, { signal }) => {
      const { client } = await opener.open(tenantId, applicationId)
      try {
        const applications = await client.applications.list({ signal })
        return applications.map(({ id: appId, name, description }) => ({ appId, name, description }))
      } finally {
        await client.close()
      }
    },
    'doctor.examine': ({ tenantId, applicationId }, { signal }) =>
      examine(
        { opener, tenants, policy: () => desk.policy(), now: () => desk.now() },
        { tenantId, applicationId },
        signal
      )
  }
}
