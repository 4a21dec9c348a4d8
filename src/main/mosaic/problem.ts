import { fieldsOf, listOf, textOf } from './fields'

/** What one of Mosaic's error bodies says (API.md §9 "Error bodies"), whichever of the four shapes it has. */
export interface Problem {
  /** `auth_password_weak`, `user_not_found` …; numeric codes repeat the status and are left out */
  code?: string | undefined
  /** `ts_error_code` of a 409 (API.md §2.3); its values are not documented */
  tsCode?: string | undefined
  /** OAuth's `error`, e.g. `invalid_client` */
  oauth?: string | undefined
  messages: string[]
}

/** Undefined when the body is none of these shapes, so that somebody else than Mosaic answered. */
export function readProblem(body: unknown): Problem | undefined {
  const fields = fieldsOf(body)
  if (fields === undefined) return undefined
  const texts = ['message', 'error_description', 'detail'].flatMap((name) => messagesIn(fields[name]))
  const problem: Problem = {
    code: word(fields['error_code']),
    tsCode: word(fields['ts_error_code']),
    oauth: word(fields['error']),
    messages: texts
  }
  const known = texts.length > 0 || fields['error_code'] !== undefined || problem.oauth !== undefined
  return known ? problem : undefined
}

/** Mosaic's message is a string or an array, and an entry may be an object with a message of its own. */
function messagesIn(value: unknown): string[] {
  const entries = Array.isArray(value) ? listOf(value) : [value]
  return entries
    .map((entry) => textOf(fieldsOf(entry)?.['message'] ?? entry))
    .filter((text) => text !== undefined)
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z][a-z0-9_.-]{0,79}$/i.test(value) ? value : undefined
}
