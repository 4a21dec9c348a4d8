import type { AppError } from '../../shared/errors'
import type { FindAnswer } from '../../shared/find'
import { counted } from '../format/count'
import type { LookUp } from './asking'
import type { FailedAnswer } from './hits'

/** "2 users in 12 ms", "none in 8 ms", "no answer", or `waiting` for what has no answer yet. */
export function outcomeWords({ parts }: LookUp, waiting: string): string {
  const answers = parts.map((part) => part.answer).filter((answer) => answer !== undefined)
  const nones = answers.filter((answer) => answer.outcome.state === 'none')
  const words = answers.filter((answer) => answer.outcome.state !== 'none').map(answerWords)
  if (nones.length > 0) words.push(`none ${took(Math.max(...nones.map((answer) => answer.milliseconds)))}`)
  if (answers.length < parts.length) words.push(waiting)
  return [...new Set(words)].join(', ')
}

function answerWords({ outcome, milliseconds }: FindAnswer): string {
  if (outcome.state === 'found') return `${counted(outcome.users.length, 'user')} ${took(milliseconds)}`
  return outcome.state === 'failed' && !isSilence(outcome.error) ? 'no usable answer' : 'no answer'
}

const took = (milliseconds: number): string => `in ${Math.round(milliseconds)} ms`

/** What the failed look-ups did, as the end of a sentence: a refusal is an answer too. */
export function failedWords(failed: FailedAnswer[]): string {
  return failed.every(({ outcome }) => isSilence(outcome.error)) ? 'did not answer' : 'gave no usable answer'
}

const isSilence = ({ kind }: AppError): boolean => kind === 'unreachable' || kind === 'cancelled'
