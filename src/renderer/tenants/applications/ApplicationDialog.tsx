import { Button, TextInput } from '@mantine/core'
import { schemaResolver, useForm } from '@mantine/form'
import { type FormEvent, useLayoutEffect, useRef, useState } from 'react'
import {
  applicationDraft,
  type ApplicationDraftInput,
  type ApplicationSummary
} from '../../../shared/application'
import type { TenantSummary } from '../../../shared/tenant'
import { Dialog } from '../../components/Dialog'
import { applicationName } from '../../state/open-application'
import { ConnectionResult } from '../ConnectionResult'
import { SaveResult } from '../SaveResult'
import { SecretField } from '../SecretField'
import { useStoredSecret } from '../secret-status'
import { shortHost } from '../tenant-draft'
import { useConnectionTest } from '../use-connection-test'
import { FromMosaic } from './FromMosaic'
import classes from './Further.module.css'
import { useApplicationSave } from './use-application-save'
import { WrongClient } from './WrongClient'

interface ApplicationDialogProps {
  /** as main has it now */
  tenant: TenantSummary
  /** the application to change; undefined for a new one */
  initialId: string | undefined
  /** is told the name where it was saved */
  onClose: (savedName?: string) => void
}

/** The longest name that main takes. */
const longestName = 80

const words = {
  doing: 'Save application',
  notKept: 'The application is saved. The client secret was not.',
  unsure: 'The application is saved. It is not known whether the client secret is.',
  notNoted:
    'The application and the client secret are saved. When the secret was entered could not be noted.',
  notDropped: 'The application is saved. The old client secret could not be deleted.'
}

/** The form "Application": a further application of a stored profile, with a client and a secret of its own. */
export function ApplicationDialog({ tenant, initialId, onClose }: ApplicationDialogProps) {
  const secretField = useRef<HTMLInputElement>(null)
  const { test, run, drop } = useConnectionTest()
  const { applicationId, saving, save } = useApplicationSave(tenant.id, initialId)
  const known = tenant.applications.find(({ id }) => id === applicationId)
  const stored = useStoredSecret(known && tenant.id, known?.id)
  const form = useForm<ApplicationDraftInput>({
    // its fields are found by it: the profile’s form has some of the same names
    name: 'application',
    initialValues: draftOf(known),
    validate: schemaResolver(applicationDraft, { sync: true }),
    // a result for other values is no result
    onValuesChange: drop
  })
  const { name, clientId, expectedAppId } = form.values
  /** Mosaic's name of the application that was picked in this form */
  const [meant, setMeant] = useState<string>()
  const busy = saving?.state === 'saving'
  const secret = () => secretField.current?.value || undefined
  useLayoutEffect(() => {
    const input = secretField.current
    return () => {
      // an element that is gone may be held for a while, by whatever had it
      if (input) input.value = ''
    }
  }, [])

  const focus = (field: keyof ApplicationDraftInput) => form.getInputNode(field)?.focus()
  const focusFirst = (errors: Record<string, unknown>) => {
    const first = (['name', 'clientId', 'redirectUri'] as const).find((field) => errors[field] !== undefined)
    if (first !== undefined) focus(first)
  }
  /** Puts the focus where the first mistake is; true when there is none. */
  const isSound = () => {
    const { hasErrors, errors } = form.validate()
    focusFirst(errors)
    return !hasErrors
  }
  const startTest = () => {
    // a name is not needed for it
    if (form.validateField('clientId').hasError) return focus('clientId')
    const typed = secret()
    void run({
      ...(known !== undefined && { tenantId: tenant.id, applicationId: known.id }),
      draft: { apiHost: tenant.apiHost, clientId },
      ...(typed !== undefined && { secret: typed })
    })
  }
  const startSave = async (keep: 'keychain' | 'session') => {
    if (busy || !isSound()) return
    const problem = await save({ draft: form.values, secret: secret(), keep })
    if (problem === undefined) {
      if (secretField.current) secretField.current.value = ''
      onClose(name.trim())
    } else if (problem.state === 'failed' && problem.error.kind === 'invalid-input') {
      form.setErrors(problem.error.fields)
      focusFirst(problem.error.fields)
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void startSave('keychain')
  }
  const leave = () => onClose()
  return (
    <Dialog title={title(initialId, known)} width={640} busy={busy} onLeave={leave}>
      <p className={classes.of}>
        <bdi>{tenant.label}</bdi> · <span className="mono">{shortHost(tenant.apiHost)}</span>
      </p>
      <form className="form" aria-label="Application" noValidate onSubmit={onSubmit}>
        <TextInput
          label="Name"
          description="The name agents know the application by"
          data-autofocus
          autoComplete="off"
          {...form.getInputProps('name')}
        />
        <FromMosaic
          tenant={tenant}
          onPick={({ appId, name: picked }) => {
            form.setValues({ name: picked.slice(0, longestName).trim(), expectedAppId: appId })
            setMeant(picked)
            focus('clientId')
          }}
        />
        <TextInput
          label="Client ID"
          description="From a client of this application in the Mosaic Admin Portal"
          classNames={{ input: 'mono' }}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('clientId')}
        />
        <SecretField
          field={secretField}
          stored={stored}
          dropped={known !== undefined && clientId.trim() !== known.clientId}
          onEdit={drop}
        />
        <TextInput
          label="Redirect URI"
          description="Optional: the page of this application that e-mailed reset and sign-in links lead to, allowed there as a redirect URI. Without it no links are sent, only codes."
          placeholder="https://app.example.com/reset-password"
          classNames={{ input: 'mono' }}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('redirectUri')}
        />
        <div className="form-foot">
          <div className="form-foot-end">
            <Button
              variant="subtle"
              size="sm"
              aria-disabled={busy}
              data-disabled={busy}
              onClick={() => {
                if (!busy) leave()
              }}
            >
              Cancel
            </Button>
            <Button variant="default" size="sm" onClick={startTest}>
              Test connection
            </Button>
            <Button type="submit" size="sm" aria-disabled={busy} data-disabled={busy}>
              {busy ? 'Save application…' : 'Save application'}
            </Button>
          </div>
        </div>
        <ConnectionResult test={test} />
        <WrongClient
          test={test}
          known={known?.clientId === clientId.trim() ? known : undefined}
          expectedAppId={expectedAppId}
          meant={meant}
        />
        <SaveResult
          saving={saving}
          words={words}
          onRetry={() => void startSave('keychain')}
          onKeepForSession={() => void startSave('session')}
          onClose={() => onClose(name.trim())}
        />
      </form>
    </Dialog>
  )
}

function title(initialId: string | undefined, known: ApplicationSummary | undefined): string {
  if (initialId === undefined) return 'Add application'
  return known === undefined ? 'Edit application' : `Edit ${applicationName(known)}`
}

function draftOf(application: ApplicationSummary | undefined): ApplicationDraftInput {
  if (application === undefined) return { name: '', clientId: '', redirectUri: '' }
  const { name = '', clientId, expectedAppId, redirectUri = '' } = application
  return { name, clientId, redirectUri, ...(expectedAppId !== undefined && { expectedAppId }) }
}
