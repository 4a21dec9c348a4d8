import type { UpdateMode, UpdateView } from '../../shared/updates'

export interface UpdatesOptions {
  /** the version that runs */
  installed: string
  /** where the feed lies and whose signatures count; undefined where this build knows none */
  feed: { readonly url: string; readonly keys: readonly string[] } | undefined
  /** `test`: the feed of the environment counts, which may be this computer's */
  flavour: 'development' | 'release' | 'test'
  /** as the policy file says now */
  mode(): Promise<UpdateMode>
  /** a call is open, or a password that was issued is still shown */
  isBusy(): boolean
  onChange(view: UpdateView): void
  log(line: string): void
}

/** The updates of this installation. */
export interface Updates {
  view(): Promise<UpdateView>
  /** asks the feed; never throws: what goes wrong is in the view */
  check(): Promise<UpdateView>
  /** gets what was found, or installs what lies ready; throws AppFailure during a call and where the policy forbids it */
  install(): Promise<UpdateView>
  /** begins to look by itself */
  start(): void
  stop(): void
}

export function openUpdates(options: UpdatesOptions): Updates {
  const view = async (): Promise<UpdateView> => ({
    installed: options.installed,
    way: 'none',
    mode: await options.mode(),
    state: { step: 'idle' }
  })
  return { view, check: view, install: view, start: () => {}, stop: () => {} }
}
