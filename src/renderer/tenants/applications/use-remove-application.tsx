import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { ApplicationSummary } from '../../../shared/application'
import { type AppError, toAppError } from '../../../shared/errors'
import type { TenantSummary } from '../../../shared/tenant'
import { call } from '../../bridge/client'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { Failure } from '../../components/Failure'
import { applicationName } from '../../state/open-application'
import { appStateKey } from '../../state/queries'

interface Removal {
  application: ApplicationSummary
  busy: boolean
  error?: AppError
}

/**
 * Removes a further application and its secret after a question; `onRemoved` runs once it is gone and is told why its secret is left,
 * where it is.
 */
export function useRemoveApplication(
  tenant: TenantSummary,
  onRemoved: (application: ApplicationSummary, secretError: AppError | undefined) => void
): { ask: (application: ApplicationSummary) => void; dialog: ReactNode } {
  const client = useQueryClient()
  const [removal, setRemoval] = useState<Removal>()
  const opener = useRef<Element>(null)
  const ask = (application: ApplicationSummary) => {
    opener.current = document.activeElement
    setRemoval({ application, busy: false })
  }
  const cancel = () => {
    setRemoval(undefined)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  const remove = async (application: ApplicationSummary) => {
    setRemoval({ application, busy: true })
    try {
      const of = { tenantId: tenant.id, applicationId: application.id }
      const { state, secretError } = await call('tenants.removeApplication', of)
      client.setQueryData(appStateKey(), state)
      setRemoval(undefined)
      onRemoved(application, secretError)
    } catch (thrown) {
      setRemoval({ application, busy: false, error: toAppError(thrown) })
    }
  }
  const dialog = removal && (
    <ConfirmDialog
      title={`Remove ${applicationName(removal.application)}?`}
      confirmLabel="Remove application"
      danger
      busy={removal.busy}
      onConfirm={() => void remove(removal.application)}
      onCancel={cancel}
    >
      <p>
        The application and its client secret are deleted from this computer. Nothing changes in Mosaic, and
        other computers keep theirs.
        {removal.application.id === tenant.applicationId &&
          ' It is open now: the profile’s main application opens in its place.'}
      </p>
      {removal.error && <Failure inline error={removal.error} doing="Remove application" />}
    </ConfirmDialog>
  )
  return { ask, dialog }
}
