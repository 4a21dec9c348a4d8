import { useMemo } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import { Failure } from '../components/Failure'
import { FailedLookUps } from './FailedLookUps'
import { collectFindings } from './hits'
import { LookUps } from './LookUps'
import { MatchList } from './MatchList'
import { NoMatch } from './NoMatch'
import { StoppedLookUps } from './StoppedLookUps'
import { searchAgain } from './search-again'
import { type SearchRun, useSearch } from './search-store'
import { useGoesOn } from './use-goes-on'
import { useStopKey } from './use-stop-key'

interface RunViewProps {
  run: SearchRun
  tenant: TenantSummary
}

/** How a search goes and what it found. Who is found already can be opened while the rest still runs. */
export function RunView({ run, tenant }: RunViewProps) {
  const { hits, more, failed } = useMemo(() => collectFindings(run.answers), [run.answers])
  const running = run.state === 'running'
  const goesOn = useGoesOn(run.id)
  useStopKey(running, stop)
  const again = () => searchAgain(run)
  const listed = hits.length > 0 && (!running || goesOn)
  if (run.error) {
    return (
      <>
        <SearchHeading text={run.text} />
        <Failure error={run.error} doing="Find a user" onRetry={again} />
      </>
    )
  }
  return (
    <>
      {running && !listed && <SearchHeading text={run.text} />}
      {!running && failed.length > 0 && <FailedLookUps failed={failed} onRetry={again} />}
      {run.state === 'stopped' && <StoppedLookUps run={run} onRetry={again} />}
      {listed && <MatchList key={run.id} run={run} hits={hits} more={more} />}
      {!running && hits.length === 0 && <NoMatch run={run} tenant={tenant} failed={failed} />}
      {/* made anew below a list: it does not jump there */}
      {running && <LookUps key={listed ? 'below' : 'alone'} run={run} tenant={tenant} />}
    </>
  )
}

const stop = (): void => useSearch.getState().stop()

function SearchHeading({ text }: { text: string }) {
  return <h1 className="visually-hidden">Search for {text}</h1>
}
