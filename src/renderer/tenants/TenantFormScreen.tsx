import '../components/zod-without-eval'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AppState } from '../../shared/app-state'
import type { TenantDraftInput, TenantSummary } from '../../shared/tenant'
import '../components/form-styles'
import { Note } from '../components/Note'
import { type Desk, useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { ManagedProfile } from './ManagedProfile'
import { copyOf, draftOf, newDraft } from './tenant-draft'
import { TenantForm } from './TenantForm'

type TenantFormOf = Desk['tenantForm']

/** A new tenant profile, perhaps a copy of another one, or a stored one to change. */
export function TenantFormScreen() {
  const of = useDesk((desk) => desk.tenantForm)
  const state = useAppState().data
  // as it was when the form opened: saving or removing it changes the list under the form
  const [start] = useState(() => startOf(of, state))
  if (start === undefined) return <NoForm />
  if (start.tenant?.managed) return <ManagedProfile initial={start.tenant} />
  return <TenantForm {...start} />
}

interface Start {
  tenant: TenantSummary | undefined
  initial: TenantDraftInput
  /** how many further applications of the original a copy begins without */
  leftOut?: number
}

/** Undefined where the profile cannot be changed, or copied. */
function startOf(
  { tenantId, copyOf: copied }: TenantFormOf = {},
  state: AppState | undefined
): Start | undefined {
  const id = tenantId ?? copied
  if (id === undefined) return { tenant: undefined, initial: newDraft(state?.defaults) }
  const tenant = state?.tenants.find((one) => one.id === id)
  if (tenant === undefined || tenant.environment === 'practice') return undefined
  if (tenantId === undefined) {
    return { tenant: undefined, initial: copyOf(tenant), leftOut: tenant.applications.length - 1 }
  }
  return { tenant, initial: draftOf(tenant) }
}

function NoForm() {
  const closeTenantForm = useDesk((desk) => desk.closeTenantForm)
  return (
    <div className="form-column" role="alert">
      <Note
        tone="warning"
        title="This tenant profile cannot be changed."
        actions={
          <Button variant="default" size="sm" onClick={closeTenantForm}>
            Close
          </Button>
        }
      >
        It was removed, or it is the practice tenant, which needs no profile.
      </Note>
    </div>
  )
}
