import type { FindAnswer, FindQuestion, FindSource } from '../../shared/find'

/** What a search asked and what came back so far. */
export interface Asking {
  asked: FindQuestion[]
  answers: FindAnswer[]
}

export interface LookUp {
  source: FindSource
  /** one source may be asked for several spellings or readings of a text */
  parts: { question: FindQuestion; answer: FindAnswer | undefined }[]
}

export function isSameQuestion(a: FindQuestion, b: FindQuestion): boolean {
  return a.source === b.source && a.value === b.value
}

/** Each source with all that it was asked, in the order of asking. */
export function lookUps({ asked, answers }: Asking): LookUp[] {
  const sources = [...new Set(asked.map((question) => question.source))]
  return sources.map((source) => ({
    source,
    parts: asked
      .filter((question) => question.source === source)
      .map((question) => ({
        question,
        answer: answers.find((one) => isSameQuestion(one.question, question))
      }))
  }))
}

export function unanswered({ asked, answers }: Asking): FindQuestion[] {
  return asked.filter((question) => !answers.some((answer) => isSameQuestion(answer.question, question)))
}

/** Puts together what came as it went and the result at the end: what is on show already keeps its place. */
export function settle(seen: FindAnswer[], all: FindAnswer[]): Asking {
  const isNew = ({ question }: FindAnswer) => !seen.some((one) => isSameQuestion(one.question, question))
  return { asked: all.map((answer) => answer.question), answers: [...seen, ...all.filter(isNew)] }
}
