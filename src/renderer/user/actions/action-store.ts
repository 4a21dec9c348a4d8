import { create } from 'zustand'
import { type OpenUser, useDesk } from '../../state/desk-store'
import type { CardRef, UserRef } from '../../state/queries'
import type { UserAction } from './action-words'
import type { ActionOutcome } from './outcome-words'

export interface ActionRun {
  busy?: UserAction | undefined
  outcome?: ActionOutcome | undefined
}

/** Outside the card, so that a write which ends after the agent has left is still told when they come back. */
export const useActionRuns = create<{ runs: Record<string, ActionRun> }>()(() => ({ runs: {} }))

/** A write for one application's password is not told under another's. */
export const runKey = ({ tenantId, userId, applicationId }: CardRef) =>
  JSON.stringify([tenantId, userId, applicationId])

export function setRun(ref: CardRef, run: ActionRun): void {
  useActionRuns.setState(({ runs }) => ({ runs: { ...runs, [runKey(ref)]: run } }))
}

export function isBusy(ref: CardRef): boolean {
  return useActionRuns.getState().runs[runKey(ref)]?.busy !== undefined
}

/** Forgets what was told of a user, in whichever application; a write under way stays until its end was seen. */
export function forgetRuns({ tenantId, userId }: UserRef): void {
  const theirs = JSON.stringify([tenantId, userId]).slice(0, -1)
  useActionRuns.setState(({ runs }) => ({
    runs: Object.fromEntries(
      Object.entries(runs).filter(([key, { busy }]) => busy !== undefined || !key.startsWith(`${theirs},`))
    )
  }))
}

const isSame = (a: OpenUser | undefined, b: OpenUser) => a?.tenantId === b.tenantId && a.userId === b.userId

/** After everything was read anew: what was only in doubt before the reading is answered by the card. */
export function dropDoubt(ref: CardRef): void {
  const run = useActionRuns.getState().runs[runKey(ref)]
  if (run?.outcome === undefined) return
  const { doubt, failures, ...rest } = run.outcome
  const known = failures.filter(({ error }) => error.kind !== 'outcome-unknown')
  setRun(ref, { ...run, outcome: { ...rest, failures: known, ...(doubt?.lasting && { doubt }) } })
}

/** What was told belongs to the call: it goes with the card. */
useDesk.subscribe((now, before) => {
  const left = before.open
  if (left && now.open !== left && !isSame(now.open, left)) forgetRuns(left)
})
