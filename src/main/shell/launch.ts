import { app, powerMonitor, session, shell } from 'electron'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { bindContract } from '../ipc/bind'
import { createEmitter } from '../ipc/emitter'
import type { Handlers } from '../ipc/handlers'
import { appOrigin, appPage } from './app-origin'
import { watchAway } from './away'
import { type BuildInfo } from './build-info'
import { chooseBundleFile } from './bundle-file'
import { chooseCaFile } from './ca-file'
import { systemClipboard } from './clipboard'
import { lockContents } from './contents-lock'
import { openExternalLink, openTelephone } from './external-links'
import { catchFailures } from './failures'
import { bringToFront } from './front'
import { forkKeychainWorker } from './keychain-process'
import { launchFlags } from './launch-flags'
import { readLicences } from './licences'
import { linkRegistrar } from './link-registration'
import { collectLinks } from './links'
import { describeFailure, log } from './log'
import { installMenus } from './menus'
import { parsePac } from './pac'
import { watchPage } from './page-loss'
import { platformName } from './platform'
import { installQuit } from './quit'
import { announceReady } from './ready'
import { chooseSaveFile } from './save-file'
import type { ServiceContext } from './service-context'
import { lockSessions, openSession } from './sessions'
import { startedAt } from './started-at'
import { userName } from './user-name'
import { openWindow, rememberWindow } from './window'

const QUIT_MS = 3_000

export interface Launch {
  build: BuildInfo
  /** folder of the built main process; the preload and the renderer lie beside it */
  folder: string
  loadServices: () => Promise<{ startServices(context: ServiceContext): Promise<Handlers> }>
}

/**
 * Shows the window first and loads the services once the page has its script: reading them keeps this thread busy, and the page's
 * files come through it. Calls from the page wait for them.
 */
export async function launch({ build, folder, loadServices }: Launch): Promise<void> {
  const flags = launchFlags(process.argv)
  const { env, platform } = process
  const began = startedAt({ env, platform, creationTime: process.getCreationTime(), now: Date.now() })
  const devTools = !app.isPackaged
  // no dialog may wait for a click that nobody makes
  const quiet = flags.smoke !== undefined || (!app.isPackaged && env['TESSERA_TEST'] === '1')
  const openLink = (address: string) =>
    void openExternalLink(address, (allowed) => shell.openExternal(allowed))

  // macOS hands over the link that started the app before it is ready
  const links = collectLinks(app, process.argv.slice(1))
  const { onQuit, quit } = installQuit(app, QUIT_MS)
  catchFailures({ quiet, quit })
  lockSessions({ devTools })
  lockContents(app, { openLink })
  await app.whenReady()

  const userData = app.getPath('userData')
  const pageServed = openSession(join(folder, '../renderer'))
  const { window, shown } = openWindow({ userData, preload: join(folder, '../preload/index.cjs'), devTools })
  const contents = window.webContents
  const { onPageGone } = watchPage(window, { page: appPage, quiet, quit })
  // a link waits until a page can follow it: events for one that is gone are lost
  onPageGone(() => links.hold())
  // before it has painted it comes to the front by itself
  const front = () => void shown.then(() => bringToFront(window))
  app.on('second-instance', front)
  app.on('open-url', front)
  onQuit(() => {
    rememberWindow(window, userData)
    if (!window.isDestroyed()) window.hide()
  })

  const emit = createEmitter(contents, { origin: appOrigin, log })
  const services = new Promise<Handlers>((resolve) => {
    const context: ServiceContext = {
      userData,
      version: app.getVersion(),
      build,
      platform: platformName(platform),
      startedAt: began,
      flags,
      clipboard: systemClipboard,
      startKeychainWorker: () => forkKeychainWorker(join(folder, 'keychain-worker.js')),
      sealWorker: join(folder, 'seal-worker.js'),
      systemProxy: async (origin) => parsePac(await session.defaultSession.resolveProxy(origin)),
      chooseCaFile: () => chooseCaFile(window),
      chooseBundleFile: () => chooseBundleFile(window),
      chooseSaveFile: (title, suggested) => chooseSaveFile(window, title, suggested),
      dial: (e164) => openTelephone(e164, (address) => shell.openExternal(address)),
      agent: userName(userInfo),
      machine: hostname(),
      machineFolder: app.isPackaged ? undefined : env['TESSERA_MACHINE_FOLDER'],
      onLink: links.onLink,
      registerLinks: linkRegistrar(
        app,
        { platform, flavour: build.flavour, executable: process.execPath },
        log
      ),
      licences: () => {
        const { execPath, resourcesPath, versions } = process
        return readLicences(folder, { electron: versions.electron, execPath, resources: resourcesPath })
      },
      onAway: (hook) => watchAway(powerMonitor, platform, hook),
      emit,
      onPageGone,
      onQuit,
      printReady: announceReady(window, { began, smoke: flags.smoke, shown, quit }),
      log
    }
    resolve(pageServed.then(loadServices).then(({ startServices }) => startServices(context)))
  })
  services.catch((error: unknown) => {
    log(`the services did not start: ${describeFailure(error)}`)
    if (quiet) quit(1)
  })
  bindContract(contents, services, { origin: appOrigin, emit, log })
  // a failure is told by watchPage
  contents.loadURL(appPage).catch(() => undefined)
  installMenus(window, { command: (command) => emit('app.menu', { command }), openLink }, { devTools })
}
