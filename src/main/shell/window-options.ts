import type { BrowserWindowConstructorOptions } from 'electron'

export interface WindowPlace {
  readonly width: number
  readonly height: number
  readonly x?: number
  readonly y?: number
}

export const smallestWindow = { width: 900, height: 600 } as const
export const defaultWindow: WindowPlace = { width: 1280, height: 800 }

/** Named for memory only: without `persist:` nothing of the page is ever written to disk. */
export const windowPartition = 'tessera'

/**
 * The window's options, whole: every security-relevant preference is written out, also where it is Electron's default, so
 * that a test can hold them all.
 */
export function windowOptions(given: {
  place: WindowPlace
  dark: boolean
  preload: string
  devTools: boolean
}): BrowserWindowConstructorOptions {
  return {
    ...given.place,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Tessera',
    show: false,
    // the theme's own background: no white flash before the first paint
    backgroundColor: given.dark ? '#0f1218' : '#f6f7f9',
    autoHideMenuBar: true,
    webPreferences: {
      preload: given.preload,
      partition: windowPartition,
      devTools: given.devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // a dictionary would be downloaded, and names are no spelling mistakes
      spellcheck: false,
      enableDeprecatedPaste: false,
      disableBlinkFeatures: 'WebUSB,WebHID,Serial,WebBluetooth'
    }
  }
}
