import { app } from 'electron'
import { readBuildInfo } from './shell/build-info'
import { commandHost } from './shell/command-host'
import { launch } from './shell/launch'
import { launchCommand } from './shell/launch-command'
import { describeFailure, log } from './shell/log'
import { prepare, refuseDebugger } from './shell/prepare'

// Only Electron and small modules are imported up to here: the window stands before the services are even read.
const argv = process.argv.slice(1)
const folder = import.meta.dirname
const command = launchCommand(argv, app.isPackaged ? undefined : app.getAppPath())
const build = readBuildInfo(app)
if (command?.kind === 'examine') {
  const { given } = command
  if (refuseDebugger(argv, build)) app.exit(1)
  // not awaited: Electron is ready only once this file has ended
  else {
    void import('./shell/examine').then(({ examine }) =>
      examine({ given, build, folder, loadDiagnosis: () => import('./diagnose/diagnose') })
    )
  }
} else if (command !== undefined) {
  // Electron waits for this before it looks for a display; no window and no single instance is needed
  const { runCommandLine } = await import('./command-line')
  process.exit(await runCommandLine(command, commandHost({ argv, build, folder })))
} else {
  const refusal = prepare(argv, build)
  if (refusal !== undefined) app.exit(refusal)
  else {
    launch({ build, folder, loadServices: () => import('./main') }).catch((error: unknown) => {
      log(`could not start: ${describeFailure(error)}`)
      app.exit(1)
    })
  }
}
