/** The part of Electron's App that quitting uses. */
export interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown
  on(event: 'window-all-closed', listener: () => void): unknown
  quit(): void
  exit(code: number): void
}

export type QuitHook = () => void | Promise<void>

export interface Quitting {
  onQuit(hook: QuitHook): void
  /** quits with that code once the hooks have run */
  quit(code: number): void
}

/**
 * Quits in order: all hooks at once, within `boundMs`, then out. `app.exit` follows even if a hook hangs or fails: a dead
 * keychain must not keep the app open.
 */
export function installQuit(app: QuittingApp, boundMs: number): Quitting {
  const hooks: QuitHook[] = []
  let exitCode = 0
  let leaving = false

  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (leaving) return
    leaving = true
    const done = Promise.allSettled(hooks.map(async (hook) => hook()))
    void withinTime(done, boundMs).then(() => app.exit(exitCode))
  })
  return {
    onQuit: (hook) => void hooks.push(hook),
    quit(code) {
      exitCode = code
      app.quit()
    }
  }
}

async function withinTime(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, expired])
  clearTimeout(timer)
}
