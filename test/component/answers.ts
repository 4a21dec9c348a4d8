import type { FindAnswer, FindResult, FindSource } from '../../src/shared/find'
import type { AppError } from '../../src/shared/errors'
import type { User } from '../../src/shared/user'

/** Answers of single look-ups, as main sends them. */
export function found(source: FindSource, users: User[], value = 'x', more = 0): FindAnswer {
  return { question: { source, value }, milliseconds: 12, outcome: { state: 'found', users, more } }
}

export function none(source: FindSource, value = 'x'): FindAnswer {
  return { question: { source, value }, milliseconds: 8, outcome: { state: 'none' } }
}

export function failed(source: FindSource, error: AppError, value = 'x'): FindAnswer {
  return { question: { source, value }, milliseconds: 900, outcome: { state: 'failed', error } }
}

export function result(text: string, ...answers: FindAnswer[]): FindResult {
  return { text, answers, milliseconds: 214 }
}
