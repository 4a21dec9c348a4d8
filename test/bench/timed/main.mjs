// The built Tessera with marks around it. They are set from outside: the app itself knows nothing of them.
import { app } from 'electron'
import { firstPaint } from '../first-paint.mjs'
import { mark } from '../mark.mjs'

mark('main')
app.once('ready', () => mark('app-ready'))
app.once('browser-window-created', (_event, window) => {
  mark('window')
  window.once('show', () => mark('shown'))
  const { webContents: contents } = window
  markCalls(contents.ipc)
  contents.once('dom-ready', () => void firstPaint(contents).then((time) => mark('first-paint', time)))
})
await import('../../../out/main/index.js')
mark('entry-loaded')

/** The first question of the page and its answer: the services were loaded in between, unless they were there already. */
function markCalls(ipc) {
  const handle = ipc.handle.bind(ipc)
  ipc.handle = (channel, listener) =>
    handle(channel, async (...args) => {
      if (channel !== 'tessera:app.state') return listener(...args)
      mark('asked')
      const answer = await listener(...args)
      mark('answered')
      return answer
    })
}
