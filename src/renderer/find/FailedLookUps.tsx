import { describeError } from '../../shared/error-text'
import type { AppError } from '../../shared/errors'
import type { FindSource } from '../../shared/find'
import { Failure } from '../components/Failure'
import type { FailedAnswer } from './hits'
import { sourceList } from './source-words'

interface FailedLookUpsProps {
  failed: FailedAnswer[]
  onRetry: () => void
}

/** Names the sources that did not answer, once for each reason: they may hold the caller. */
export function FailedLookUps({ failed, onRetry }: FailedLookUpsProps) {
  return byReason(failed).map(({ error, sources }, index) => (
    <Failure
      key={sources.join()}
      error={error}
      doing={`Look-up by ${sourceList(sources)}`}
      {...(index === 0 ? { onRetry } : {})}
    />
  ))
}

function byReason(failed: FailedAnswer[]): { error: AppError; sources: FindSource[] }[] {
  const reasons = new Map<string, { error: AppError; sources: FindSource[] }>()
  for (const { question, outcome } of failed) {
    const { title, todo } = describeError(outcome.error)
    // answers that came at different moments tell one rate limit with different waits
    const reason = outcome.error.kind === 'rate-limited' ? title : title + todo
    const known = reasons.get(reason)
    if (known) known.sources.push(question.source)
    else reasons.set(reason, { error: outcome.error, sources: [question.source] })
  }
  return [...reasons.values()]
}
