import { type AppError, toAppError } from '../../shared/errors'
import type { JournalEntry, JournalInput } from '../../shared/journal'

/** The part of the journal that the desk writes to and reads. */
export interface JournalPort {
  append(input: JournalInput): Promise<JournalEntry>
  recent(since: number): JournalEntry[]
}

/** What an act says of itself once it has ended; results of other kinds than `done` are told as they are. */
export interface Told {
  result?: string | undefined
  note?: string | undefined
  expiresAt?: number | undefined
  user?: string | undefined
}

export interface Recorded<Value> {
  /** everything of the line that is known before: who, what, by which verification */
  entry: Omit<JournalInput, 'phase' | 'of' | 'result' | 'status' | 'correlationId' | 'rule'>
  work: () => Promise<Value>
  tell?: ((value: Value) => Told) | undefined
}

/** The outcome was not written although the act took place: the agent has to be told, and changes stop until it can be. */
export type OnUnrecorded = (error: AppError) => void

/**
 * Does something between two lines of the journal: the attempt is on the disk before anything is sent, the outcome before it
 * is shown. Fails with `not-saved`, and nothing is sent, where the attempt cannot be written; an outcome that cannot be
 * written does not turn what worked into a failure.
 */
export async function recorded<Value>(
  journal: JournalPort,
  { entry, work, tell }: Recorded<Value>,
  onUnrecorded: OnUnrecorded
): Promise<Value> {
  const attempt = await journal.append({ ...entry, phase: 'attempt' })
  const outcome = async (more: Partial<JournalInput>) => {
    try {
      await journal.append({ ...entry, ...more, phase: 'outcome', of: attempt.seq })
    } catch (thrown) {
      onUnrecorded(toAppError(thrown))
    }
  }
  let value: Value
  try {
    value = await work()
  } catch (thrown) {
    await outcome(failureFields(toAppError(thrown)))
    throw thrown
  }
  const told = tell?.(value) ?? {}
  await outcome({
    result: told.result ?? 'done',
    ...(told.note !== undefined && { note: told.note }),
    ...(told.expiresAt !== undefined && { expiresAt: told.expiresAt }),
    ...(told.user !== undefined && { user: told.user })
  })
  return value
}

/** What a line says of a failure: its kind, and what finds it again in Mosaic's own logs. Never its words, which may quote. */
export function failureFields(error: AppError): Partial<JournalInput> {
  const isRefusal = error.kind === 'policy-refused' || error.kind === 'verification-required'
  return {
    result: isRefusal ? 'refused' : error.kind,
    ...(error.kind === 'policy-refused' && { rule: error.rule }),
    ...(error.kind === 'verification-required' && { rule: 'verification' }),
    ...(error.status !== undefined && { status: error.status }),
    ...(error.correlationId !== undefined && { correlationId: error.correlationId })
  }
}
