import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { IssueOutcome } from '../../../shared/actions'
import { toAppError } from '../../../shared/errors'
import { cardOf } from '../../state/queries'
import { type ActionOutcome, failureWords, unseenWords } from '../actions/outcome-words'
import { issuePassword, perform } from '../actions/perform'
import type { CredentialDialogProps } from './dialog'
import { type ResolveStep, resolveSteps } from './resolve-steps'
import { holdsUp, issuedWords, resolveOutcome, type StepRun, type StepRuns } from './resolve-words'
import { useAct } from './use-act'
import { useIssued } from './use-issued'

/** What was agreed to: no administrator's block is lifted in passing. */
const agreed = { blocked: false, neverSignedIn: false }

/** The chosen steps, one after the other; each has an end of its own and can be tried again alone. */
export function useResolve({ user, tenant, onClose }: CredentialDialogProps) {
  const client = useQueryClient()
  const { busy, act } = useAct()
  const { hold } = useIssued()
  const [runs, setRuns] = useState<StepRuns>()
  const [issued, setIssued] = useState<IssueOutcome>()
  /** the same, for what goes on after an answer */
  const latest = useRef<{ runs: StepRuns; issued?: IssueOutcome }>(undefined)
  const target = { ...cardOf(tenant, user.id), appId: tenant.appId }

  const set = (step: ResolveStep, run: StepRun) => {
    if (latest.current === undefined) return
    latest.current.runs = { ...latest.current.runs, [step]: run }
    setRuns(latest.current.runs)
  }
  const issue = async (): Promise<ActionOutcome> => {
    try {
      const outcome = await issuePassword(target, client)
      if (!hold(outcome.issueId)) return unseenWords
      if (latest.current) latest.current.issued = outcome
      setIssued(outcome)
      return issuedWords(outcome, Date.now())
    } catch (thrown) {
      return failureWords('issue', toAppError(thrown))
    }
  }
  const told = () =>
    latest.current && resolveOutcome(latest.current.runs, latest.current.issued, tenant.appId)

  /** Does what waits, until all is done or something holds up the rest. */
  const goOn = () =>
    act(async (isShown) => {
      for (;;) {
        const step = resolveSteps.find((one) => latest.current?.runs[one].state === 'waiting')
        if (step === undefined || !isShown()) break
        set(step, { state: 'running' })
        const outcome = await (step === 'issue' ? issue() : perform(step, target, agreed, client))
        set(step, { state: 'ended', outcome })
        if (holdsUp(outcome)) break
      }
      if (!isShown()) onClose(told())
    })
  const start = (chosen: ReadonlySet<ResolveStep>) => {
    const state = (step: ResolveStep): StepRun => ({ state: chosen.has(step) ? 'waiting' : 'left-out' })
    latest.current = {
      runs: { 'sign-out': state('sign-out'), issue: state('issue'), unlock: state('unlock') }
    }
    setRuns(latest.current.runs)
    goOn()
  }
  /** A step that failed, or that was left out and is wanted after all. */
  const again = (step: ResolveStep) => {
    if (busy) return
    set(step, { state: 'waiting' })
    goOn()
  }
  return { runs, issued, busy, start, goOn, again, told }
}
