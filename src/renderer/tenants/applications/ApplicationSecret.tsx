import { Button } from '@mantine/core'
import { type FormEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ApplicationSummary } from '../../../shared/application'
import { call } from '../../bridge/client'
import { applicationName } from '../../state/open-application'
import { useNow } from '../../state/use-now'
import { ClearSecret } from '../ClearSecret'
import { SaveResult } from '../SaveResult'
import { SecretField } from '../SecretField'
import { useStoredSecret } from '../secret-status'
import { useSaving } from '../use-saving'
import { SecretLine } from './ApplicationRow'
import classes from './Further.module.css'

interface ApplicationSecretProps {
  tenantId: string
  application: ApplicationSummary
}

type Keep = 'keychain' | 'session'

const words = {
  doing: 'Save client secret',
  notKept: 'The client secret was not saved.',
  unsure: 'It is not known whether the client secret was saved.',
  notNoted: 'The client secret is saved. When it was entered could not be noted.',
  notDropped: 'The client secret is saved. The old one could not be deleted.'
}

const savedWords: Record<Keep, string> = {
  keychain: 'The client secret is in the keychain.',
  session: 'The client secret is kept until Tessera quits.'
}

/** The secret of one application's client, which is the user's own also where the profile is not. */
export function ApplicationSecret({ tenantId, application }: ApplicationSecretProps) {
  const { id: applicationId } = application
  const name = applicationName(application)
  const field = useRef<HTMLInputElement>(null)
  const now = useNow()
  const stored = useStoredSecret(tenantId, applicationId)
  const { saving, run } = useSaving()
  const [saved, setSaved] = useState<Keep>()
  const [isMissing, setMissing] = useState(false)
  const busy = saving?.state === 'saving'
  useLayoutEffect(() => {
    const input = field.current
    return () => {
      // an element that is gone may be held for a while, by whatever had it
      if (input) input.value = ''
    }
  }, [])

  const save = async (keep: Keep) => {
    if (busy) return
    const secret = field.current?.value ?? ''
    setSaved(undefined)
    setMissing(secret === '')
    if (secret === '') return field.current?.focus()
    const problem = await run(async () => ({
      ...(await call('tenants.setSecret', { tenantId, applicationId, secret, keep })),
      tenantId
    }))
    if (problem !== undefined && problem.state !== 'not-dropped' && problem.state !== 'not-noted') return
    if (field.current) field.current.value = ''
    setSaved(keep)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void save('keychain')
  }
  const onEdit = () => {
    setSaved(undefined)
    setMissing(false)
  }
  return (
    <form className={classes.secret} aria-label={`Client secret of ${name}`} noValidate onSubmit={onSubmit}>
      <div>
        <p className={classes.name}>
          <bdi>{name}</bdi>
        </p>
        <p className="form-hint">
          <bdi className="mono">{application.clientId}</bdi>
        </p>
        <SecretLine application={application} now={now} />
      </div>
      <SecretField
        field={field}
        stored={stored}
        dropped={false}
        error={isMissing ? 'Enter the client secret.' : undefined}
        onEdit={onEdit}
      />
      <div className="form-foot">
        <Button type="submit" variant="default" size="sm" aria-disabled={busy} data-disabled={busy}>
          {busy ? 'Save client secret…' : 'Save client secret'}
        </Button>
        <ClearSecret tenantId={tenantId} applicationId={applicationId} stored={stored} />
      </div>
      <p role="status" aria-label={`Saving the client secret of ${name}`} className={classes.told}>
        {saved !== undefined && savedWords[saved]}
      </p>
      <SaveResult
        saving={saving}
        words={words}
        onRetry={() => void save('keychain')}
        onKeepForSession={() => void save('session')}
      />
    </form>
  )
}
