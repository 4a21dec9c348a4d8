import type { z } from 'zod'
import type { appError, keychainState, unreachableCause } from './error-schema'

/** Every failure that an agent may meet; see error-schema.ts, which stays out of the window's first script. */
export type AppError = z.infer<typeof appError>
export type AppErrorKind = AppError['kind']
export type UnreachableCause = z.infer<typeof unreachableCause>
export type KeychainState = z.infer<typeof keychainState>

/** What main throws; the IPC binding turns it into `{ ok: false, error }`. */
export class AppFailure extends Error {
  readonly error: AppError
  constructor(error: AppError, options?: ErrorOptions) {
    super(error.detail ? `${error.kind}: ${error.detail}` : error.kind, options)
    this.name = 'AppFailure'
    this.error = error
  }
}

/** The `AppError` inside anything that was thrown; what is unknown becomes `internal` and carries no message of its own. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.error
  if (thrown instanceof Error && thrown.name === 'AbortError') return { kind: 'cancelled' }
  return { kind: 'internal', detail: thrown instanceof Error ? thrown.name : 'unknown failure' }
}

/** True when a failure is of that kind, whatever was thrown. */
export function isKind(thrown: unknown, kind: AppErrorKind): boolean {
  return thrown instanceof AppFailure && thrown.error.kind === kind
}
