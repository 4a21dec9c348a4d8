import { AppFailure } from '../../shared/errors'
import type { Reply } from './answers'
import { callName, type Operation } from './operations'

/** The call worked and its answer has not the shape that Mosaic gives it. */
export function unreadable(operation: Operation, reply: Reply): never {
  throw new AppFailure({
    kind: 'unexpected-answer',
    problem: 'Its data does not have the shape that Mosaic gives it.',
    detail: `${callName(operation)} answered ${reply.status} in another shape`,
    status: reply.status
  })
}

/** The same after a write: it did something, and what is true now has to be read again. */
export function writtenUnreadable(operation: Operation & { action: string }, reply: Reply): never {
  throw new AppFailure({
    kind: 'outcome-unknown',
    action: operation.action,
    detail: `${callName(operation)} answered ${reply.status} without the user`,
    status: reply.status
  })
}
