import { app, session } from 'electron'
import { writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { BuildInfo } from './build-info'
import type { ExaminationGiven } from './command-host'
import { forkKeychainWorker } from './keychain-process'
import { describeFailure, log } from './log'
import { parsePac, type ProxyChoice } from './pac'

/** Everything of Electron and of this machine that the report is made from; it imports no Electron itself. */
export interface ExaminationContext {
  readonly version: string
  readonly build: BuildInfo
  readonly isPackaged: boolean
  readonly execPath: string
  readonly resourcesPath: string
  readonly versions: Readonly<Record<string, string | undefined>>
  /** of the operating system, as Electron knows it */
  readonly systemVersion: string
  readonly hasNoSandbox: boolean
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly userData: string
  /** see ServiceContext */
  readonly machineFolder: string | undefined
  startKeychainWorker(): ReturnType<typeof forkKeychainWorker>
  systemProxy(origin: string): Promise<ProxyChoice>
}

export interface Examination {
  /** a JSON text; see ExaminationGiven */
  given: string
  build: BuildInfo
  /** of the built main process */
  folder: string
  loadDiagnosis: () => Promise<{ diagnose(context: ExaminationContext): Promise<object> }>
}

/** Looks at everything, writes the report where it was told to, and ends the process. */
export async function examine({ given, build, folder, loadDiagnosis }: Examination): Promise<void> {
  try {
    const { into, userData } = readGiven(given)
    app.dock?.hide()
    await app.whenReady()
    const { diagnose } = await loadDiagnosis()
    const { env, platform, arch, execPath, resourcesPath, versions } = process
    const report = await diagnose({
      version: app.getVersion(),
      build,
      isPackaged: app.isPackaged,
      execPath,
      resourcesPath,
      versions: { ...versions },
      systemVersion: process.getSystemVersion(),
      hasNoSandbox: app.commandLine.hasSwitch('no-sandbox'),
      platform,
      arch,
      env,
      home: homedir(),
      userData,
      machineFolder: app.isPackaged ? undefined : env['TESSERA_MACHINE_FOLDER'],
      startKeychainWorker: () => forkKeychainWorker(join(folder, 'keychain-worker.js')),
      systemProxy: async (origin) => parsePac(await session.defaultSession.resolveProxy(origin))
    })
    writeFileSync(into, JSON.stringify(report), { flag: 'wx', mode: 0o600 })
    app.exit(0)
  } catch (error) {
    log(`could not examine: ${describeFailure(error)}`)
    app.exit(1)
  }
}

/** Throws for what no process of ours wrote. */
function readGiven(given: string): ExaminationGiven {
  const { into, userData } = JSON.parse(given) as Record<string, unknown>
  if (typeof into !== 'string' || typeof userData !== 'string')
    throw new TypeError('not given what is needed')
  return { into, userData }
}
