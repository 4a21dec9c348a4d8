import { type KeyboardEvent, type MouseEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'

export interface MenuButton {
  ref: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  /** it was open once, so that its code is needed */
  isNeeded: boolean
  close: () => void
  buttonProps: {
    'aria-haspopup': 'menu'
    'aria-expanded': boolean
    onMouseDown: (event: MouseEvent) => void
    onClick: () => void
    onKeyDown: (event: KeyboardEvent) => void
  }
}

/** The keys that the button itself answers. */
const ownKeys = ['ArrowDown', 'Enter', ' ']

/** A button that opens the menu beside it, whose code is loaded then. */
export function useMenuButton(): MenuButton {
  const ref = useRef<HTMLButtonElement>(null)
  const [menu, setMenu] = useState<'never' | 'open' | 'closed'>('never')
  const isOpen = menu === 'open'

  useLayoutEffect(() => {
    // the item that had the focus is gone, unless what it opened has taken it
    if (menu === 'closed' && document.activeElement === document.body) ref.current?.focus()
  }, [menu])

  return {
    ref,
    isOpen,
    isNeeded: menu !== 'never',
    close: () => setMenu('closed'),
    buttonProps: {
      'aria-haspopup': 'menu',
      'aria-expanded': isOpen,
      // the open menu would take it for something elsewhere and close, before the click toggles it or the focus is within
      onMouseDown: (event) => {
        if (isOpen) event.stopPropagation()
      },
      onClick: () => setMenu(isOpen ? 'closed' : 'open'),
      onKeyDown: (event) => {
        if (isOpen && ownKeys.includes(event.key)) event.stopPropagation()
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        setMenu('open')
      }
    }
  }
}
