import { dialog, type BrowserWindow } from 'electron'
import { log } from './log'

const ABORTED = -3

export interface PageWatch {
  /** hooks run when the page's process ended, and when a document came: whatever was held for the one before is nobody's */
  onPageGone(hook: () => void): void
}

/** What to do when the window's page cannot be loaded, is left, or its process ends. */
export function watchPage(
  window: BrowserWindow,
  options: { page: string; quiet: boolean; quit: (code: number) => void }
): PageWatch {
  const contents = window.webContents
  const hooks: (() => void)[] = []
  const gone = () => {
    for (const hook of hooks) hook()
  }
  const cannotStart = (reason: string) => {
    log(`the page could not be loaded: ${reason}`)
    if (!options.quiet) {
      dialog.showErrorBox(
        'Tessera cannot start',
        'Its files are damaged or incomplete. Install Tessera again.'
      )
    }
    options.quit(1)
  }
  contents.on('did-fail-load', (_event, code, description, address, isMainFrame) => {
    // what was prevented or is not ours fails without harm
    if (isMainFrame && code !== ABORTED && address === options.page) cannotStart(`${description} (${code})`)
  })
  contents.on('did-navigate', (_event, address, status) => {
    gone()
    if (address === options.page) return status >= 400 ? cannotStart(`status ${status}`) : undefined
    // about:blank needs no request and asks nobody: it is the one place a page can go to by itself
    log('the page was left for another one: loading it again')
    contents.loadURL(options.page).catch(() => undefined)
  })
  contents.on('render-process-gone', (_event, details) => {
    gone()
    if (details.reason === 'clean-exit') return
    log(`the page's process ended: ${details.reason} (${details.exitCode})`)
    if (options.quiet) return options.quit(1)
    void askToReload(window).then((reload) => (reload ? contents.reload() : options.quit(1)))
  })
  return { onPageGone: (hook) => void hooks.push(hook) }
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
