import { app } from 'electron'
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { BuildInfo } from './build-info'
import { examineSwitch } from './launch-command'
import { productName } from './prepare'

/** What a process that looks at everything is told: where its report goes, and which folder it is about. */
export interface ExaminationGiven {
  into: string
  userData: string
}

/** What the command line gets of Electron, before there is a display; its type is command-line.ts's. */
export function commandHost({ argv, build, folder }: { argv: string[]; build: BuildInfo; folder: string }) {
  return {
    version: app.getVersion(),
    versions: process.versions,
    sealWorker: join(folder, 'seal-worker.js'),
    examine: (into: string, temporary: string) => startExamination(argv, build, into, temporary)
  }
}

/**
 * Starts this app once more, to look at everything: a process that hangs, as the keychain can make it, is killed without harm.
 * Chromium's own files go to `temporary`; on Linux it needs no display.
 */
function startExamination(argv: readonly string[], build: BuildInfo, into: string, temporary: string) {
  const given: ExaminationGiven = { into, userData: userDataFolder(build) }
  const child = spawn(
    process.execPath,
    [
      ...(app.isPackaged ? [] : [app.getAppPath()]),
      ...passedOn(argv),
      ...(process.platform === 'linux' ? ['--ozone-platform=headless'] : []),
      `--user-data-dir=${temporary}`,
      '--disable-gpu',
      `${examineSwitch}=${JSON.stringify(given)}`
    ],
    { stdio: 'ignore', windowsHide: true }
  )
  const ended = new Promise<void>((done) => {
    child.once('error', () => done())
    child.once('exit', () => done())
  })
  return { ended, kill: () => void child.kill('SIGKILL') }
}

/** Not asked of Electron, which makes the folder then. */
function userDataFolder(build: BuildInfo): string {
  const named = app.commandLine.getSwitchValue('user-data-dir')
  return named === '' ? join(app.getPath('appData'), productName(build)) : resolve(named)
}

const ours =
  /^--(?:diagnose|practice|smoke|user-data-dir|ozone-platform(?:-hint)?|require|inspect.*|remote-.*|examine-.*)(?:=|$)/i

/** The switches of Chromium that change what is looked at, such as a proxy of one's own. */
export const passedOn = (argv: readonly string[]): string[] =>
  argv.filter((word) => /^--[a-z]/i.test(word) && !ours.test(word))
