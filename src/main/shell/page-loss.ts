import { dialog, type BrowserWindow } from 'electron'
import { log } from './log'

/** What to do when the window's page cannot be loaded or its process ends. */
export function watchPage(
  window: BrowserWindow,
  options: { quiet: boolean; quit: (code: number) => void }
): void {
  const contents = window.webContents
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame) return
    log(`the page could not be loaded: ${description} (${code})`)
    if (options.quiet) return options.quit(1)
    dialog.showErrorBox('Tessera cannot start', 'Its files are damaged or incomplete. Install Tessera again.')
    options.quit(1)
  })
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    log(`the page's process ended: ${details.reason} (${details.exitCode})`)
    if (options.quiet) return options.quit(1)
    void askToReload(window).then((reload) => (reload ? contents.reload() : options.quit(1)))
  })
}

async function askToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Tessera',
    message: 'The window stopped working.',
    detail:
      'Nothing more was sent. Load it again and look the caller up once more; the card shows what is true now.',
    buttons: ['Load again', 'Quit Tessera'],
    defaultId: 0,
    cancelId: 0
  })
  return response === 0
}
