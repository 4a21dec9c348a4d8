import type { z } from 'zod'
import { plainLine } from '../../shared/plain-line'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/**
 * What a schema refuses of a file, as a sentence for whoever wrote it; `what` is the file's kind, such as `policy`. Names in it are
 * the file's own text, values are not quoted.
 */
export function issueWords(issue: Issue, what: string): string {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return `“${fieldName([...issue.path, key])}” is not known; the schema of the ${what} has all names.`
  }
  const place = issue.path.length === 0 ? 'The file' : `“${fieldName(issue.path)}”`
  return `${place} ${demand(issue)}.`
}

function demand(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWords[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters long' : ''}`
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}`
    case 'invalid_format':
      return 'is not written as the schema demands'
    case 'invalid_union':
      // one that goes by a name has nothing to say about a name that it does not know
      if (issue.errors.length === 0) return 'is not accepted'
      return 'must be text, a number, true or false'
    default:
      return 'is not accepted'
  }
}

const typeWords: Partial<Record<string, string>> = {
  array: 'a list in square brackets',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a section in curly brackets',
  record: 'a section in curly brackets',
  string: 'text in quotation marks'
}

/** `verification.byAction.issue`, `actions.allowed[2]` */
export function fieldName(path: Path): string {
  const name = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${plainLine(String(part), 60)}`))
    .join('')
  return name.replace(/^\./, '')
}

/** The first fault as it is, the others counted. */
export function firstFault([first = 'It is not accepted.', ...others]: readonly string[]): string {
  if (others.length === 0) return first
  return `${first} ${others.length} more such ${others.length === 1 ? 'fault was' : 'faults were'} found.`
}
