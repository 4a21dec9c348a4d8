import { Button } from '@mantine/core'
import { schemaResolver, useForm } from '@mantine/form'
import { type FormEvent, useRef } from 'react'
import { tenantDraft, type TenantDraftInput, type TenantSummary } from '../../shared/tenant'
import { Panel } from '../components/Panel'
import { useDesk } from '../state/desk-store'
import { FurtherApplications } from './applications/FurtherApplications'
import { ClearSecret } from './ClearSecret'
import { ConnectionResult } from './ConnectionResult'
import { SaveResult } from './SaveResult'
import { SecretField } from './SecretField'
import { useStoredSecret } from './secret-status'
import { dropsSecret } from './tenant-draft'
import { TenantFields } from './TenantFields'
import { useConnectionTest } from './use-connection-test'
import { useRemoveTenant } from './use-remove-tenant'
import { useTenantSave } from './use-tenant-save'

/** Leaves the form; the focus goes where the next call starts. */
function close(): void {
  useDesk.getState().closeTenantForm()
  useDesk.getState().focusSearch()
}

interface TenantFormProps {
  /** the stored profile; undefined for a new one */
  tenant: TenantSummary | undefined
  /** what the form starts with */
  initial: TenantDraftInput
  /** how many further applications of the original this copy begins without */
  leftOut?: number
}

/** The form "Tenant profile". */
export function TenantForm({ tenant, initial, leftOut = 0 }: TenantFormProps) {
  const secretField = useRef<HTMLInputElement>(null)
  const { test, run, drop } = useConnectionTest()
  const { tenantId, saving, save } = useTenantSave(tenant?.id)
  const stored = useStoredSecret(tenantId)
  const { ask, dialog } = useRemoveTenant(close)
  const form = useForm<TenantDraftInput>({
    initialValues: initial,
    validate: schemaResolver(tenantDraft, { sync: true }),
    // a result for other values is no result
    onValuesChange: drop
  })
  const busy = saving?.state === 'saving'
  const secret = () => secretField.current?.value || undefined

  const focusFirst = (errors: Record<string, unknown>) => {
    const fields = Object.keys(form.values) as (keyof TenantDraftInput)[]
    const first = fields.find((field) => errors[field] !== undefined)
    if (first !== undefined) form.getInputNode(first)?.focus()
  }
  /** Puts the focus where the first mistake is; true when there is none. */
  const isSound = () => {
    const { hasErrors, errors } = form.validate()
    focusFirst(errors)
    return !hasErrors
  }
  const startTest = () => {
    if (!isSound()) return
    const typed = secret()
    void run({
      ...(tenantId !== undefined && { tenantId }),
      draft: form.values,
      ...(typed !== undefined && { secret: typed })
    })
  }
  const startSave = async (keep: 'keychain' | 'session') => {
    if (busy || !isSound()) return
    const problem = await save({ draft: form.values, secret: secret(), keep })
    if (problem === undefined) {
      if (secretField.current) secretField.current.value = ''
      close()
    } else if (problem.state === 'failed' && problem.error.kind === 'invalid-input') {
      form.setErrors(problem.error.fields)
      focusFirst(problem.error.fields)
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void startSave('keychain')
  }

  return (
    <div className="form-column">
      <h1 className="form-heading">{tenant === undefined ? 'Add tenant' : tenant.label}</h1>
      <Panel title="Tenant profile">
        {leftOut > 0 && <p className="form-hint">{leftOutHint(leftOut)}</p>}
        <form className="form" aria-label="Tenant profile" noValidate onSubmit={onSubmit}>
          <TenantFields
            form={form}
            secret={
              <SecretField
                field={secretField}
                stored={stored}
                dropped={dropsSecret(tenant, form.values)}
                onEdit={drop}
              />
            }
          />
          <div className="form-foot">
            {tenant !== undefined && (
              <Button variant="default" color="red" size="sm" onClick={() => ask(tenant)}>
                Remove profile
              </Button>
            )}
            {tenantId !== undefined && <ClearSecret tenantId={tenantId} stored={stored} />}
            <div className="form-foot-end">
              <Button variant="subtle" size="sm" onClick={close}>
                Cancel
              </Button>
              <Button variant="default" size="sm" onClick={startTest}>
                Test connection
              </Button>
              <Button type="submit" size="sm" aria-disabled={busy} data-disabled={busy}>
                {busy ? 'Save profile…' : 'Save profile'}
              </Button>
            </div>
          </div>
          <ConnectionResult test={test} />
          <SaveResult
            saving={saving}
            onRetry={() => void startSave('keychain')}
            onKeepForSession={() => void startSave('session')}
            onClose={close}
          />
        </form>
      </Panel>
      {tenantId !== undefined && <FurtherApplications tenantId={tenantId} />}
      {dialog}
    </div>
  )
}

/** Their clients belong to the original: elsewhere each has another one. */
const leftOutHint = (applications: number): string =>
  applications === 1
    ? 'One further application of the original is not copied, because its client belongs there. Add it here after saving, if you need it.'
    : `${applications} further applications of the original are not copied, because their clients belong there. Add here what you need after saving.`
