import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Note } from '../../components/Note'
import { actionButtons } from '../action-buttons'
import { blockWords } from './block-words'
import { Outcome } from './Outcome'
import type { ActionOutcome, lockLeft } from './outcome-words'
import type { TemporaryPasswordDialogProps } from './TemporaryPasswordDialog'

type StillLockedProps = Pick<
  TemporaryPasswordDialogProps,
  'canUnlock' | 'unlocking' | 'unlocked' | 'onUnlock'
> & {
  left: NonNullable<ReturnType<typeof lockLeft>>
}

/**
 * A new password is not documented to lift a lock (API.md §3.4): says so and offers the unlock at once. A block is lifted
 * from the card, which asks.
 */
export function StillLocked({ left, canUnlock, unlocking, unlocked, onUnlock }: StillLockedProps) {
  if (unlocked) return <Unlocked outcome={unlocked} />
  if (left === 'blocked') {
    return (
      <Note tone="warning" title={blockWords.title}>
        Until it is unlocked, this one is refused too. {blockWords.todo}
      </Note>
    )
  }
  return (
    <Note
      tone="warning"
      title="The password is still locked."
      actions={
        canUnlock && (
          <Button
            variant="default"
            size="sm"
            aria-disabled={unlocking}
            data-disabled={unlocking}
            onClick={() => {
              if (!unlocking) onUnlock()
            }}
          >
            {unlocking ? `${actionButtons.unlock.name}…` : actionButtons.unlock.name}
          </Button>
        )
      }
    >
      Until it is unlocked, this one is refused too.
    </Note>
  )
}

/** Takes the focus from the button that is gone: the dialog's keys go on, and a second Enter presses nothing else. */
function Unlocked({ outcome }: { outcome: ActionOutcome }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus()
  }, [])
  return (
    <div ref={box} tabIndex={-1}>
      <Outcome outcome={outcome} />
    </div>
  )
}
