import { BrowserWindow, nativeTheme, screen } from 'electron'
import { windowOptions } from './window-options'
import { readWindowState, writeWindowState } from './window-state'

/** Makes the one window, hidden until it has painted. `shown` resolves then. */
export function openWindow(given: { userData: string; preload: string; devTools: boolean }): {
  window: BrowserWindow
  shown: Promise<void>
} {
  const state = readWindowState(
    given.userData,
    screen.getAllDisplays().map((display) => display.workArea)
  )
  const window = new BrowserWindow(
    windowOptions({
      place: state.place,
      dark: nativeTheme.shouldUseDarkColors,
      preload: given.preload,
      devTools: given.devTools
    })
  )
  const shown = new Promise<void>((resolve) => {
    window.once('ready-to-show', () => {
      if (state.maximized) window.maximize()
      window.show()
      resolve()
    })
  })
  window.on('close', () => rememberWindow(window, given.userData))
  // the page's title would replace ours with whatever it says
  window.on('page-title-updated', (event) => event.preventDefault())
  return { window, shown }
}

/** Writes down where the window is. */
export function rememberWindow(window: BrowserWindow, userData: string): void {
  if (window.isDestroyed()) return
  writeWindowState(userData, { place: window.getNormalBounds(), maximized: window.isMaximized() })
}
