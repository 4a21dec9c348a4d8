import type { UpdateFailure } from '../../shared/updates'

const DETAIL = 300

/** Why an update was stopped. `detail` holds names, host names and codes; never an address or a path. */
export class UpdateProblem extends Error {
  readonly why: UpdateFailure
  readonly detail: string
  /** the version it is about, where known */
  readonly version: string | undefined

  constructor(why: UpdateFailure, detail: string, more: { version?: string; cause?: unknown } = {}) {
    const clipped = detail.length > DETAIL ? `${detail.slice(0, DETAIL)}…` : detail
    super(`${why}: ${clipped}`, { cause: more.cause })
    this.name = 'UpdateProblem'
    this.why = why
    this.detail = clipped
    this.version = more.version
  }
}

/** What was thrown, as a problem; of what is unknown only its code is kept, because a message may hold an address with a password. */
export function problemOf(thrown: unknown, why: UpdateFailure): UpdateProblem {
  if (thrown instanceof UpdateProblem) return thrown
  return new UpdateProblem(why, codeOf(thrown), { cause: thrown })
}

/** The code of an error, or of the first one inside it; else its name. */
export function codeOf(thrown: unknown): string {
  return codeIn(thrown) ?? (thrown instanceof Error && isPlain(thrown.name) ? thrown.name : 'unknown failure')
}

function codeIn(thrown: unknown, depth = 0): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || depth > 3) return undefined
  if ('code' in thrown && typeof thrown.code === 'string' && isPlain(thrown.code)) return thrown.code
  if ('errors' in thrown && Array.isArray(thrown.errors)) return codeIn(thrown.errors[0], depth + 1)
  return 'cause' in thrown ? codeIn(thrown.cause, depth + 1) : undefined
}

const isPlain = (text: string): boolean => /^\w{1,60}$/.test(text)
