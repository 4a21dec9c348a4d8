import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import '../components/form-styles'
import { Note } from '../components/Note'
import { applicationName, hasSeveral } from '../state/open-application'
import { type Desk, useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { EnvironmentBadge } from '../tenants/EnvironmentBadge'
import classes from './Doctor.module.css'
import { Examination } from './Examination'
import { leaveDoctor } from './leave-doctor'

type Of = NonNullable<Desk['doctor']>

/** "Check <tenant>": what an application's client may do, found out without changing anything. */
export function DoctorScreen() {
  const of = useDesk((desk) => desk.doctor)
  const tenant = useAppState().data?.tenants.find(({ id }) => id === of?.tenantId)
  if (of === undefined) return null
  return tenant === undefined ? <Gone /> : <Check tenant={tenant} of={of} />
}

function Check({ tenant, of }: { tenant: TenantSummary; of: Of }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const application = tenant.applications.find(({ id }) => id === of.applicationId)
  return (
    <div className={classes.screen}>
      <header className={classes.header}>
        <div className={classes.words}>
          <h1 ref={heading} tabIndex={-1} className={`form-heading ${classes.heading}`}>
            Check <bdi>{tenant.label}</bdi>
          </h1>
          <p className={classes.of}>
            {application && <bdi className={classes.application}>{applicationName(application)}</bdi>}
            <EnvironmentBadge of={tenant} />
          </p>
        </div>
        {hasSeveral(tenant) && <ApplicationChoice tenant={tenant} of={of} />}
        <Button variant="default" size="sm" onClick={() => leaveDoctor(tenant.label)}>
          Close
        </Button>
      </header>
      {application === undefined ? (
        <Note tone="warning" title="This application is not there any more.">
          {hasSeveral(tenant) ? 'Choose another one.' : 'It was removed from the tenant profile.'}
        </Note>
      ) : (
        <Examination key={`${tenant.id} ${application.id}`} tenant={tenant} application={application} />
      )}
    </div>
  )
}

function ApplicationChoice({ tenant, of }: { tenant: TenantSummary; of: Of }) {
  const openDoctor = useDesk((desk) => desk.openDoctor)
  const choices = tenant.applications.map((one) => ({ value: one.id, label: applicationName(one) }))
  const isThere = choices.some(({ value }) => value === of.applicationId)
  return (
    <NativeSelect
      className={classes.choice ?? ''}
      label="Application"
      data={isThere ? choices : [{ value: of.applicationId, label: 'Choose' }, ...choices]}
      value={of.applicationId}
      onChange={({ currentTarget }) =>
        openDoctor({ tenantId: tenant.id, applicationId: currentTarget.value })
      }
    />
  )
}

function Gone() {
  return (
    <div className="form-column" role="alert">
      <Note
        tone="warning"
        title="This tenant profile is not there any more."
        actions={
          <Button variant="default" size="sm" onClick={() => leaveDoctor(undefined)}>
            Close
          </Button>
        }
      >
        It was removed, so there is nothing to check.
      </Note>
    </div>
  )
}
