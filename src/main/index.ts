import { app } from 'electron'
import { launch } from './shell/launch'
import { describeFailure, log } from './shell/log'
import { prepare } from './shell/prepare'

// Only Electron and small modules are imported up to here: the window stands before the services are even read.
const refusal = prepare(process.argv.slice(1))
if (refusal !== undefined) app.exit(refusal)
else {
  launch({ folder: import.meta.dirname, loadServices: () => import('./main') }).catch((error: unknown) => {
    log(`could not start: ${describeFailure(error)}`)
    app.exit(1)
  })
}
