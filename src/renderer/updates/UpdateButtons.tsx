import { Button } from '@mantine/core'
import { type RefObject, useId } from 'react'
import type { UpdateView } from '../../shared/updates'
import { useDesk } from '../state/desk-store'
import classes from './Updates.module.css'
import { updateStateId } from './UpdateStatus'
import { isOffered, offWords } from './update-words'
import type { useUpdateActs } from './use-update-acts'

interface UpdateButtonsProps {
  view: UpdateView
  acts: ReturnType<typeof useUpdateActs>
  /** the button "Check for updates" */
  check: RefObject<HTMLButtonElement | null>
}

export function UpdateButtons({ view, acts, check }: UpdateButtonsProps) {
  const isOff = offWords(view) !== undefined
  const { step } = view.state
  const isBusy = acts.run?.state === 'busy'
  const isChecking = step === 'checking' || (isBusy && acts.run?.act === 'check')
  const cannotCheck = isOff || isBusy || isChecking || step === 'downloading'
  return (
    <div className={classes.buttons}>
      <Button
        ref={check}
        variant="default"
        size="sm"
        aria-disabled={cannotCheck}
        data-disabled={cannotCheck}
        aria-describedby={updateStateId}
        onClick={() => {
          if (!cannotCheck) void acts.check()
        }}
      >
        {isChecking ? 'Check for updates…' : 'Check for updates'}
      </Button>
      {!isOff && isOffered(view) && (
        <Button
          size="sm"
          aria-disabled={isBusy}
          data-disabled={isBusy}
          onClick={() => void acts.install('Download and install')}
        >
          Download and install
        </Button>
      )}
      {!isOff && step === 'ready' && <Restart acts={acts} />}
    </div>
  )
}

/** A restart would end the call, so that comes first. Main refuses it too. */
function Restart({ acts }: { acts: UpdateButtonsProps['acts'] }) {
  const isInCall = useDesk((desk) => desk.open !== undefined)
  const isBusy = acts.run?.state === 'busy'
  const reasonId = useId()
  const cannot = isInCall || isBusy
  return (
    <>
      <Button
        size="sm"
        aria-disabled={cannot}
        data-disabled={cannot}
        aria-describedby={isInCall ? reasonId : undefined}
        onClick={() => {
          if (!cannot) void acts.install('Restart and update')
        }}
      >
        {isBusy && acts.run?.act === 'install' ? 'Restart and update…' : 'Restart and update'}
      </Button>
      {isInCall && (
        <span id={reasonId} className="form-hint">
          A call is open. End it first: a restart would end it too.
        </span>
      )}
    </>
  )
}
