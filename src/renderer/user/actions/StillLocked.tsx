import { Button } from '@mantine/core'
import { Note } from '../../components/Note'
import { actionButtons } from '../action-buttons'
import { Outcome } from './Outcome'
import type { TemporaryPasswordDialogProps } from './TemporaryPasswordDialog'

type StillLockedProps = Pick<TemporaryPasswordDialogProps, 'unlocking' | 'unlocked' | 'onUnlock'>

/** A new password is not documented to lift a lock (API.md §3.4): says so and offers the unlock at once. */
export function StillLocked({ unlocking, unlocked, onUnlock }: StillLockedProps) {
  if (unlocked) return <Outcome outcome={unlocked} />
  return (
    <Note
      tone="warning"
      title="The password is still locked."
      actions={
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
      }
    >
      Until it is unlocked, this one is refused too.
    </Note>
  )
}
