import type { FindAnswer, FindSource } from '../../shared/find'
import { planSearch } from '../../shared/identifiers'

/** Fewer digits are never a whole number, anywhere; main, which knows the numbering plans, decides. */
const fewestDigits = 7

/** Which exact look-ups a text leads to, for showing them while they run; the answers say what was really asked. */
export function sourcesAsked(text: string, country: string): FindSource[] {
  const { exact } = planSearch(text, country, (typed) => ({
    e164: typed,
    complete: typed.replace(/\D/g, '').length >= fewestDigits
  }))
  return [...new Set(exact.map((question) => question.source))]
}

export interface LookUp {
  source: FindSource
  answers: FindAnswer[]
}

/** Each look-up with the answers it has so far; one that nobody foresaw, such as the prefix search, comes last. */
export function lookUps(asked: FindSource[], answers: FindAnswer[]): LookUp[] {
  const sources = [...new Set([...asked, ...answers.map((answer) => answer.question.source)])]
  return sources.map((source) => ({
    source,
    answers: answers.filter((answer) => answer.question.source === source)
  }))
}
