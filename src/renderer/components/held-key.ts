import type { KeyboardEvent } from 'react'

/** A key that is held down presses a button once: its repeats must not press whatever has the focus by then. */
export function ignoreHeldKey(event: KeyboardEvent): void {
  if (!event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return
  if (event.target instanceof Element && event.target.closest('button, summary')) event.preventDefault()
}
