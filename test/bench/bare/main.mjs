// The least that an Electron app can do: one window with one static page, shown when it has painted.
import { app, BrowserWindow } from 'electron'
import { join } from 'node:path'
import { firstPaint } from '../first-paint.mjs'
import { mark } from '../mark.mjs'

mark('main')
app.on('window-all-closed', () => app.quit())
app.once('ready', () => {
  mark('app-ready')
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false }
  })
  mark('window')
  window.once('ready-to-show', () => {
    window.show()
    mark('shown')
  })
  // Ready is when the page has reported its first contentful paint: to see it is all that one can do with it.
  window.webContents.once('dom-ready', async () => {
    mark('first-paint', await firstPaint(window.webContents))
    mark('ready')
  })
  void window.loadFile(join(import.meta.dirname, 'index.html'))
})
mark('entry-loaded')
