import { app } from 'electron'
import { join } from 'node:path'
import { readBuildInfo } from './shell/build-info'
import { launch } from './shell/launch'
import { commandWords } from './shell/launch-flags'
import { describeFailure, log } from './shell/log'
import { prepare } from './shell/prepare'

// Only Electron and small modules are imported up to here: the window stands before the services are even read.
const argv = process.argv.slice(1)
const command = commandWords(argv, app.isPackaged ? undefined : app.getAppPath())
if (command !== undefined) {
  // Electron waits for this before it looks for a display; no window and no single instance is needed
  const { runCommandLine } = await import('./command-line')
  process.exit(await runCommandLine(command, join(import.meta.dirname, 'seal-worker.js')))
}
const build = readBuildInfo(app)
const refusal = prepare(argv, build)
if (refusal !== undefined) app.exit(refusal)
else {
  launch({ build, folder: import.meta.dirname, loadServices: () => import('./main') }).catch(
    (error: unknown) => {
      log(`could not start: ${describeFailure(error)}`)
      app.exit(1)
    }
  )
}
