import { Button, TextInput } from '@mantine/core'
import { memo, useId, useMemo, useState } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import { EnvironmentBadge, TenantDot } from '../tenants/EnvironmentBadge'
import classes from './bundles.module.css'

/** From so many on they are worth a search. */
const searchedFrom = 8

interface ExportTenantsProps {
  tenants: TenantSummary[]
  chosen: ReadonlySet<string>
  error: string | undefined
  readOnly: boolean
  onToggle: (tenantId: string, chosen: boolean) => void
  /** all or none of those that are shown */
  onSet: (tenantIds: string[], chosen: boolean) => void
}

/** Which tenants go into the bundle. */
export function ExportTenants({ tenants, chosen, error, readOnly, onToggle, onSet }: ExportTenantsProps) {
  const titleId = useId()
  const errorId = useId()
  const [text, setText] = useState('')
  const shown = useMemo(() => matching(tenants, text), [tenants, text])
  const narrowed = shown.length < tenants.length ? ' shown' : ''
  const set = (all: boolean) => {
    if (readOnly) return
    onSet(
      shown.map(({ id }) => id),
      all
    )
  }
  if (tenants.length === 0) return <p className="form-hint">There is no tenant profile to export.</p>
  return (
    <div role="group" className={classes.part} aria-labelledby={titleId}>
      <div className={classes.heading}>
        <h3 id={titleId}>Tenants</h3>
        <small role="status" aria-label="Chosen">
          {chosen.size} of {tenants.length} chosen
        </small>
        <span className={classes.ends}>
          <Button variant="subtle" size="compact-xs" onClick={() => set(true)}>
            {`All${narrowed}`}
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => set(false)}>
            {`None${narrowed}`}
          </Button>
        </span>
      </div>
      {tenants.length >= searchedFrom && (
        <TextInput
          type="search"
          aria-label="Search tenants to export"
          placeholder="Search tenants"
          size="xs"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            // looking for one is not sending the form
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
      )}
      {shown.length === 0 ? (
        <p className="form-hint">No tenant matches.</p>
      ) : (
        <ul className={classes.list} aria-label="Tenants to export">
          {shown.map((tenant) => (
            <Option
              key={tenant.id}
              tenant={tenant}
              checked={chosen.has(tenant.id)}
              readOnly={readOnly}
              onToggle={onToggle}
            />
          ))}
        </ul>
      )}
      {error !== undefined && (
        <p id={errorId} role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </div>
  )
}

interface OptionProps extends Pick<ExportTenantsProps, 'readOnly' | 'onToggle'> {
  tenant: TenantSummary
  checked: boolean
}

/** Ticking one of hundreds draws that one anew. */
const Option = memo(function Option({ tenant, checked, readOnly, onToggle }: OptionProps) {
  return (
    <li className={classes.option}>
      <label className="choice">
        <input
          type="checkbox"
          checked={checked}
          disabled={readOnly}
          onChange={(event) => onToggle(tenant.id, event.currentTarget.checked)}
        />
        <TenantDot colour={tenant.colour} />
        <bdi dir="auto">{tenant.label}</bdi>
      </label>
      <EnvironmentBadge of={tenant} />
    </li>
  )
})

function matching(tenants: TenantSummary[], text: string): TenantSummary[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return tenants
  return tenants.filter(({ label, apiHost }) => `${label} ${apiHost}`.toLowerCase().includes(wanted))
}
