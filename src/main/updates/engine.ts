import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import { basename } from 'node:path'
import type { URL } from 'node:url'
import { type CheckedFile, checkFile } from './checked-file'
import { isPrerelease } from './description'
import type { UpdateEngine } from './engine-port'
import type { Feed } from './feed-address'
import type { FeedFetcher } from './feed-fetcher'
import { problemOf, UpdateProblem } from './problem'
import { SignedProvider } from './signed-provider'
import type { Updater } from './updaters'

export interface EngineParts {
  updater: Updater
  feed: Feed
  fetcher: FeedFetcher
  platform: NodeJS.Platform
  arch: string
  /** the version that runs */
  installed: string
  /** name of the folder in the user's cache that downloads go to */
  cacheName: string
  /** whether the updater can install while the app quits (way.ts) */
  onQuit: boolean
  prepare?: () => Promise<void>
  installNow(): void
  log(line: string): void
}

/** What electron-updater asks of the executor that it downloads with. */
interface DownloadOptions {
  sha512?: string | null
}

/** electron-updater over the signed feed. It decides about versions and roll-out and keeps the downloads; our own code gets and checks. */
export function createEngine(parts: EngineParts): UpdateEngine {
  const { updater, fetcher, installed, log } = parts
  /** what the last look found described, by name */
  let described = new Map<string, { size: number; sha512: string }>()
  let onBytes: (bytes: number, size: number) => void = () => undefined

  // its lines hold addresses
  updater.logger = null
  let leaving = false
  // whatever fails is thrown as well, but for what fails while the app quits
  updater.on('error', (error) => {
    if (leaving) log(`update stopped: ${problemOf(error, 'install').message}`)
  })
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // its block maps are not signed, and gunzipped before anything is checked
  updater.disableDifferentialDownload = true
  // way.ts has decided that this installation may look, also where it cannot update itself
  updater.forceDevUpdateConfig = true
  const isSupported = updater.isUpdateSupported
  updater.isUpdateSupported = (info) =>
    (isPrerelease(installed) || !isPrerelease(info.version)) && isSupported(info)

  const download = async (url: URL, destination: string, { sha512 }: DownloadOptions): Promise<string> => {
    const name = decodeURIComponent(basename(url.pathname))
    const { size } = described.get(name) ?? {}
    if (size === undefined || !sha512) throw new UpdateProblem('damaged', `${name} is not described`)
    await fetcher.file({ name, size, sha512, destination, onBytes: (bytes) => onBytes(bytes, size) })
    return destination
  }
  // Its own executor knows no time-out in Electron, no limit, and follows redirects. These two are left out of its types.
  const { cacheName } = parts
  const written = configOf(updater)
  Object.assign(updater, {
    httpExecutor: { download },
    configOnDisk: {
      get value() {
        return written().catch(() => ({ updaterCacheDirName: cacheName }))
      }
    }
  })
  const { currentVersion } = updater as unknown as { currentVersion: { compare(version: string): number } }
  const provided = { ...parts, compare: (version: string) => -currentVersion.compare(version) }
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: class extends SignedProvider {
      constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
        super(provided, runtime)
      }
    }
  })

  /** What was downloaded, where the last look still found just that: a version may be published anew, with another file. */
  const wanted = (): CheckedFile => {
    const { downloaded } = updater
    if (downloaded === undefined) throw new UpdateProblem('install', 'nothing was downloaded')
    const hashes = [...described.values()].map(({ sha512 }) => sha512)
    if (!hashes.includes(downloaded.sha512))
      throw new UpdateProblem('damaged', 'the feed describes another file by now')
    return downloaded
  }

  return {
    async look() {
      try {
        const result = await updater.checkForUpdates()
        described = new Map()
        if (result?.isUpdateAvailable !== true) return undefined
        const { files, version } = result.updateInfo
        described = new Map(files.map(({ url, size = 0, sha512 }) => [url, { size, sha512 }]))
        return version
      } catch (error) {
        throw problemOf(error, 'unreachable')
      }
    },

    async download(onPercent) {
      onBytes = (bytes, size) => onPercent(Math.floor((100 * bytes) / size))
      // its handler of the quitting is only added where this is true by then; Squirrel would take the file at once
      updater.autoInstallOnAppQuit = parts.onQuit
      try {
        await updater.downloadUpdate()
      } catch (error) {
        throw problemOf(error, 'install')
      } finally {
        updater.autoInstallOnAppQuit = false
      }
      await this.verify()
    },

    async verify() {
      await checkFile(wanted())
    },

    async prepare() {
      try {
        await parts.prepare?.()
      } catch (error) {
        throw problemOf(error, 'install')
      }
    },

    installNow() {
      try {
        wanted()
        parts.installNow()
      } catch (error) {
        throw problemOf(error, 'install')
      }
    },

    installOnQuit(isWanted) {
      leaving = isWanted && parts.onQuit
      updater.autoInstallOnAppQuit = leaving
    },

    close: () => fetcher.close()
  }
}

interface WrittenConfig {
  updaterCacheDirName?: string
  publisherName?: string | string[]
}

/** What electron-builder wrote beside the app: the folder's name, and on Windows whose signature an installer must bear. */
function configOf(updater: object): () => Promise<WrittenConfig> {
  const { configOnDisk } = updater as { configOnDisk: { value: Promise<WrittenConfig> } }
  return () => configOnDisk.value
}
