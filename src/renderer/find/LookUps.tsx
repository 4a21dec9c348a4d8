import type { TenantSummary } from '../../shared/tenant'
import { Panel } from '../components/Panel'
import { LookUpFacts } from './LookUpFacts'
import type { SearchRun } from './search-store'

/** What is being asked right now, each look-up with its answer as it comes. */
export function LookUps({ run, tenant }: { run: SearchRun; tenant: TenantSummary }) {
  return (
    <Panel title={`Looking in ${tenant.label}`} aside="Esc stops" busy>
      <LookUpFacts run={run} />
    </Panel>
  )
}
