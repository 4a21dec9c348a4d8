import type { KeyboardEvent } from 'react'

/** Marks the buttons that the arrow keys walk, in the order in which they stand. */
export const hitMark = { 'data-hit': true } as const

const hitButtons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-hit]')]

/** False where there is none. */
export function focusFirstHit(): boolean {
  const [first] = hitButtons()
  first?.focus()
  return first !== undefined
}

/** Arrows, Home and End move the focus from hit to hit; Enter is the button's own. */
export function walkHits(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const hits = hitButtons()
  const at = hits.findIndex((hit) => hit === document.activeElement)
  if (at === -1) return
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: hits.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  hits[Math.max(0, Math.min(to, hits.length - 1))]?.focus()
}
