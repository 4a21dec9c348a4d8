import { create } from 'zustand'
import { type OpenUser, useDesk } from '../../state/desk-store'
import type { UserRef } from '../../state/queries'
import type { UserAction } from './action-words'
import type { ActionOutcome } from './outcome-words'

export interface ActionRun {
  busy?: UserAction | undefined
  outcome?: ActionOutcome | undefined
}

/** Outside the card, so that a write which ends after the agent has left is still told when they come back. */
export const useActionRuns = create<{ runs: Record<string, ActionRun> }>()(() => ({ runs: {} }))

export const runKey = ({ tenantId, userId }: UserRef) => JSON.stringify([tenantId, userId])

export function setRun(ref: UserRef, run: ActionRun): void {
  useActionRuns.setState(({ runs }) => ({ runs: { ...runs, [runKey(ref)]: run } }))
}

export function isBusy(ref: UserRef): boolean {
  return useActionRuns.getState().runs[runKey(ref)]?.busy !== undefined
}

export function forgetRun(ref: UserRef): void {
  useActionRuns.setState(({ runs }) => {
    const { [runKey(ref)]: _left, ...others } = runs
    return { runs: others }
  })
}

const isSame = (a: OpenUser | undefined, b: OpenUser) => a?.tenantId === b.tenantId && a.userId === b.userId

/** After everything was read anew: what was only in doubt before the reading is answered by the card. */
export function dropDoubt(ref: UserRef): void {
  const run = useActionRuns.getState().runs[runKey(ref)]
  if (run?.outcome === undefined) return
  const { doubt, failures, ...rest } = run.outcome
  const known = failures.filter(({ error }) => error.kind !== 'outcome-unknown')
  setRun(ref, { ...run, outcome: { ...rest, failures: known, ...(doubt?.lasting && { doubt }) } })
}

/** What was told belongs to the call: it goes with the card. A write under way stays until its end was seen. */
useDesk.subscribe((now, before) => {
  const left = before.open
  if (left && now.open !== left && !isSame(now.open, left) && !isBusy(left)) forgetRun(left)
})
