import type { AppError } from '../../../shared/errors'
import type { ActionOutcome } from '../actions/outcome-words'

export interface Failed {
  /** the act, in the form "Send reset link" */
  doing: string
  error: AppError
}

export const isUnknown = ({ error }: Failed): boolean => error.kind === 'outcome-unknown'

/** What the card must go on saying after a dialog told its failures: only what may have taken effect. */
export function unknownWords(failures: Failed[]): ActionOutcome | undefined {
  const unknown = failures.filter(isUnknown)
  return unknown.length === 0 ? undefined : { failures: unknown }
}
