import type { IssueOutcome } from '../../../shared/actions'
import { formatInSentence } from '../../format/time'
import { type ActionOutcome, issueWords, lockLeft } from '../actions/outcome-words'
import { isUnknown } from './failed-words'
import { type ResolveStep, resolveSteps, stepNames } from './resolve-steps'

/** How one step stands. `left-out` was not chosen. */
export type StepRun =
  | { state: 'left-out' | 'waiting' | 'running' }
  | { state: 'ended'; outcome: ActionOutcome }

export type StepRuns = Record<ResolveStep, StepRun>

export const isGood = (run: StepRun): boolean =>
  run.state === 'ended' && run.outcome.failures.length === 0 && run.outcome.doubt === undefined

/** Everything that was chosen is done. */
export const isAllDone = (runs: StepRuns): boolean =>
  resolveSteps.every((step) => runs[step].state === 'left-out' || isGood(runs[step]))

/** Something was changed, or may have been. */
export const hasEffect = (runs: StepRuns): boolean =>
  Object.values(runs).some(
    (run) =>
      run.state === 'ended' &&
      (run.outcome.done !== undefined ||
        run.outcome.doubt !== undefined ||
        run.outcome.failures.some(isUnknown))
  )

export const needsVerification = (run: StepRun): boolean =>
  run.state === 'ended' && run.outcome.failures.some(({ error }) => error.kind === 'verification-required')

/**
 * After these the next step would only meet the same: nothing gets through, or main lets nothing through. The rest waits for the
 * agent.
 */
export function holdsUp({ failures }: ActionOutcome): boolean {
  return failures.some(({ error }) => {
    if (error.kind === 'conflict') return error.reason === 'tenant-changed'
    return [
      'unreachable',
      'bad-credentials',
      'keychain-unavailable',
      'not-saved',
      'rate-limited',
      'verification-required',
      'cancelled'
    ].includes(error.kind)
  })
}

/** What the step "Set a temporary password" says; the lock has a step of its own. */
export function issuedWords(outcome: IssueOutcome, now: number): ActionOutcome {
  const { expiresAt, how } = outcome
  const runsOut = expiresAt === undefined ? undefined : formatInSentence(expiresAt, now)
  const words = issueWords(outcome, runsOut, undefined, undefined)
  if (words.done === undefined) return words
  const before = how === 'first' ? 'It is their first password here.' : 'The old password no longer works.'
  return { ...words, done: { ...words.done, lines: [before, ...words.done.lines] } }
}

/** What keeps the new password from being used, where no step of this act has seen to it. */
export function lockNotLifted(runs: StepRuns, issued: IssueOutcome | undefined, appId: string | undefined) {
  if (issued === undefined || runs.unlock.state === 'ended') return undefined
  return lockLeft(issued, appId)
}

/** What stays on the card: each part for itself, and never "done" as a whole where one is not. */
export function resolveOutcome(
  runs: StepRuns,
  issued: IssueOutcome | undefined,
  appId: string | undefined
): ActionOutcome | undefined {
  const ended = resolveSteps.flatMap((step) => {
    const run = runs[step]
    return run.state === 'ended' ? [run.outcome] : []
  })
  if (ended.length === 0) return undefined
  const lines = ended.flatMap(({ done }) => (done ? [[done.title, ...done.lines].join(' ')] : []))
  const left = lockNotLifted(runs, issued, appId)
  if (left) lines.push(`The password is still ${left}: until it is unlocked, the new one is refused too.`)
  const notBegun = resolveSteps.filter((step) => runs[step].state === 'waiting')
  const doubts = ended.flatMap(({ doubt }) => (doubt ? [doubt] : []))
  if (notBegun.length > 0) {
    doubts.push({
      title: 'Not everything was done.',
      todo: `Not begun: ${notBegun.map((step) => stepNames[step]).join(', ')}.`,
      lasting: true
    })
  }
  const [doubt, ...others] = doubts
  const title = isAllDone(runs) ? 'Resolved.' : 'Resolved in part.'
  return {
    ...(lines.length > 0 && { done: { title, lines } }),
    ...(doubt && {
      doubt: {
        ...doubt,
        todo: [doubt.todo, ...others.flatMap((other) => [other.title, other.todo])].join(' '),
        ...(others.some(({ lasting }) => lasting) && { lasting: true as const })
      }
    }),
    failures: ended.flatMap(({ failures }) => failures)
  }
}
