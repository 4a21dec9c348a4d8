import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import { useCopyNote } from '../call/use-copy-note'
import { Kbd } from '../components/Kbd'
import { endCall } from '../find/end-call'
import { usePolicy } from '../state/call-policy'
import { type CreateDraft, useDesk } from '../state/desk-store'
import { applicationName } from '../state/open-application'
import { cardOf } from '../state/queries'
import { ApplicationButton } from '../tenants/applications/ApplicationButton'
import classes from '../tenants/applications/Applications.module.css'
import { useApplicationSwitch } from '../tenants/applications/select-application'
import type { Applications } from '../tenants/applications/use-applications'
import { applicationKey, useCardKeys } from './use-card-keys'

interface NotInApplicationProps {
  userId: string
  tenant: TenantSummary
  applications: Applications
  onRetry: () => void
}

/** Another application of the tenant does not know the caller; the call goes on all the same. */
export function NotInApplication({ userId, tenant, applications, onRetry }: NotInApplicationProps) {
  const { all, name, open, opening } = applications
  const ref = cardOf(tenant, userId)
  const heading = useRef<HTMLHeadingElement>(null)
  const left = useApplicationSwitch((now) => now.left)
  const known = left?.of.tenantId === tenant.id && left.of.userId === userId ? left : undefined
  const back = all.find(({ id }) => id === known?.of.applicationId && id !== tenant.applicationId)
  const draft = known && draftOf(known.user)
  const canAdd = useCanAdd() && draft !== undefined
  const startCreate = useDesk((desk) => desk.startCreate)
  const note = useCopyNote(ref)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useCardKeys(
    { start: () => undefined, busy: undefined, held: opening !== undefined },
    { refresh: onRetry, copyNote: note.copy }
  )
  return (
    <div className={classes.missing}>
      <h1 ref={heading} tabIndex={-1} className={classes.missingTitle}>
        This person is not in <bdi>{name}</bdi>
      </h1>
      <p>
        {known && (
          <>
            <bdi className={classes.name}>{known.user.displayName}</bdi>{' '}
          </>
        )}
        <bdi className="mono">{userId}</bdi>
      </p>
      <p>
        Mosaic does not show them to this application’s client, so there is no password of theirs to help with
        here. What was verified in this call still counts.
      </p>
      {canAdd && (
        <p>
          “Add to this application” opens the form with what is known of them. Mosaic then adds the person who
          exists and changes no other detail.
        </p>
      )}
      <div className={classes.offers}>
        {back && (
          <Button size="sm" onClick={() => open(back.id)}>
            Back to {applicationName(back)}
          </Button>
        )}
        {canAdd && (
          <Button variant="default" size="sm" onClick={() => startCreate(draft)}>
            Add to this application
          </Button>
        )}
        <ApplicationButton applications={applications} shortcut={applicationKey} />
        <Button
          variant="subtle"
          size="compact-sm"
          aria-keyshortcuts="Escape"
          rightSection={<Kbd>Esc</Kbd>}
          onClick={endCall}
        >
          End call
        </Button>
      </div>
    </div>
  )
}

/** Sending somebody's identifiers adds them (API.md §2.3); a username is another one in each application (§1.4). */
function draftOf({ email, phone, externalUserId }: User): CreateDraft | undefined {
  // without one of these the form cannot be sent
  if (email === undefined && phone === undefined) return undefined
  return {
    ...(email !== undefined && { email: email.value }),
    ...(phone !== undefined && { phone: phone.value }),
    ...(externalUserId !== undefined && { externalUserId })
  }
}

function useCanAdd(): boolean {
  const view = usePolicy()
  if (view === undefined || view.locked) return false
  return view.policy.allowed.includes('create') && view.policy.allowed.includes('add-to-app')
}
