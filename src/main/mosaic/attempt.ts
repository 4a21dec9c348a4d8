import type { AppError } from '../../shared/errors'

/** One failed try: what to tell, and what the rules for retrying need to know. */
export interface FailedAttempt {
  error: AppError
  /** false only where provably not a byte of the request was written */
  sent: boolean
  /** the answer says that nothing was done; only then is a sent write known to have had no effect */
  refused: boolean
  /** another try may go better */
  retry: boolean
  /** a 401 that another access token may cure */
  mayBeToken?: boolean | undefined
  /** what `Retry-After` asks for */
  afterMs?: number | undefined
}

export class AttemptFailure extends Error {
  readonly failed: FailedAttempt
  constructor(failed: FailedAttempt, options?: ErrorOptions) {
    super(failed.error.kind, options)
    this.name = 'AttemptFailure'
    this.failed = failed
  }
}
