import { app, protocol } from 'electron'
import { join } from 'node:path'
import { schemePrivileges } from './app-origin'
import type { BuildInfo } from './build-info'
import { launchFlags, refusedSwitch } from './launch-flags'
import { log } from './log'

/**
 * Everything that must happen before Electron is ready: names and folders, the lock that keeps this the only instance, the
 * scheme. Answers undefined when the app may go on; otherwise it has said why not, and the exit code is answered.
 */
export function prepare(argv: readonly string[], { flavour }: BuildInfo): number | undefined {
  const refused = flavour === 'release' ? refusedSwitch(argv) : undefined
  if (refused !== undefined) {
    log(`does not start with ${refused}: a debugger could read secrets`)
    return 1
  }
  // what a test does must not meet the files of an installed Tessera
  const name = flavour === 'test' ? 'Tessera Test' : 'Tessera'
  app.setName(name)
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name))
  // Chromium's own files apart from ours; the page itself stores nothing (see windowPartition)
  app.setPath('sessionData', join(app.getPath('userData'), 'chromium'))
  if (!app.requestSingleInstanceLock()) {
    log('is running already: its window comes to the front')
    return launchFlags(argv).smoke === undefined ? 0 : 1
  }
  protocol.registerSchemesAsPrivileged([schemePrivileges])
  return undefined
}
