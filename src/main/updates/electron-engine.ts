import { app } from 'electron'
import { ElectronAppAdapter } from 'electron-updater/out/ElectronAppAdapter.js'
import { spawn } from 'node:child_process'
import { createEngine } from './engine'
import type { UpdateEngine } from './engine-port'
import type { Feed } from './feed-address'
import { createFeedFetcher, type FeedPool } from './feed-fetcher'
import { restartArguments } from './restart-arguments'
import { AppImageInstaller, MacInstaller, NsisInstaller } from './updaters'
import { installsOnQuit } from './way'

export interface ElectronEngineOptions {
  feed: Feed
  installed: string
  openPool(origin: string): Promise<FeedPool>
  log(line: string): void
}

/** The engine of the app that runs. Costs 50 to 100 ms: import it when there is something to look for. */
export function openElectronEngine({ feed, installed, openPool, log }: ElectronEngineOptions): UpdateEngine {
  const { arch, platform } = process
  const fetcher = createFeedFetcher(feed, openPool)
  const cacheName = `${app.getName().toLowerCase().replaceAll(' ', '-')}-updater`
  const onQuit = installsOnQuit(platform)
  const parts = { feed, fetcher, platform, arch, installed, cacheName, onQuit, log }
  const adapter = new ElectronAppAdapter(app)
  if (platform === 'win32') {
    const updater = new NsisInstaller(adapter)
    return createEngine({ ...parts, updater, installNow: () => updater.installAndQuit() })
  }
  if (platform === 'darwin') {
    const updater = new MacInstaller(adapter)
    return createEngine({
      ...parts,
      updater,
      prepare: () => updater.stage(),
      installNow: () => updater.restart()
    })
  }
  // absent where this installation only looks
  const program = process.env['APPIMAGE'] ?? ''
  const updater = new AppImageInstaller(adapter, program)
  return createEngine({
    ...parts,
    updater,
    installNow() {
      updater.putInPlace()
      startAfterQuit(program)
      app.quit()
    }
  })
}

/** At the very end, when nothing of this process writes any more: two of them never hold the user's files. */
function startAfterQuit(program: string): void {
  app.once('quit', () => {
    app.releaseSingleInstanceLock()
    spawn(program, restartArguments(process.argv), { detached: true, stdio: 'ignore' }).unref()
  })
}
