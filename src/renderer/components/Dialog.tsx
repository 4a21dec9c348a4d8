import { Modal } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import { onEvent } from '../bridge/client'
import { useDesk } from '../state/desk-store'
import classes from './Dialog.module.css'
import { ignoreHeldKey } from './held-key'
import { latinKey } from './latin-key'

interface DialogProps {
  title: string
  children: ReactNode
  /** something runs whose end must be seen: nothing closes the dialog meanwhile */
  busy: boolean
  onLeave: () => void
  /** a key that nothing else in the dialog took */
  onKey?: (event: KeyboardEvent) => void
  /** px */
  width?: number
}

/**
 * A modal dialog whose keys stay inside: what lies below has single-key actions. Escape leaves it, and so does Ctrl/⌘K, on the way to
 * the search box. A click beside it does nothing. Who opens it gives the focus back.
 */
export function Dialog({ title, children, busy, onLeave, onKey, width = 500 }: DialogProps) {
  const leave = () => {
    if (!busy) onLeave()
  }
  const leaveForSearch = () => {
    leave()
    if (!busy) useDesk.getState().focusSearch()
  }
  useSearchCommand(leaveForSearch)

  const onKeyDown = (event: KeyboardEvent) => {
    // the focus trap listens for Tab further out
    if (event.key === 'Tab') return
    event.stopPropagation()
    ignoreHeldKey(event)
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && latinKey(event) === 'k') {
      event.preventDefault()
      leaveForSearch()
    } else if (event.key === 'Escape') leave()
    else onKey?.(event)
  }

  return (
    <Modal.Root
      opened
      onClose={leave}
      size={width}
      padding="lg"
      radius="lg"
      centered
      yOffset="2dvh"
      // the lock would inject a style element that the policy refuses; the frame does not scroll anyway
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeOnEscape={false}
      closeOnClickOutside={false}
      returnFocus={false}
      onKeyDown={onKeyDown}
    >
      {/* a click beside the dialog must not take the focus out of it, or its keys would reach what lies below */}
      <Modal.Overlay onMouseDown={(event) => event.preventDefault()} />
      <Modal.Content aria-busy={busy} className={classes.content ?? ''}>
        {/* no Modal.Header: its header element would be a second banner of the page */}
        <Modal.Body>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Ctrl/⌘K may come as a menu command instead of a key. */
function useSearchCommand(leave: () => void): void {
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  useEffect(
    () =>
      onEvent('app.menu', ({ command }) => {
        if (command === 'focus-search') latest.current()
      }),
    []
  )
}

/** The buttons at the end of a dialog; `aside` stands at the left. */
export function DialogFoot({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.foot}>
      <div className={classes.aside}>{aside}</div>
      {children}
    </div>
  )
}
