import { AppFailure, type AppError } from '../../shared/errors'

type Reason = Extract<AppError, { kind: 'not-saved' }>['reason']

const reasons: Record<string, Reason> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EROFS: 'not-allowed',
  EBUSY: 'in-use'
}

/** What a write that the system refused is for the agent; `error` is what the system threw. */
export function notWritten(fileName: string, error: unknown): AppFailure {
  const code = codeOf(error)
  return notSaved(fileName, reasons[code] ?? 'other', `it could not be written (${code})`)
}

/** `why` goes on after "The file …: " and has no full stop. */
export function notSaved(fileName: string, reason: Reason, why: string): AppFailure {
  return new AppFailure({ kind: 'not-saved', fileName, reason, detail: `The file ${fileName}: ${why}.` })
}

/** The system's name for what went wrong, such as ENOSPC. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error'
}
