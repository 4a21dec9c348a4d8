import type { BrowserWindow } from 'electron'

export type FrontWindow = Pick<
  BrowserWindow,
  'isDestroyed' | 'isMinimized' | 'restore' | 'show' | 'focus' | 'isFocused' | 'flashFrame'
> & { once(event: 'focus', listener: () => void): unknown }

/**
 * Brings the window to the front, as a second start does: back from the taskbar, shown, focused. Where the system does not hand the
 * focus to a program that asks for it, the window asks for attention until it is gone to.
 */
export function bringToFront(window: FrontWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  if (window.isFocused()) return
  window.once('focus', () => {
    if (!window.isDestroyed()) window.flashFrame(false)
  })
  window.flashFrame(true)
}
