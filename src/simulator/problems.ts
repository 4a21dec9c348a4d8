/**
 * An answer that is an error. Mosaic has four body shapes (API.md §9):
 * 1 `{message: string | string[], error_code: number}`, 2 `{error_code: 'snake_case', message}`,
 * 3 `{error_code: '400', message}`, 4 `{message, error_code: number, ts_error_code}`.
 */
export class Problem extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(`${status}`)
    this.status = status
    this.body = body
  }
}

/** Shape 1 with an array, as all of Mosaic's validation errors. */
export function badRequest(...messages: string[]): Problem {
  return new Problem(400, { message: messages, error_code: 400 })
}

/** Shape 1 with a string. */
export function problem(status: number, message: string): Problem {
  return new Problem(status, { message, error_code: status })
}

export function userNotFound(): Problem {
  return problem(404, 'User not found')
}

/** Shape 2, the one of passwords and codes. */
export function coded(status: number, code: string, message: string): Problem {
  return new Problem(status, { error_code: code, message })
}

/** Shape 3, the one of magic links: the status as a string. */
export function textCoded(status: number, message: string): Problem {
  return new Problem(status, { error_code: String(status), message })
}

/** Shape 4. Mosaic's values of `ts_error_code` are not public (API.md §10.14): this one is ours. */
export function identifierTaken(identifier: string): Problem {
  const message = `A user with this ${identifier} already exists`
  return new Problem(409, { message, error_code: 409, ts_error_code: 'identifier_is_taken' })
}
