import { AppFailure, toAppError, type AppError } from '../../shared/errors'
import type { LookUpAnswer } from '../../shared/lookup'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'
import { outcomeOf, outcomeOfSearch, type Outcome } from './find'
import { planLookUp, type Asking } from './look-up-plan'

/** As many as one tenant's row holds; the rest is a number. */
const shown = 10

export interface AskTenantInput {
  text: string
  defaultCountry: string
  client: MosaicClient
  signal: AbortSignal
}

/**
 * What one tenant says: "none" only where every question was answered so. The searches are asked where no exact look-up found
 * anybody, as in the search of one tenant. Never throws.
 */
export async function askTenant(input: AskTenantInput): Promise<LookUpAnswer['outcome']> {
  const plan = planLookUp(input.text, input.defaultCountry)
  const askAll = (asked: Asking[]) => Promise.all(asked.map((asking) => ask(asking, input)))
  const outcomes = await askAll(plan.exact)
  if (!outcomes.some(({ state }) => state === 'found')) outcomes.push(...(await askAll(plan.fallback)))
  return together(outcomes)
}

function ask(asking: Asking, { client, signal }: AskTenantInput): Promise<Outcome> {
  if ('search' in asking) return outcomeOfSearch({ search: asking.search }, client, signal)
  return outcomeOf(asking.question, client, signal)
}

function together(outcomes: Outcome[]): LookUpAnswer['outcome'] {
  const users = new Map<string, User>()
  let more = 0
  const errors: AppError[] = []
  for (const outcome of outcomes) {
    if (outcome.state === 'failed') errors.push(outcome.error)
    if (outcome.state !== 'found') continue
    for (const user of outcome.users) if (!users.has(user.id)) users.set(user.id, user)
    // two questions may match the same people: adding their counts up would count them twice
    more = Math.max(more, outcome.more)
  }
  const [error] = errors
  if (users.size > 0) {
    const listed = [...users.values()].slice(0, shown)
    const partly = error === undefined ? {} : { partly: error }
    return { state: 'found', users: listed, more: more + users.size - listed.length, ...partly }
  }
  if (error !== undefined) return { state: 'failed', error }
  if (outcomes.length > 0) return { state: 'none' }
  return failed(new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { text: nothingToAsk } }))
}

const nothingToAsk = 'There is nothing in this text to look up.'

export const failed = (thrown: unknown): LookUpAnswer['outcome'] => ({
  state: 'failed',
  error: toAppError(thrown)
})
