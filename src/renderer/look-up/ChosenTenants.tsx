import { Button } from '@mantine/core'
import { memo, useCallback, useId, useState } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import { EnvironmentBadge, TenantDot } from '../tenants/EnvironmentBadge'
import { leftOut } from './choice'
import classes from './LookUp.module.css'
import { useLookUp } from './look-up-store'

/** Which tenants are asked; folded in until somebody wants to know. */
export function ChosenTenants({ tenants }: { tenants: readonly TenantSummary[] }) {
  const [isOpen, setOpen] = useState(false)
  const chosen = useLookUp((lookUp) => lookUp.leftOut)
  const setLeftOut = useLookUp((lookUp) => lookUp.setLeftOut)
  const out = leftOut(tenants, chosen)
  const count = tenants.filter(({ id }) => !out.has(id)).length
  const listId = useId()
  const countId = useId()
  const toggle = useCallback(
    (tenantId: string) => {
      const next = new Set(leftOut(tenants, useLookUp.getState().leftOut))
      if (!next.delete(tenantId)) next.add(tenantId)
      setLeftOut(next)
    },
    [tenants, setLeftOut]
  )
  return (
    <div className={classes.chosen}>
      <button
        type="button"
        className={classes.disclosure}
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-describedby={countId}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={classes.sign} aria-hidden="true" />
        Chosen tenants
      </button>
      <span id={countId} className="form-hint">
        {count} of {tenants.length}
      </span>
      {isOpen && (
        <div id={listId} role="group" aria-label="Tenants to ask" className={classes.choice}>
          <div className={classes.allOrNone}>
            <Button variant="default" size="xs" onClick={() => setLeftOut(new Set())}>
              All
            </Button>
            <Button
              variant="default"
              size="xs"
              onClick={() => setLeftOut(new Set(tenants.map(({ id }) => id)))}
            >
              None
            </Button>
          </div>
          <div className={classes.boxes}>
            {tenants.map((tenant) => (
              <Choice key={tenant.id} tenant={tenant} isChosen={!out.has(tenant.id)} onToggle={toggle} />
            ))}
          </div>
        </div>
      )}
    </div>
  )
}

interface ChoiceProps {
  tenant: TenantSummary
  isChosen: boolean
  onToggle: (tenantId: string) => void
}

const Choice = memo(function Choice({ tenant, isChosen, onToggle }: ChoiceProps) {
  const labelId = useId()
  return (
    <label className={`choice ${classes.one}`}>
      <input
        type="checkbox"
        aria-labelledby={labelId}
        checked={isChosen}
        onChange={() => onToggle(tenant.id)}
      />
      <TenantDot colour={tenant.colour} />
      <span id={labelId} className={classes.label} title={tenant.label}>
        {tenant.label}
      </span>
      <EnvironmentBadge of={tenant} />
    </label>
  )
})
