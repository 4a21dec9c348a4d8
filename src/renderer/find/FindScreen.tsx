import { useMemo } from 'react'
import { Failure } from '../components/Failure'
import { useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'
import { UserCard } from '../user/UserCard'
import { FailedLookUps } from './FailedLookUps'
import { FirstSteps } from './FirstSteps'
import { collectFindings } from './hits'
import { LookUps } from './LookUps'
import { MatchList } from './MatchList'
import { NoMatch } from './NoMatch'
import classes from './FindScreen.module.css'
import { type SearchRun, useSearch } from './search-store'
import type { TenantSummary } from '../../shared/tenant'

/** What the search says, or the caller's card. Whatever belongs to another tenant than the current one is not drawn. */
export function FindScreen() {
  const tenant = useCurrentTenant()
  const open = useDesk((desk) => desk.open)
  const run = useSearch((search) => search.run)
  if (tenant === undefined) return null
  const ownRun = run?.tenantId === tenant.id ? run : undefined
  if (open?.tenantId === tenant.id) {
    return (
      <div className={classes.screen}>
        {ownRun && <FailedBeside run={ownRun} tenant={tenant} />}
        <UserCard
          key={open.userId}
          userId={open.userId}
          tenant={tenant}
          matches={ownRun ? collectFindings(ownRun.answers).hits.length : 0}
        />
      </div>
    )
  }
  return (
    <div className={classes.screen}>
      {ownRun ? <RunView run={ownRun} tenant={tenant} /> : <FirstSteps tenant={tenant} />}
    </div>
  )
}

interface RunProps {
  run: SearchRun
  tenant: TenantSummary
}

function RunView({ run, tenant }: RunProps) {
  const findings = useMemo(() => collectFindings(run.answers), [run.answers])
  const retry = () => void useSearch.getState().start(tenant)
  if (run.state !== 'done') {
    return (
      <>
        <h1 className="visually-hidden">Search for {run.text}</h1>
        {run.error ? (
          <Failure error={run.error} doing="Find a user" onRetry={retry} />
        ) : (
          <LookUps run={run} tenant={tenant} />
        )}
      </>
    )
  }
  return (
    <>
      {findings.failed.length > 0 && <FailedLookUps failed={findings.failed} onRetry={retry} />}
      {findings.hits.length === 0 ? (
        <NoMatch run={run} tenant={tenant} failed={findings.failed.length} />
      ) : (
        <MatchList key={run.id} run={run} hits={findings.hits} more={findings.more} />
      )}
    </>
  )
}

/** The card is open although a look-up failed: somebody else may match too, and the agent must know. */
function FailedBeside({ run, tenant }: RunProps) {
  const { failed } = useMemo(() => collectFindings(run.answers), [run.answers])
  if (failed.length === 0) return null
  return <FailedLookUps failed={failed} onRetry={() => void useSearch.getState().start(tenant)} />
}
