import type { AppError } from '../../shared/errors'
import type { LookUpAnswer } from '../../shared/lookup'

type Answered = { state: 'answered'; answer: LookUpAnswer }

/**
 * What is known of one tenant: `lookUpId` names the look-up whose answer it waits for, `found` is what it said before it was asked once
 * more, because there may be more.
 */
export type Row =
  { state: 'asking'; lookUpId: string; found?: Answered | undefined } | Answered | { state: 'stopped' }

/** One press of "Look up" and what came of it. Rows that do not change stay the same objects. */
export interface LookUpRun {
  text: string
  /** in the order in which they are asked */
  tenantIds: readonly string[]
  rows: ReadonlyMap<string, Row>
  /** tenants with hits, as they answered: what is shown already keeps its place */
  hits: readonly string[]
  /** tenants that failed once, as they did; asked again they stay where they are */
  failed: readonly string[]
}

export function begin(lookUpId: string, text: string, tenantIds: readonly string[]): LookUpRun {
  const rows = new Map<string, Row>(tenantIds.map((tenantId) => [tenantId, { state: 'asking', lookUpId }]))
  return { text, tenantIds, rows, hits: [], failed: [] }
}

/** Takes an answer where that tenant waits for it; what comes late, twice or for another look-up changes nothing. */
export function take(run: LookUpRun, lookUpId: string, answer: LookUpAnswer): LookUpRun {
  const { tenantId } = answer
  const row = run.rows.get(tenantId)
  if (!isAsking(row, lookUpId)) return run
  const { hits, failed } = run
  const answered: Answered = { state: 'answered', answer: withFound(answer, row.found?.answer) }
  const { outcome } = answered.answer
  return {
    ...run,
    rows: new Map(run.rows).set(tenantId, answered),
    hits: outcome.state === 'found' ? withOne(hits, tenantId) : hits,
    failed: outcome.state === 'failed' ? withOne(failed, tenantId) : failed
  }
}

/** One tenant is asked once more, by a look-up of its own. */
export function askAgain(run: LookUpRun, lookUpId: string, tenantId: string): LookUpRun {
  const row = run.rows.get(tenantId)
  if (row === undefined) return run
  const found = row.state === 'asking' ? row.found : foundIn(row)
  return { ...run, rows: new Map(run.rows).set(tenantId, { state: 'asking', lookUpId, found }) }
}

/** That look-up is over: whoever has not answered it failed with `error`, or was stopped where there is none. */
export function end(run: LookUpRun, lookUpId: string, error?: AppError): LookUpRun {
  let next = run
  for (const [tenantId, row] of run.rows) {
    if (!isAsking(row, lookUpId)) continue
    if (error !== undefined) next = take(next, lookUpId, failedAnswer(tenantId, error))
    else next = { ...next, rows: new Map(next.rows).set(tenantId, row.found ?? { state: 'stopped' }) }
  }
  return next
}

export interface Tally {
  asked: number
  asking: number
  stopped: number
  failed: number
  /** people, in all tenants */
  hits: number
}

export function tally({ tenantIds, rows }: LookUpRun): Tally {
  const counts: Tally = { asked: tenantIds.length, asking: 0, stopped: 0, failed: 0, hits: 0 }
  for (const row of rows.values()) {
    if (row.state !== 'answered') counts[row.state] += 1
    const outcome = answerIn(row)?.outcome
    if (outcome?.state === 'failed') counts.failed += 1
    if (outcome?.state === 'found') counts.hits += outcome.users.length + outcome.more
  }
  return counts
}

/** What is shown of a tenant: while it is asked once more, what it found before. */
export function answerIn(row: Row): LookUpAnswer | undefined {
  if (row.state === 'answered') return row.answer
  return row.state === 'asking' ? row.found?.answer : undefined
}

/** Whether any tenant is still being asked. */
export const isRunning = (run: LookUpRun | undefined): boolean => run !== undefined && tally(run).asking > 0

/** Asked once more it may fail: who was found stays found. */
function withFound(answer: LookUpAnswer, before: LookUpAnswer | undefined): LookUpAnswer {
  if (answer.outcome.state !== 'failed' || before?.outcome.state !== 'found') return answer
  return { ...before, outcome: { ...before.outcome, partly: answer.outcome.error } }
}

function foundIn(row: Row): Answered | undefined {
  return row.state === 'answered' && row.answer.outcome.state === 'found' ? row : undefined
}

function isAsking(row: Row | undefined, lookUpId: string): row is Extract<Row, { state: 'asking' }> {
  return row?.state === 'asking' && row.lookUpId === lookUpId
}

const withOne = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id]

const failedAnswer = (tenantId: string, error: AppError): LookUpAnswer => ({
  tenantId,
  applicationId: '',
  milliseconds: 0,
  outcome: { state: 'failed', error }
})
