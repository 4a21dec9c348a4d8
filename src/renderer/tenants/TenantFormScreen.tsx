import '../components/zod-without-eval'
import { Button } from '@mantine/core'
import { useState } from 'react'
import '../components/form-styles'
import { Note } from '../components/Note'
import { useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { TenantForm } from './TenantForm'

/** A new tenant profile, or a stored one to change. */
export function TenantFormScreen() {
  const tenantId = useDesk((desk) => desk.tenantForm?.tenantId)
  const tenants = useAppState().data?.tenants
  const closeTenantForm = useDesk((desk) => desk.closeTenantForm)
  // as it was when the form opened: saving or removing it changes the list under the form
  const [tenant] = useState(() => tenants?.find(({ id }) => id === tenantId))
  if (tenantId !== undefined && (tenant === undefined || tenant.environment === 'practice')) {
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
  return <TenantForm tenant={tenant} />
}
