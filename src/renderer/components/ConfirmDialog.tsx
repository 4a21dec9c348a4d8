import { Button } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Dialog, DialogFoot } from './Dialog'
import { Kbd } from './Kbd'
import { latinKey } from './latin-key'

interface ConfirmDialogProps {
  title: string
  /** who and where, and what will happen */
  children: ReactNode
  confirmLabel: string
  danger?: boolean
  /** the write runs: nothing closes the dialog until it has ended */
  busy?: boolean
  /** a single key that, pressed once more, confirms too */
  again?: string | undefined
  onConfirm: () => void
  onCancel: () => void
}

/** A second press sooner than this (ms) is typing, as in the middle of "Matt", and confirms nothing. */
export const deliberateAfter = 500

/** Asks before a grave act. The focus starts on Cancel, so that typing and Enter into the wrong place do nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, danger = false, busy = false, again, onConfirm, onCancel } = props
  const { isArmed, isDeliberate } = useDeliberateKey(again)
  const confirm = () => {
    if (!busy) onConfirm()
  }
  return (
    <Dialog
      title={title}
      busy={busy}
      onLeave={onCancel}
      onKey={(event) => {
        if (isDeliberate(event)) confirm()
      }}
    >
      {children}
      <DialogFoot
        aside={
          again !== undefined &&
          isArmed && (
            <>
              <span className="visually-hidden">{`Press ${again.toUpperCase()} again to confirm`}</span>
              <span aria-hidden="true">
                Press <Kbd>{again.toUpperCase()}</Kbd> again to confirm
              </span>
            </>
          )
        }
      >
        <Button
          variant="default"
          data-autofocus
          aria-disabled={busy}
          data-disabled={busy}
          onClick={() => {
            if (!busy) onCancel()
          }}
        >
          Cancel
        </Button>
        <Button {...(danger && { color: 'red' })} aria-disabled={busy} data-disabled={busy} onClick={confirm}>
          {busy ? `${confirmLabel}…` : confirmLabel}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

/** Tells the key that confirms from one that was meant for another place: too soon, held down, or among other letters. */
function useDeliberateKey(again: string | undefined) {
  const openedAt = useRef<number>(undefined)
  // the ref as well: two keys may come before the next render
  const typing = useRef(false)
  const [isArmed, setArmed] = useState(true)
  useEffect(() => {
    openedAt.current ??= performance.now()
  }, [])
  const isDeliberate = (event: KeyboardEvent): boolean => {
    if (again === undefined || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key.length !== 1 || event.key === ' ') return false
    if (latinKey(event) !== again) {
      typing.current = true
      setArmed(false)
      return false
    }
    const open = performance.now() - (openedAt.current ?? performance.now())
    return !typing.current && open >= deliberateAfter
  }
  return { isArmed, isDeliberate }
}
