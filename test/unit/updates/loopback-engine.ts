import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { vi } from 'vitest'
import { createEngine } from '../../../src/main/updates/engine'
import type { UpdateEngine } from '../../../src/main/updates/engine-port'
import { readFeed } from '../../../src/main/updates/feed-address'
import { createFeedFetcher } from '../../../src/main/updates/feed-fetcher'
import { AppImageInstaller } from '../../../src/main/updates/updaters'

/** The AppImage that runs, and what its user keeps. */
export interface Machine {
  program: string
  userData: string
  cache: string
  /** what downloads go to */
  pending: string
  content(): string
  remove(): void
}

export function makeMachine(): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-updates-'))
  const program = join(folder, 'apps', 'tessera.AppImage')
  mkdirSync(join(folder, 'apps'))
  mkdirSync(join(folder, 'user'))
  writeFileSync(program, 'program A', { mode: 0o755 })
  return {
    program,
    userData: join(folder, 'user'),
    cache: join(folder, 'cache'),
    pending: join(folder, 'cache', 'test-updater', 'pending'),
    content: () => readFileSync(program, 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

export interface LoopbackEngine extends UpdateEngine {
  /** what happens at the end of the app */
  quit(code?: number): void
  logged: string[]
}

/** The engine as the app has it on Linux, in plain Node: electron-updater's own AppImage updater over real HTTP. */
export function openLoopbackEngine(
  machine: Machine,
  feed: { url: string; keys: string[] },
  installed = '1.0.0',
  againMs = 10
): LoopbackEngine {
  const onQuit: ((code: number) => void)[] = []
  const logged: string[] = []
  const adapter = adapterOf(machine, installed, (handler) => void onQuit.push(handler))
  const read = readFeed({ feed, flavour: 'test' }, { TESSERA_UPDATE_AGAIN_MS: String(againMs) })
  if (read === undefined) throw new Error('no feed')
  // electron-updater asks for it where it downloads
  vi.stubEnv('APPIMAGE', machine.program)
  const updater = new AppImageInstaller(adapter, machine.program)
  const fetcher = createFeedFetcher(read, async (origin) => {
    const pool = new Pool(origin)
    return { dispatcher: async () => pool, suspect: () => undefined, destroy: () => pool.destroy() }
  })
  const engine = createEngine({
    updater,
    feed: read,
    fetcher,
    platform: 'linux',
    arch: process.arch,
    installed,
    cacheName: 'test-updater',
    onQuit: true,
    installNow: () => updater.putInPlace(),
    log: (line) => void logged.push(line)
  })
  return { ...engine, logged, quit: (code = 0) => onQuit.forEach((handler) => handler(code)) }
}

/** What electron-updater asks of Electron. */
export function adapterOf(
  machine: Machine,
  version: string,
  onQuit: (handler: (code: number) => void) => void
): AppAdapter {
  return {
    version,
    name: 'Tessera Test',
    isPackaged: true,
    appUpdateConfigPath: join(machine.userData, 'app-update.yml'),
    userDataPath: machine.userData,
    baseCachePath: machine.cache,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit
  }
}
