import { app, dialog, protocol } from 'electron'
import { join } from 'node:path'
import { schemePrivileges } from './app-origin'
import type { BuildInfo } from './build-info'
import { launchFlags, refusedSwitch, weakeningSwitch } from './launch-flags'
import { hasWordsBehindLink } from './links'
import { log } from './log'
import { openOwnFolder } from './own-folder'

/** What a test does must not meet the files of an installed Tessera. */
export const productName = ({ flavour }: BuildInfo): string =>
  flavour === 'test' ? 'Tessera Test' : 'Tessera'

/** As Chromium reads its command line. */
const isSet = (name: string): boolean => app.commandLine.hasSwitch(name)

/** Whether a switch was given that lets a debugger in and that a release does not start with; says so. */
export function refuseDebugger(argv: readonly string[], { flavour }: BuildInfo): boolean {
  const refused = flavour === 'release' ? refusedSwitch(argv, isSet) : undefined
  if (refused !== undefined) log(`does not start with ${refused}: a debugger could read secrets`)
  return refused !== undefined
}

/**
 * Everything that must happen before Electron is ready: names and folders, the lock that keeps this the only instance, the
 * scheme. Answers undefined when the app may go on; otherwise it has said why not, and the exit code is answered.
 */
export function prepare(argv: readonly string[], build: BuildInfo): number | undefined {
  if (refuseDebugger(argv, build)) return 1
  if (hasWordsBehindLink(argv)) {
    log('does not start: a link comes alone, and something stands behind this one')
    return 1
  }
  const smoke = launchFlags(argv).smoke !== undefined
  const weaker = build.flavour === 'release' ? weakeningSwitch(isSet) : undefined
  if (weaker !== undefined) {
    const why = `It was started with ${weaker}, without which it locks its window up. If this system needs that, install Tessera’s package for it: that sets up what the sandbox needs.`
    return refuse(`does not start with ${weaker}: its window would not be locked up`, why, smoke)
  }
  const name = productName(build)
  app.setName(name)
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name))
  // Chromium's own files apart from ours; the page itself stores nothing (see windowPartition)
  app.setPath('sessionData', join(app.getPath('userData'), 'chromium'))
  const userData = app.getPath('userData')
  const problem = openOwnFolder(userData)
  if (problem !== undefined) {
    const why = `It cannot write to its folder, ${userData} (${problem}). Ask whoever looks after this computer to let you write there, or to free space.`
    return refuse(`does not start: its folder cannot be written (${problem})`, why, smoke)
  }
  if (!app.requestSingleInstanceLock()) {
    log('is running already: its window comes to the front')
    return smoke ? 1 : 0
  }
  protocol.registerSchemesAsPrivileged([schemePrivileges])
  return undefined
}

/** Says on stderr and, but for a smoke run in which nobody would close it, in a box why the app does not start. */
function refuse(line: string, why: string, smoke: boolean): number {
  log(line)
  if (!smoke) dialog.showErrorBox('Tessera cannot start', why)
  return 1
}
