import { Button } from '@mantine/core'
import { Note } from '../components/Note'
import { unanswered } from './asking'
import type { SearchRun } from './search-store'
import { sourceList } from './source-words'

interface StoppedLookUpsProps {
  run: SearchRun
  onRetry: () => void
}

/** Names the sources whose answers were not waited for: they may hold the caller. */
export function StoppedLookUps({ run, onRetry }: StoppedLookUpsProps) {
  const sources = unanswered(run).map((question) => question.source)
  return (
    <Note
      tone="warning"
      title={
        sources.length === 0
          ? 'You stopped the search.'
          : `You stopped the search before these answered: ${sourceList(sources)}.`
      }
      actions={
        <Button variant="default" size="xs" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      There may be more matches.
    </Note>
  )
}
