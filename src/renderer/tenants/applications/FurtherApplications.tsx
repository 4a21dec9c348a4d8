import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { mainApplicationId, type ApplicationSummary } from '../../../shared/application'
import type { AppError } from '../../../shared/errors'
import type { TenantSummary } from '../../../shared/tenant'
import { Failure } from '../../components/Failure'
import { Panel } from '../../components/Panel'
import { applicationName } from '../../state/open-application'
import { useAppState } from '../../state/queries'
import { useNow } from '../../state/use-now'
import { ApplicationDialog } from './ApplicationDialog'
import { ApplicationRow } from './ApplicationRow'
import classes from './Further.module.css'
import { useRemoveApplication } from './use-remove-application'

/** The applications that a stored profile has besides its main one; nothing where the profile is gone, or read-only. */
export function FurtherApplications({ tenantId }: { tenantId: string }) {
  const tenant = useAppState().data?.tenants.find(({ id }) => id === tenantId)
  if (tenant === undefined || tenant.managed || tenant.environment === 'practice') return null
  return <Section tenant={tenant} />
}

interface Removed {
  application: ApplicationSummary
  secretError: AppError | undefined
}

function Section({ tenant }: { tenant: TenantSummary }) {
  const now = useNow()
  const addButton = useRef<HTMLButtonElement>(null)
  const opener = useRef<Element>(null)
  /** `applicationId` absent: a new one */
  const [edited, setEdited] = useState<{ applicationId?: string }>()
  const [saved, setSaved] = useState<string>()
  const [removed, setRemoved] = useState<Removed>()
  const { ask, dialog } = useRemoveApplication(tenant, (application, secretError) => {
    setRemoved({ application, secretError })
    // its row is gone, and the focus with it
    addButton.current?.focus()
  })
  const further = tenant.applications.filter(({ id }) => id !== mainApplicationId)

  const forget = () => {
    setSaved(undefined)
    setRemoved(undefined)
  }
  const edit = (applicationId?: string) => {
    forget()
    opener.current = document.activeElement
    setEdited(applicationId === undefined ? {} : { applicationId })
  }
  const close = (savedName?: string) => {
    setEdited(undefined)
    setSaved(savedName)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return (
    <Panel title="Further applications">
      <p className={classes.about}>
        Passwords and usernames belong to an application. For each one whose users call, add it with a client
        of its own.
      </p>
      {further.length > 0 && (
        <ul aria-label="Applications" className={classes.list}>
          {further.map((application) => (
            <ApplicationRow
              key={application.id}
              application={application}
              isOpen={application.id === tenant.applicationId}
              now={now}
              onEdit={() => edit(application.id)}
              onRemove={() => {
                forget()
                ask(application)
              }}
            />
          ))}
        </ul>
      )}
      <div className={classes.foot}>
        <Button ref={addButton} variant="default" size="sm" onClick={() => edit()}>
          Add application
        </Button>
      </div>
      <p role="status" aria-label="Further applications" className={classes.news}>
        {saved !== undefined && `${saved} was saved.`}
        {removed && removedWords(removed)}
      </p>
      {removed?.secretError && (
        <Failure inline error={removed.secretError} doing="Delete the client secret" />
      )}
      {edited && <ApplicationDialog tenant={tenant} initialId={edited.applicationId} onClose={close} />}
      {dialog}
    </Panel>
  )
}

/** What became of the application and of its secret. */
function removedWords({ application, secretError }: Removed): string {
  const name = applicationName(application)
  if (secretError !== undefined) {
    return `${name} was removed. Its client secret could not be deleted and is still in this computer’s keychain. Tessera tries again at its next start.`
  }
  if (!application.secretStored) return `${name} was removed. No client secret was stored for it.`
  return `${name} was removed, and its client secret deleted from the keychain.`
}
