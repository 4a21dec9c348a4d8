import { NativeSelect, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { type ReactNode, useId } from 'react'
import { mosaicHosts } from '../../shared/api-host'
import type { TenantDraftInput } from '../../shared/tenant'
import { ColourChoice } from './ColourChoice'
import { countryName, environmentHint } from './tenant-draft'

interface TenantFieldsProps {
  form: UseFormReturnType<TenantDraftInput>
  secret: ReactNode
}

const environments = [
  { value: 'production', label: 'Production' },
  { value: 'sandbox', label: 'Sandbox' }
]

export function TenantFields({ form, secret }: TenantFieldsProps) {
  const hostsId = useId()
  const { values } = form
  return (
    <>
      <div className="form-row">
        <TextInput
          label="Label"
          description="The name agents know the tenant by"
          autoFocus
          {...form.getInputProps('label')}
        />
        <NativeSelect
          label="Environment"
          description={environmentLine(values)}
          data={environments}
          {...form.getInputProps('environment')}
        />
      </div>
      <TextInput
        label="API host"
        description="The host of the tenant’s region, or its custom domain"
        placeholder="api.transmitsecurity.io"
        classNames={{ input: 'mono' }}
        list={hostsId}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('apiHost')}
      />
      {/* an offer: other hosts can be typed */}
      <datalist id={hostsId}>
        {mosaicHosts.map(({ host, region }) => (
          <option key={host} value={host}>
            {region}
          </option>
        ))}
      </datalist>
      <TextInput
        label="Client ID"
        description="From the application’s client in the Mosaic Admin Portal"
        classNames={{ input: 'mono' }}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('clientId')}
      />
      {secret}
      <TextInput
        label="Redirect URI"
        description="Optional: the page of the application that e-mailed reset and sign-in links lead to, allowed there as a redirect URI. Without it no links are sent, only codes."
        placeholder="https://app.example.com/reset-password"
        classNames={{ input: 'mono' }}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('redirectUri')}
      />
      <div className="form-row">
        <ColourChoice value={values.colour} onChange={(colour) => form.setFieldValue('colour', colour)} />
        <TextInput
          label="Default country"
          description={countryName(values.defaultCountry) ?? 'Two letters, such as US or DE'}
          maxLength={2}
          w={180}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('defaultCountry')}
        />
      </div>
    </>
  )
}

function environmentLine(values: TenantDraftInput): ReactNode {
  const hint = environmentHint(values)
  if (hint === undefined) return 'Shown in its colour on every screen'
  return <span className="form-warning">{hint}</span>
}
