import { Button, TextInput } from '@mantine/core'
import { schemaResolver, useForm } from '@mantine/form'
import type { FormEvent } from 'react'
import { newUser } from '../../shared/actions'
import { describeError } from '../../shared/error-text'
import type { TenantSummary } from '../../shared/tenant'
import { countryName } from '../tenants/tenant-draft'
import {
  emptyValues,
  fillDraft,
  isSending,
  keepValues,
  type NewUserValues,
  type Progress,
  useCreateDesk
} from './create-store'
import { createUser } from './send-new-user'

const fields = Object.keys(emptyValues) as (keyof NewUserValues)[]

/** What Mosaic or main refused, by field. */
function refusals(progress: Progress | undefined): Record<string, string> {
  if (progress?.state !== 'failed') return {}
  const { error } = progress
  if (error.kind === 'invalid-input') return error.fields
  if (error.kind !== 'conflict' || error.field === undefined) return {}
  return { [error.field]: error.message ?? describeError(error).title }
}

/** The form "Create user". Its values live in the draft too, so that a look at another screen loses nothing. */
export function CreateForm({ tenant }: { tenant: TenantSummary }) {
  const progress = useCreateDesk((desk) => desk.progress)
  const busy = isSending(progress)
  const form = useForm<NewUserValues>({
    initialValues: useCreateDesk.getState().values,
    initialErrors: refusals(progress),
    validate: schemaResolver(newUser, { sync: true }),
    onValuesChange: (values) => keepValues(tenant.id, values)
  })
  const focusFirst = (errors: Record<string, unknown>) => {
    const first = fields.find((field) => errors[field] !== undefined)
    if (first !== undefined) form.getInputNode(first)?.focus()
  }
  const send = async () => {
    await createUser({ tenantId: tenant.id, applicationId: tenant.applicationId }, form.values)
    const refused = refusals(useCreateDesk.getState().progress)
    form.setErrors(refused)
    focusFirst(refused)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const { hasErrors, errors } = form.validate()
    if (hasErrors) focusFirst(errors)
    else void send()
  }
  const text = (field: keyof NewUserValues) => ({
    autoComplete: 'off',
    spellCheck: false,
    ...form.getInputProps(field)
  })

  return (
    <form className="form" aria-label="Create user" noValidate onSubmit={onSubmit}>
      <div className="form-row">
        <TextInput label="Email" inputMode="email" autoFocus {...text('email')} />
        <TextInput
          label="Phone"
          inputMode="tel"
          description={`In any spelling; without a country code it counts as ${countryName(tenant.defaultCountry) ?? tenant.defaultCountry}.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...text('phone')}
        />
      </div>
      <div className="form-row">
        <TextInput label="First name" {...text('firstName')} />
        <TextInput label="Last name" {...text('lastName')} />
      </div>
      <div className="form-row">
        <TextInput label="Username" {...text('username')} />
        <TextInput label="External user ID" {...text('externalUserId')} />
      </div>
      <div className="form-foot">
        <span className="form-hint">Email, phone or username is needed; the rest is optional.</span>
        <div className="form-foot-end">
          <Button
            variant="subtle"
            size="sm"
            onClick={() => !busy && fillDraft(tenant.id, emptyValues)}
            aria-disabled={busy}
            data-disabled={busy}
          >
            Clear
          </Button>
          <Button type="submit" size="sm" aria-disabled={busy} data-disabled={busy}>
            {busy ? 'Create user…' : 'Create user'}
          </Button>
        </div>
      </div>
    </form>
  )
}
