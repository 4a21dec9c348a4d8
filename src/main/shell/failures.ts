import { app, dialog } from 'electron'
import { describeFailure, log } from './log'

/**
 * Main's last net. Failures are logged without their messages and never uploaded: no crash reporter is started. A stray one
 * does not end a call that an agent is on; the agent is told once and decides. With `quiet` (tests, smoke) no dialog waits
 * for a click.
 */
export function catchFailures(options: { quiet: boolean; quit: (code: number) => void }): void {
  let told = false
  process.on('unhandledRejection', (reason) => log(`unhandled rejection: ${describeFailure(reason)}`))
  process.on('uncaughtException', (error) => {
    // the terminal that read our output was closed
    if ('code' in error && error.code === 'EPIPE') return
    log(`uncaught exception: ${describeFailure(error)}`)
    if (options.quiet) return options.quit(1)
    if (told || !app.isReady()) return
    told = true
    void askToGoOn().then((goOn) => (goOn ? undefined : options.quit(1)))
  })
}

async function askToGoOn(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Tessera',
    message: 'Something inside Tessera failed.',
    detail:
      'Check what the user card shows before you repeat the last action. If Tessera behaves oddly, quit and start it again.',
    buttons: ['Go on', 'Quit Tessera'],
    defaultId: 0,
    cancelId: 0
  })
  return response === 0
}
