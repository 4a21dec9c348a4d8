import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js'
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import type { InstallOptions } from 'electron-updater/out/BaseUpdater.js'
import type { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper.js'
import { MacUpdater } from 'electron-updater/out/MacUpdater.js'
import { NsisUpdater } from 'electron-updater/out/NsisUpdater.js'
import { type CheckedFile, checkFileNow, replaceProgram } from './checked-file'
import { UpdateProblem } from './problem'
import { handToSquirrel, type Squirrel } from './squirrel'

/** An updater of electron-updater's that tells what it has downloaded. */
export type Updater = AppImageInstaller | NsisInstaller | MacInstaller

/** AppImage: one file, replaced in one step. electron-updater removes the old one first, and starts the new one to see whether it runs. */
export class AppImageInstaller extends AppImageUpdater {
  readonly #program: string

  /** `program`: the AppImage's own path */
  constructor(app: AppAdapter, program: string) {
    super(null, app)
    this.#program = program
  }

  get downloaded(): CheckedFile | undefined {
    return fileOf(this.downloadedUpdateHelper)
  }

  /** Throws what stands in the way; the old program stands then. */
  putInPlace(): void {
    replaceProgram(known(this.downloaded), this.#program)
  }

  /** when the app quits */
  protected override doInstall(): boolean {
    this.putInPlace()
    return true
  }
}

/** The NSIS installer, run without questions. */
export class NsisInstaller extends NsisUpdater {
  constructor(app: AppAdapter) {
    super(null, app)
  }

  get downloaded(): CheckedFile | undefined {
    return fileOf(this.downloadedUpdateHelper)
  }

  /** Starts the installer and quits; throws where it is not started, which electron-updater only tells as an event. */
  installAndQuit(): void {
    const failures: Error[] = []
    const note = (error: Error) => void failures.push(error)
    this.on('error', note)
    this.quitAndInstall(true, true)
    this.off('error', note)
    if (failures[0] !== undefined) throw failures[0]
  }

  protected override doInstall(options: InstallOptions): boolean {
    checkFileNow(known(this.downloaded))
    return super.doInstall(options)
  }
}

/** how long Squirrel may take to copy, unpack and check some hundred MB */
const SQUIRREL_MS = 180_000

/**
 * Squirrel, which checks the bundle's own signature. It gets the file only for "Restart and update": what it has got it installs with
 * the next quitting, whatever the policy says by then. Nor could it be given the file while the app quits: unpacking and checking
 * takes longer than quitting may. So on macOS quitting installs nothing (way.ts).
 */
export class MacInstaller extends MacUpdater {
  /** SHA-512 of what Squirrel has */
  #staged: string | undefined

  constructor(app: AppAdapter) {
    super(undefined, app)
  }

  get downloaded(): CheckedFile | undefined {
    return fileOf(this.downloadedUpdateHelper)
  }

  /** Hands what was downloaded to Squirrel; throws UpdateProblem (`install`) with what Squirrel says. */
  async stage(limitMs = SQUIRREL_MS): Promise<void> {
    const { sha512 } = known(this.downloaded)
    if (this.#staged === sha512) return
    await handToSquirrel(this.#squirrel, limitMs)
    this.#staged = sha512
  }

  /** Quits and starts the version that was staged. */
  restart(): void {
    if (this.#staged === undefined) throw new UpdateProblem('install', 'nothing was staged')
    this.#squirrel.quitAndInstall()
  }

  /** left out of its types */
  get #squirrel(): Squirrel {
    return (this as unknown as { nativeUpdater: Squirrel }).nativeUpdater
  }
}

function fileOf(helper: DownloadedUpdateHelper | null): CheckedFile | undefined {
  const path = helper?.file
  const sha512 = helper?.downloadedFileInfo?.sha512
  return path && sha512 ? { path, sha512 } : undefined
}

function known(file: CheckedFile | undefined): CheckedFile {
  if (file === undefined) throw new UpdateProblem('install', 'nothing was downloaded')
  return file
}
