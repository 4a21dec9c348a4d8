import type { AppState } from '../../shared/app-state'
import type { Licence } from '../../shared/licences'
import type { Emit } from '../ipc/handlers'
import type { StartKeychainWorker } from '../keychain/worker-port'
import type { BuildInfo } from './build-info'
import type { ClipboardPort } from './clipboard'
import type { LaunchFlags } from './launch-flags'
import type { ProxyChoice } from './pac'
import type { QuitHook } from './quit'

/** Everything of Electron and of this machine that the services may use: they import no Electron themselves. */
export interface ServiceContext {
  /** folder of the app's own files; it exists */
  readonly userData: string
  readonly version: string
  readonly platform: AppState['platform']
  readonly build: BuildInfo
  /** epoch ms of the process's start */
  readonly startedAt: number
  readonly flags: LaunchFlags
  readonly clipboard: ClipboardPort
  readonly startKeychainWorker: StartKeychainWorker
  /** the built worker in which bundles' client secrets are sealed and unsealed */
  readonly sealWorker: string
  /** how the operating system wants that origin to be reached, PAC scripts included */
  systemProxy(origin: string): Promise<ProxyChoice>
  /** opens the file dialog; undefined when it was cancelled */
  chooseCaFile(): Promise<string | undefined>
  /** the same for a bundle of tenant profiles */
  chooseBundleFile(): Promise<string | undefined>
  /** asks where a file is to be saved; undefined when it was cancelled */
  chooseSaveFile(title: string, suggested: string): Promise<string | undefined>
  /** hands an E.164 number to the system's telephone; throws AppFailure */
  dial(e164: string): Promise<void>
  /** who is signed in to the operating system, and where */
  readonly agent: string
  readonly machine: string
  /** the environment variable for tests that names another machine-wide folder; undefined in packages */
  readonly machineFolder: string | undefined
  /** the `tessera://` links that other programs open, also the one that came before the call; one hook at a time */
  onLink(hook: (link: string) => void): void
  /** makes this the program that opens them, or takes that back, where that is done by the app itself */
  registerLinks(isAllowed: boolean): void
  licences(): Promise<Licence[]>
  /** hooks run when the screen is locked, the machine goes to sleep or another session takes it */
  onAway(hook: (why: string) => void): void
  /** sends an event to the window */
  emit: Emit
  /** hooks run when the page crashed or another document took its place, a reload too */
  onPageGone(hook: () => void): void
  /** hooks run at once when the app quits, with three seconds for all together */
  onQuit(hook: QuitHook): void
  /** says on stdout that the search box is usable; only the first call counts */
  printReady(tenantLabel: string): void
  /** one line to stderr: names and codes, never values */
  log(line: string): void
}
