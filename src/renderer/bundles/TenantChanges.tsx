import { memo, useId, useMemo } from 'react'
import type { TenantDifference } from '../../shared/bundle-view'
import classes from './bundles.module.css'
import { Differences } from './Differences'
import { changeCounts, changeWords, sortedChanges } from './tenant-changes'

/** What becomes of each tenant profile. A bundle may bring a thousand: what goes on beside the list does not draw it anew. */
export const TenantChanges = memo(function TenantChanges({ tenants }: { tenants: TenantDifference[] }) {
  const titleId = useId()
  const rows = useMemo(() => sortedChanges(tenants), [tenants])
  return (
    <div role="group" className={classes.part} aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.heading}>
        Tenants <small>{changeCounts(tenants)}</small>
      </h3>
      {rows.length > 0 && (
        <ul className={classes.list} aria-label="Tenant changes" tabIndex={0}>
          {rows.map((tenant) => (
            <Row key={tenant.id} tenant={tenant} />
          ))}
        </ul>
      )}
    </div>
  )
})

function Row({ tenant: { label, change, details } }: { tenant: TenantDifference }) {
  const { mark, word } = changeWords[change]
  return (
    <li className={classes.row} data-change={change}>
      <p className={classes.change}>
        <span aria-hidden="true">{mark}</span> {word}
      </p>
      <div className={classes.words}>
        <bdi className={classes.label} dir="auto">
          {label}
        </bdi>
        {details.length > 0 && change === 'changed' && <Differences of={details} />}
        {details.length > 0 && change !== 'changed' && (
          <details className={classes.fold}>
            <summary>
              Details
              <span className="visually-hidden">
                {' of '}
                <bdi>{label}</bdi>
              </span>
            </summary>
            <Differences of={details} />
          </details>
        )}
      </div>
    </li>
  )
}
