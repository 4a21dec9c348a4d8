import { Button } from '@mantine/core'
import { Failure } from '../../components/Failure'
import { blockWords } from '../actions/block-words'
import type { ActionOutcome, lockLeft } from '../actions/outcome-words'
import { type ResolveStep, stepNames } from './resolve-steps'
import { isGood, needsVerification, type StepRun } from './resolve-words'
import classes from './Resolve.module.css'

interface StepLineProps {
  step: ResolveStep
  run: StepRun
  busy: boolean
  /** what keeps the new password from being used, though this step was left out */
  left: ReturnType<typeof lockLeft>
  /** a new password is shown below, and goes with the dialog */
  hasSecret: boolean
  onAgain: () => void
  /** goes on with what waits; absent where nothing does */
  onSkip: (() => void) | undefined
  onVerify: () => void
}

/** One step of "Resolve" with what happened, and what can be done where it failed. */
export function StepLine(props: StepLineProps) {
  const { step, run, left } = props
  return (
    <li className={classes.step} aria-label={stepNames[step]}>
      <span className={classes.mark} data-state={markOf(run)} aria-hidden="true" />
      <div className={classes.what}>
        <p className={classes.name}>
          {stepNames[step]}
          <span className={classes.state}>{stateWords(run)}</span>
        </p>
        {run.state === 'ended' && <Ended {...props} outcome={run.outcome} />}
        {run.state === 'left-out' && left && <LeftLocked {...props} left={left} />}
      </div>
    </li>
  )
}

type Mark = 'waiting' | 'running' | 'done' | 'failed'

function markOf(run: StepRun): Mark {
  if (run.state === 'running') return 'running'
  if (run.state !== 'ended') return 'waiting'
  return isGood(run) ? 'done' : 'failed'
}

function stateWords(run: StepRun): string {
  switch (run.state) {
    case 'left-out':
      return 'Left out'
    case 'waiting':
      return 'Waiting'
    case 'running':
      return 'Running…'
    case 'ended':
      if (isGood(run)) return 'Done'
      return run.outcome.done ? 'Done in part' : 'Not done'
  }
}

function Ended(props: StepLineProps & { outcome: ActionOutcome }) {
  const { run, busy, hasSecret, onAgain, onSkip, onVerify, outcome } = props
  const { done, doubt, failures } = outcome
  const [first] = failures
  const unproved = needsVerification(run)
  return (
    <>
      {done && <p className={classes.words}>{[done.title, ...done.lines].join(' ')}</p>}
      {doubt && (
        <div role="alert">
          <p className={classes.doubt}>{doubt.title}</p>
          <p className={classes.words}>{doubt.todo}</p>
        </div>
      )}
      {failures.map(({ doing, error }) => (
        <Failure key={doing} inline doing={doing} error={error} />
      ))}
      {unproved && hasSecret && (
        <p className={classes.words}>The new password is forgotten then: tell it to the caller first.</p>
      )}
      {(first ?? (doubt && !outcome.blocked)) && (
        <div className={classes.buttons}>
          {unproved ? (
            <Press busy={busy} name="Verify caller" onPress={onVerify} />
          ) : (
            <Press busy={busy} name="Try again" onPress={onAgain} />
          )}
          {onSkip && first && <Press busy={busy} name="Go on without it" onPress={onSkip} />}
        </div>
      )}
    </>
  )
}

/** A new password is not documented to lift a lock (API.md §3.4); an administrator's block is not lifted in passing. */
function LeftLocked({ left, busy, onAgain }: StepLineProps & { left: 'locked' | 'blocked' }) {
  const isBlocked = left === 'blocked'
  return (
    <div role="alert">
      <p className={classes.doubt}>{isBlocked ? blockWords.title : 'The password is still locked.'}</p>
      <p className={classes.words}>
        Until it is unlocked, the new one is refused too.{isBlocked && ` ${blockWords.todo}`}
      </p>
      {!isBlocked && (
        <div className={classes.buttons}>
          <Press busy={busy} name="Unlock password" onPress={onAgain} />
        </div>
      )}
    </div>
  )
}

function Press({ busy, name, onPress }: { busy: boolean; name: string; onPress: () => void }) {
  return (
    <Button variant="default" size="xs" aria-disabled={busy} data-disabled={busy} onClick={onPress}>
      {name}
    </Button>
  )
}
