import type { Explain } from './answers'
import type { Problem } from './problem'
import { withoutValues } from './redact'

/** Field names of the form "Create user" by the words with which Mosaic names them; first match wins. */
const fieldWords: readonly [RegExp, string, string][] = [
  [/external[_ ]?user[_ ]?id/i, 'externalUserId', 'external user ID'],
  [/e-?mail/i, 'email', 'e-mail address'],
  [/phone/i, 'phone', 'phone number'],
  [/user[_ ]?name/i, 'username', 'username'],
  [/first[_ ]?name/i, 'firstName', 'first name'],
  [/last[_ ]?name/i, 'lastName', 'last name']
]

/** The refusals of create and update: messages stand at the fields that they name (API.md §2.1, §9). */
export const explainUserInput: Explain = ({ status, problem: said, body, technical, sent }) => {
  // an answer without a body (API.md §9) says the same and names no field
  const problem = said ?? (body === 'empty' ? { messages: [] } : undefined)
  if (problem === undefined) return undefined
  if (status === 400 || status === 422) {
    const fields: Record<string, string> = {}
    for (const message of problem.messages) {
      const field = fieldIn(message)?.[1]
      if (field !== undefined) fields[field] ??= `Mosaic says: ${withoutValues(message, sent)}`
    }
    return { kind: 'invalid-input', reason: 'form', fields, ...technical }
  }
  if (status !== 409) return undefined
  return { kind: 'conflict', reason: 'identifier-taken', ...whatIsTaken(problem, sent), ...technical }
}

function whatIsTaken(
  { tsCode, messages }: Problem,
  sent: readonly string[]
): { message?: string; field?: string } {
  const named = [tsCode ?? '', ...messages].map(fieldIn).find((words) => words !== undefined)
  if (named !== undefined) return { message: `The ${named[2]} is taken.`, field: named[1] }
  const [message] = messages
  return message === undefined ? {} : { message: withoutValues(message, sent) }
}

function fieldIn(text: string): (typeof fieldWords)[number] | undefined {
  return fieldWords.find(([words]) => words.test(text))
}
