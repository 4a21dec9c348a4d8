import type { AppError } from '../../shared/errors'
import type { LookUpAnswer } from '../../shared/lookup'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'

type Answered = { state: 'answered'; answer: LookUpAnswer }

/**
 * What is known of one tenant: `lookUpId` names the look-up whose answer it waits for, `found` is what it said before it was asked once
 * more, because there may be more. `changed`: its profile names another host or client since it answered.
 */
export type Row =
  | { state: 'asking'; lookUpId: string; found?: Answered | undefined }
  | Answered
  | { state: 'stopped' }
  | { state: 'changed' }

/** Somebody whom a tenant knows, in the application that was asked. */
export interface Hit extends Pick<LookUpAnswer, 'tenantId' | 'applicationId' | 'clientOf'> {
  user: User
}

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

/**
 * Without what belongs to nothing any more: tenants that were removed, and what another host or client said than the profile's. The very
 * same run where all of it still counts.
 */
export function current(run: LookUpRun, tenants: readonly TenantSummary[]): LookUpRun {
  const known = new Map(tenants.map((tenant) => [tenant.id, tenant]))
  const rows = new Map<string, Row>()
  for (const [tenantId, row] of run.rows) {
    const tenant = known.get(tenantId)
    if (tenant !== undefined) rows.set(tenantId, currentRow(row, tenant))
  }
  if (rows.size === run.rows.size && [...rows].every(([id, row]) => row === run.rows.get(id))) return run
  const stays = (id: string) => rows.has(id) && rows.get(id)?.state !== 'changed'
  return {
    ...run,
    rows,
    tenantIds: run.tenantIds.filter((id) => rows.has(id)),
    hits: run.hits.filter(stays),
    failed: run.failed.filter(stays)
  }
}

function currentRow(row: Row, tenant: TenantSummary): Row {
  const answer = answerIn(row)
  // that it failed is no statement about anybody
  if (answer === undefined || answer.outcome.state === 'failed' || isStillOf(answer, tenant)) return row
  return row.state === 'asking' ? { state: 'asking', lookUpId: row.lookUpId } : { state: 'changed' }
}

/** Whether the application that was asked still has the host and the client that answered. */
export function isStillOf(
  { applicationId, clientOf }: Pick<LookUpAnswer, 'applicationId' | 'clientOf'>,
  { id, apiHost, applications }: TenantSummary
): boolean {
  const application = applications.find((one) => one.id === applicationId)
  if (application === undefined) return false
  // nobody can change it, and its host is known only since it runs
  if (id === practiceTenantId) return true
  return clientOf?.apiHost === apiHost && clientOf.clientId === application.clientId
}

export interface Tally {
  asked: number
  asking: number
  stopped: number
  changed: number
  failed: number
  /** people, in all tenants */
  hits: number
}

export function tally({ tenantIds, rows }: LookUpRun): Tally {
  const counts: Tally = { asked: tenantIds.length, asking: 0, stopped: 0, changed: 0, failed: 0, hits: 0 }
  for (const row of rows.values()) {
    if (row.state !== 'answered') counts[row.state] += 1
    const outcome = answerIn(row)?.outcome
    if (outcome?.state === 'failed') counts.failed += 1
    if (outcome?.state === 'found') counts.hits += outcome.users.length + outcome.more
  }
  return counts
}

/** How many applications were not asked, since only one of each tenant is: users of the others are not seen (API.md §1.4). */
export function notAsked({ tenantIds }: LookUpRun, tenants: readonly TenantSummary[]): number {
  const asked = new Set(tenantIds)
  return tenants
    .filter(({ id }) => asked.has(id))
    .reduce((count, { applications }) => count + applications.length - 1, 0)
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
