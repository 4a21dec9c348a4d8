import { useMemo } from 'react'
import { FailedLookUps } from './FailedLookUps'
import { beginningOf, collectFindings } from './hits'
import { OpenedByBeginning } from './OpenedByBeginning'
import { StoppedLookUps } from './StoppedLookUps'
import { searchAgain } from './search-again'
import type { SearchRun } from './search-store'

interface CardSearchProps {
  run: SearchRun
  userId: string
}

/** What must be known of the search that led to the card: somebody else may match too, or instead. */
export function CardSearch({ run, userId }: CardSearchProps) {
  const { failed } = useMemo(() => collectFindings(run.answers), [run.answers])
  const beginning = beginningOf(run.answers, userId)
  const again = () => searchAgain(run)
  return (
    <>
      {failed.length > 0 && <FailedLookUps failed={failed} onRetry={again} />}
      {run.state === 'stopped' && <StoppedLookUps run={run} onRetry={again} />}
      {beginning !== undefined && <OpenedByBeginning beginning={beginning} />}
    </>
  )
}
