import { useMemo } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import { AnswerRow } from './AnswerRow'
import classes from './LookUp.module.css'
import type { Hit, LookUpRun } from './look-up-run'

interface AnswersProps {
  run: LookUpRun
  tenants: readonly TenantSummary[]
  onOpen: (hit: Hit) => void
}

/**
 * Hits first, then what failed, then the others in their order. Each group is a list of children of its own: a row that joins another
 * group is made there anew, and none of the rows around it is moved or loses the focus.
 */
export function Answers({ run, tenants, onOpen }: AnswersProps) {
  const known = useMemo(() => new Map(tenants.map((tenant) => [tenant.id, tenant])), [tenants])
  const { hits, failed, tenantIds } = run
  const [failures, others] = useMemo(() => {
    const found = new Set(hits)
    const ahead = new Set([...hits, ...failed])
    return [failed.filter((id) => !found.has(id)), tenantIds.filter((id) => !ahead.has(id))]
  }, [hits, failed, tenantIds])
  const row = (tenantId: string) => {
    const tenant = known.get(tenantId)
    const answer = run.rows.get(tenantId)
    // a tenant that was removed meanwhile has nothing to open
    return tenant && answer && <AnswerRow key={tenantId} tenant={tenant} row={answer} onOpen={onOpen} />
  }
  return (
    <ul aria-label="Answers by tenant" className={classes.answers}>
      {hits.map(row)}
      {failures.map(row)}
      {others.map(row)}
    </ul>
  )
}
