import { Button, TextInput } from '@mantine/core'
import { schemaResolver, useForm } from '@mantine/form'
import { type FormEvent, useEffect } from 'react'
import { newUser } from '../../shared/actions'
import type { TenantSummary } from '../../shared/tenant'
import { countryName } from '../tenants/tenant-draft'
import { emptyValues, fillDraft, keepFor, type NewUserValues, useCreateDesk } from './create-store'
import { createUser } from './send-new-user'

const fields = Object.keys(emptyValues) as (keyof NewUserValues)[]

/** The form "Create user". Its values live in the draft too, so that a look at another screen loses nothing. */
export function CreateForm({ tenant }: { tenant: TenantSummary }) {
  const progress = useCreateDesk((desk) => desk.progress)
  const busy =
    progress?.state === 'creating' || (progress?.state === 'exists' && progress.adding !== undefined)
  const form = useForm<NewUserValues>({
    initialValues: useCreateDesk.getState().values,
    validate: schemaResolver(newUser, { sync: true }),
    // what was answered to other values does not hold any more
    onValuesChange: (values) => keepFor(tenant.id, { values, progress: undefined })
  })
  const { setErrors, getInputNode } = form
  const focusFirst = (errors: Record<string, unknown>) => {
    const first = fields.find((field) => errors[field] !== undefined)
    if (first !== undefined) getInputNode(first)?.focus()
  }

  const rejected =
    progress?.state === 'failed' && progress.error.kind === 'invalid-input' ? progress.error : undefined
  useEffect(() => {
    if (rejected === undefined) return
    setErrors(rejected.fields)
    const first = fields.find((field) => rejected.fields[field] !== undefined)
    if (first !== undefined) getInputNode(first)?.focus()
    // the form's functions are made anew with every render; the rejection is what counts
  }, [rejected])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const { hasErrors, errors } = form.validate()
    if (hasErrors) focusFirst(errors)
    else void createUser(tenant.id, form.values)
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
