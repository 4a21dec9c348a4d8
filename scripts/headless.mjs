// A desktop where there is none: a virtual display, a D-Bus session, an unlocked keyring with a home of its own.
// Several can run at once; everything that was started is ended again, whatever happens.
// By hand: node scripts/headless.mjs [--keyring] -- command [arguments]
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startBus, startKeyring } from './headless/dbus.mjs'
import { run } from './headless/run.mjs'
import { startXvfb } from './headless/xvfb.mjs'
import { cacheFolder } from './setup/project.mjs'

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM']
const GRACE_MS = 6_000
const SYSTEM_BUS = '/run/dbus/system_bus_socket'

/** Whether windows can be shown: always on Windows and macOS, on Linux with an X or Wayland display. */
export const hasDisplay = (env = process.env) =>
  process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

/**
 * @typedef {object} DesktopOptions
 * @property {boolean} [display] start Xvfb; by default only where there is no display
 * @property {boolean} [bus] start a D-Bus session; by default where there is none yet, and always for a keyring
 * @property {boolean} [keyring] an unlocked gnome-keyring in a home of its own, gone afterwards
 * @property {NodeJS.ProcessEnv} [env] what to build on
 */

/**
 * Calls `use(env)` with the environment of the wanted desktop and answers what it answers; then ends what it started.
 * A signal ends everything too: `use` gets a few seconds to finish, then the process leaves with 128 + its number.
 * On Windows and macOS, which have all this, `env` is the one that was given.
 * @template T
 * @param {DesktopOptions} options
 * @param {(env: NodeJS.ProcessEnv) => Promise<T> | T} use
 * @returns {Promise<T>}
 */
export async function withDesktop(options, use) {
  const undo = []
  const dispose = async () => {
    while (undo.length > 0) await undo.pop()()
  }
  let received
  let timer
  const leave = () => process.exit(128 + os.constants.signals[received])
  const interrupt = (signal) => {
    received ??= signal
    timer ??= setTimeout(() => void dispose().finally(leave), GRACE_MS)
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  try {
    return await use(await openDesktop(options, undo))
  } finally {
    clearTimeout(timer)
    await dispose()
    for (const signal of SIGNALS) process.removeListener(signal, interrupt)
    if (received) leave()
  }
}

/** Builds the desktop's environment, pushing onto `undo` how each part is ended. */
async function openDesktop({ env: given = process.env, display, bus, keyring = false }, undo) {
  const env = { ...given }
  const wantDisplay = display ?? !hasDisplay(env)
  const wantBus = keyring || (bus ?? (wantDisplay && !env.DBUS_SESSION_BUS_ADDRESS))
  if (process.platform !== 'linux' || !(wantDisplay || wantBus)) return env

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-desktop-'))
  // Processes that are just ending may still write into their home.
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }))
  if (wantDisplay) {
    const xvfb = await startXvfb(folder)
    undo.push(xvfb.stop)
    // Electron would prefer Wayland
    delete env.WAYLAND_DISPLAY
    Object.assign(env, xvfb.env)
  }
  if (keyring) Object.assign(env, privateHome(folder, env))
  if (wantBus) {
    const session = await startBus(env)
    undo.push(session.stop)
    Object.assign(env, session.env)
    // A container has no system bus, about which Chromium complains on stderr at every start.
    if (!fs.existsSync(SYSTEM_BUS)) env.DBUS_SYSTEM_BUS_ADDRESS ??= session.env.DBUS_SESSION_BUS_ADDRESS
  }
  if (keyring) undo.push((await startKeyring(env)).stop)
  return env
}

/** A home and a runtime folder below `folder`; the project's cache stays where it is. */
function privateHome(folder, env) {
  const home = path.join(folder, 'home')
  const runtime = path.join(folder, 'run')
  for (const made of [home, runtime]) fs.mkdirSync(made, { mode: 0o700 })
  return {
    TESSERA_CACHE: cacheFolder(env),
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    // Inherited ones would lead out of the new home.
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
    XDG_CACHE_HOME: path.join(home, '.cache')
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const words = process.argv.slice(2)
  const keyring = words[0] === '--keyring'
  const [command, ...args] = words.slice(words.indexOf('--') + 1)
  const { code } = await withDesktop({ keyring }, (env) => run(command, args, { env }))
  process.exitCode = code
}
