import { AppFailure } from '../../shared/errors'
import type { Reply } from './answers'
import { listIn, readEach } from './envelope'
import { callName, type Operation } from './operations'

/** The call worked and its answer has not the shape that Mosaic gives it. */
export function unreadable(operation: Operation, reply: Pick<Reply, 'status'>): never {
  throw new AppFailure({
    kind: 'unexpected-answer',
    problem: 'Its data does not have the shape that Mosaic gives it.',
    detail: `${callName(operation)} answered ${reply.status} in another shape`,
    status: reply.status
  })
}

/** The entries of a list that can be read. Fails where some came and none can: that is not an empty list. */
export function readList<T>(
  operation: Operation,
  reply: Reply,
  read: (entry: unknown) => T | undefined
): T[] {
  const entries = readEach(listIn(reply.body) ?? unreadable(operation, reply), read)
  return entries.read.length === 0 && entries.unreadable > 0 ? unreadable(operation, reply) : entries.read
}

/** A write's answer in another shape: it did something, and what is true now has to be read again. `part` is what it lacks. */
export function writtenUnreadable(
  operation: Operation & { action: string },
  reply: Pick<Reply, 'status'>,
  part = 'the user'
): never {
  throw new AppFailure({
    kind: 'outcome-unknown',
    action: operation.action,
    detail: `${callName(operation)} answered ${reply.status} without ${part}`,
    status: reply.status
  })
}
