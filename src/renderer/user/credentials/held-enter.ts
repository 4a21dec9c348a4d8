import type { KeyboardEvent } from 'react'

/** Enter that is still held from what opened a form sends nothing. */
export function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter') event.preventDefault()
}
