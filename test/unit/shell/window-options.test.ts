import { describe, expect, it } from 'vitest'
import { defaultWindow, windowOptions } from '../../../src/main/shell/window-options'

const given = { place: defaultWindow, dark: false, preload: '/app/preload.cjs', devTools: false }

describe('the window', () => {
  it('has exactly these options', () => {
    expect(windowOptions(given)).toStrictEqual({
      width: 1280,
      height: 800,
      minWidth: 900,
      minHeight: 600,
      title: 'Tessera',
      show: false,
      backgroundColor: '#f6f7f9',
      autoHideMenuBar: true,
      webPreferences: {
        preload: '/app/preload.cjs',
        partition: 'tessera',
        devTools: false,
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
        spellcheck: false,
        enableDeprecatedPaste: false,
        disableBlinkFeatures: 'WebUSB,WebHID,Serial,WebBluetooth'
      }
    })
  })

  it('is dark where the system is', () => {
    expect(windowOptions({ ...given, dark: true }).backgroundColor).toBe('#0f1218')
  })

  it('stands where it stood', () => {
    const place = { x: -20, y: 40, width: 1000, height: 700 }
    expect(windowOptions({ ...given, place })).toMatchObject(place)
  })
})
