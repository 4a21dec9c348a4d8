import type { FindAnswer, FindQuestion, FindResult } from '../../shared/find'
import { AppFailure, toAppError } from '../../shared/errors'
import { planSearch } from '../../shared/identifiers'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { parsePhone } from './phone'

/** As many as fit a list that is walked by arrow keys; who has more matches types more. */
const listed = 20

export interface FindInput {
  text: string
  defaultCountry: string
  client: MosaicClient
  signal: AbortSignal
  onAnswer: (answer: FindAnswer) => void
}

/**
 * Asks all exact look-ups at once and, when none of them found anybody, the prefix search. A look-up that failed is an
 * answer of its own and never counts as "none".
 */
export async function find({
  text,
  defaultCountry,
  client,
  signal,
  onAnswer
}: FindInput): Promise<FindResult> {
  const started = performance.now()
  const plan = planSearch(text, defaultCountry, parsePhone)
  const ask = async (question: FindQuestion): Promise<FindAnswer> => {
    const begun = performance.now()
    const outcome = await outcomeOf(question, client, signal)
    const answer = { question, milliseconds: Math.round(performance.now() - begun), outcome }
    if (!signal.aborted) onAnswer(answer)
    return answer
  }
  const answers = await Promise.all(plan.exact.map(ask))
  if (signal.aborted) throw new AppFailure({ kind: 'cancelled' })
  if (!answers.some(({ outcome }) => outcome.state === 'found')) {
    answers.push(...(await Promise.all(plan.fallback.map(ask))))
  }
  if (signal.aborted) throw new AppFailure({ kind: 'cancelled' })
  return { text, answers, milliseconds: Math.round(performance.now() - started) }
}

async function outcomeOf(
  question: FindQuestion,
  client: MosaicClient,
  signal: AbortSignal
): Promise<FindAnswer['outcome']> {
  try {
    if (question.source === 'prefix') {
      const page = await client.users.list({ searchPrefix: question.value, limit: listed }, { signal })
      if (page.users.length === 0) return { state: 'none' }
      return { state: 'found', users: page.users, more: Math.max(0, page.total - page.users.length) }
    }
    const user = await lookUp(question, client, signal)
    return user === null ? { state: 'none' } : { state: 'found', users: [user], more: 0 }
  } catch (thrown) {
    const error = toAppError(thrown)
    // A user id is only guessed from the shape: where Mosaic refuses the shape, nobody can have it.
    if (question.source === 'user-id' && error.kind === 'invalid-input') return { state: 'none' }
    return { state: 'failed', error }
  }
}

/** One exact look-up; `null` when Mosaic knows nobody by it. */
export function lookUp(
  question: FindQuestion,
  { users }: MosaicClient,
  signal?: AbortSignal
): Promise<User | null> {
  const options = signal === undefined ? {} : { signal }
  switch (question.source) {
    case 'user-id':
      return users.byId(question.value, options)
    case 'email':
      return users.byEmail(question.value, options)
    case 'phone':
      return users.byPhone(question.value, options)
    case 'username':
      return users.byUsername(question.value, options)
    case 'external-id':
      return users.byExternalId(question.value, options)
    case 'prefix':
      throw new TypeError('a prefix is searched, not looked up')
  }
}
