import '../components/zod-without-eval'
import { useLayoutEffect } from 'react'
import type { PolicyView } from '../../shared/policy'
import type { TenantSummary } from '../../shared/tenant'
import '../components/form-styles'
import { Panel } from '../components/Panel'
import { usePolicy } from '../state/call-policy'
import { useDesk } from '../state/desk-store'
import { applicationName, hasSeveral, openApplication } from '../state/open-application'
import { useCurrentTenant } from '../state/queries'
import { CreateForm } from './CreateForm'
import { emptyValues, fillDraft, openDraft, useCreateDesk } from './create-store'
import { Progress } from './Progress'

/** Makes a new user in the current tenant. */
export function CreateScreen() {
  const tenant = useCurrentTenant()
  const draftOf = useCreateDesk((desk) => desk.tenantId)
  const filled = useCreateDesk((desk) => desk.filled)
  const policy = usePolicy()
  const tenantId = tenant?.id
  useLayoutEffect(() => {
    if (tenantId === undefined) return
    openDraft(tenantId)
    // what a fruitless search knows of the caller is asked for on purpose, so it goes before an older draft
    const { createDraft } = useDesk.getState()
    if (createDraft === undefined) return
    fillDraft(tenantId, { ...emptyValues, ...createDraft })
    useDesk.setState({ createDraft: undefined })
  }, [tenantId])
  const forbidden = whyNot(policy)
  if (tenant === undefined || draftOf !== tenant.id) return null
  return (
    <div className="form-column">
      <h1 className="form-heading">Create user</h1>
      <Panel title="New user" aside={<bdi>in {placeOf(tenant)}</bdi>}>
        {forbidden === undefined ? <CreateForm key={filled} tenant={tenant} /> : <p>{forbidden}</p>}
      </Panel>
      <Progress tenant={tenant} />
    </div>
  )
}

/** Who is created is in one application of the tenant (API.md §2.3). */
function placeOf(tenant: TenantSummary): string {
  const application = hasSeveral(tenant) ? openApplication(tenant) : undefined
  return application === undefined ? tenant.label : `${tenant.label} · ${applicationName(application)}`
}

/** Why nobody can be created from this machine; undefined where it is allowed, or not known yet. */
function whyNot(policy: PolicyView | undefined): string | undefined {
  if (policy?.locked) return `Changes are locked. ${policy.problem ?? ''}`
  if (policy?.policy.allowed.includes('create') !== false) return undefined
  return 'The policy of this machine does not allow agents to create users.'
}
