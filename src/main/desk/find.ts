import type { FindAnswer, FindQuestion, FindResult } from '../../shared/find'
import { AppFailure, toAppError } from '../../shared/errors'
import { planSearch } from '../../shared/identifiers'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { nameBegins, secondaryEmailIs, secondaryPhoneIs } from '../mosaic/search-expression'
import type { UserListInput, UserPage } from '../mosaic/users'
import { readPhone } from './phone'

/** As many as fit a list that is walked by arrow keys; who has more matches types more. */
const listed = 20

export interface FindInput {
  text: string
  defaultCountry: string
  client: MosaicClient
  signal: AbortSignal
  /** told at once, before any of these is answered */
  onAsked: (questions: FindQuestion[]) => void
  onAnswer: (answer: FindAnswer) => void
}

/**
 * Asks all exact look-ups at once and, when none of them found anybody, the searches of the list. A look-up that failed is
 * an answer of its own and never counts as "none".
 */
export async function find({
  text,
  defaultCountry,
  client,
  signal,
  onAsked,
  onAnswer
}: FindInput): Promise<FindResult> {
  const started = performance.now()
  const plan = planSearch(text, defaultCountry, readPhone)
  const ask = async (question: FindQuestion): Promise<FindAnswer> => {
    const begun = performance.now()
    const outcome = await outcomeOf(question, client, signal)
    const answer = { question, milliseconds: Math.round(performance.now() - begun), outcome }
    if (!signal.aborted) onAnswer(answer)
    return answer
  }
  const askAll = (questions: FindQuestion[]): Promise<FindAnswer[]> => {
    onAsked(questions)
    return Promise.all(questions.map(ask))
  }
  const answers = await askAll(plan.exact)
  if (signal.aborted) throw new AppFailure({ kind: 'cancelled' })
  if (!answers.some(({ outcome }) => outcome.state === 'found')) {
    answers.push(...(await askAll(plan.fallback)))
  }
  if (signal.aborted) throw new AppFailure({ kind: 'cancelled' })
  return { text, answers, milliseconds: Math.round(performance.now() - started) }
}

export type Outcome = FindAnswer['outcome']

/** What comes of one question; never throws. */
export async function outcomeOf(
  question: FindQuestion,
  client: MosaicClient,
  signal: AbortSignal
): Promise<Outcome> {
  const search = searchOf(question)
  if (search) return outcomeOfSearch(search, client, signal)
  try {
    const user = await lookUp(question, client, signal)
    return user === null ? { state: 'none' } : { state: 'found', users: [user], more: 0 }
  } catch (thrown) {
    const error = toAppError(thrown)
    // A user id is only guessed from the shape: where Mosaic refuses the shape, nobody can have it.
    if (question.source === 'user-id' && error.kind === 'invalid-input') return { state: 'none' }
    return { state: 'failed', error }
  }
}

/** What comes of one search of the list; never throws. */
export async function outcomeOfSearch(
  search: UserListInput,
  client: MosaicClient,
  signal: AbortSignal
): Promise<Outcome> {
  try {
    return outcomeOfPage(await client.users.list({ ...search, limit: listed }, { signal }))
  } catch (thrown) {
    return { state: 'failed', error: toAppError(thrown) }
  }
}

/** What is searched for in the list; `undefined` for an exact look-up. */
function searchOf({ source, value }: FindQuestion): UserListInput | undefined {
  switch (source) {
    case 'other-email':
      return { search: secondaryEmailIs(value) }
    case 'other-phone':
      return { search: secondaryPhoneIs(value) }
    case 'name':
      return { search: nameBegins(value) }
    case 'prefix':
      return { searchPrefix: value }
    default:
      return undefined
  }
}

/** Entries that cannot be read are people all the same: without any other, nobody may say "none". */
function outcomeOfPage({ users, total, unreadable }: UserPage): Outcome {
  if (users.length > 0) return { state: 'found', users, more: Math.max(unreadable, total - users.length) }
  if (unreadable === 0) return { state: 'none' }
  throw new AppFailure({
    kind: 'unexpected-answer',
    problem: 'Users came whose data does not have the shape that Mosaic gives it.',
    detail: `GET /v1/users: none of ${unreadable} entries can be read`
  })
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
    case 'other-email':
    case 'other-phone':
    case 'prefix':
    case 'name':
      throw new TypeError(`${question.source} is searched for, not looked up`)
  }
}
