import type { UpdateMode, UpdateView } from '../../shared/updates'
import type { AttemptsFile } from './attempts'
import { readFeed } from './feed-address'
import type { FeedPool } from './feed-fetcher'
import { UpdateMachine } from './machine'
import { installationOf, installsOnQuit, wayOf } from './way'

export interface UpdatesOptions {
  /** the version that runs */
  installed: string
  /** where the feed lies and whose signatures count; undefined where this build knows none */
  feed: { readonly url: string; readonly keys: readonly string[] } | undefined
  /** `test`: the feed of the environment counts, which may be this computer's */
  flavour: 'development' | 'release' | 'test'
  /** connections to the feed's origin, as the settings want them: proxy, trusted certificates */
  openPool(origin: string): Promise<FeedPool>
  /** as the policy file says now; asked anew before each thing that is done */
  mode(): Promise<UpdateMode>
  /** a call is open, or a password that was issued is still shown */
  isBusy(): boolean
  /** the note of what was tried to be put in place (`attemptsFile`) */
  attempts: AttemptsFile
  onChange(view: UpdateView): void
  log(line: string): void
}

/** The updates of this installation. */
export interface Updates {
  view(): Promise<UpdateView>
  /** Asks the feed: what goes wrong is in the view. Throws AppFailure (`policy-refused`) where the policy forbids it. */
  check(): Promise<UpdateView>
  /**
   * Begins to get what was found, or installs what lies ready, with which the app ends and the new version starts. Throws AppFailure:
   * `policy-refused`, or `conflict` during a call, where others install, and where there is nothing to install (any more).
   */
  install(): Promise<UpdateView>
  /** begins to look by itself */
  start(): void
  /**
   * For the quitting: what lies ready is installed with it, unless a call is open, the policy forbids it by now, the policy leaves it
   * to the agent who has not asked, it failed twice before, or this system cannot (macOS). Nothing is begun after it.
   */
  stop(): Promise<void>
}

/** The updates of the program that runs. Opens no connection, and loads next to nothing until there is something to look for. */
export function openUpdates(options: UpdatesOptions): Updates {
  const { installed, openPool, log } = options
  const { env, execPath, platform } = process
  const feed = readFeed(options, env)
  const installation = installationOf({ env, execPath, platform, resourcesPath: process.resourcesPath ?? '' })
  return new UpdateMachine({
    ...options,
    way: wayOf(installation, feed !== undefined),
    onQuit: installsOnQuit(platform),
    engine: async () => {
      if (feed === undefined) throw new Error('this build knows no feed')
      const { openElectronEngine } = await import('./electron-engine')
      return openElectronEngine({ feed, installed, openPool, log })
    },
    now: Date.now,
    random: Math.random
  })
}
