// The official Electron binary, fetched by the electron package's own installer.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { say } from './project.mjs'

const PROBE_MS = 8_000
const OFFLINE_MS = 20_000
const DOWNLOAD_MS = 600_000
const PROXIES = ['HTTPS_PROXY', 'https_proxy']

/** How the installer's errors begin, or what is in them, where it was the network. */
const NETWORK =
  /^(?:TypeError: (?:fetch failed|terminated)|HTTPError: |Error: Response body is empty)|\b(?:E(?:AI_AGAIN|CONN\w+|HOSTUNREACH|NETUNREACH|NOTFOUND|PIPE|TIMEDOUT)|UND_ERR_\w+)\b/

/**
 * @typedef {object} Failure
 * @property {string} reason
 * @property {boolean} unreachable whether the network kept the file from us; else it came, and is wrong or could not be put in place
 */

/**
 * Lets `electronPackage` (the folder node_modules/electron) fetch its binary. Answers undefined, or how it failed.
 * The installer knows no time-out: where nothing answers it gets only the time to find the file in its own cache.
 * @returns {Promise<Failure | undefined>}
 */
export async function downloadOfficial(electronPackage, version) {
  const unreachable = await probe(version)
  if (!unreachable) say(`downloading Electron ${version} (about 120 MB)`)
  const env = { ...process.env }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  // The installer heeds a proxy only where it is told to.
  if (PROXIES.some((name) => env[name])) env.ELECTRON_GET_USE_PROXY = '1'
  const { status, signal, stderr, error } = spawnSync(
    process.execPath,
    [path.join(electronPackage, 'install.js')],
    {
      encoding: 'utf8',
      env,
      timeout: unreachable ? OFFLINE_MS : DOWNLOAD_MS
    }
  )
  if (status === 0) return undefined
  const timedOut = error?.code === 'ETIMEDOUT'
  return failureOf({ ended: status ?? signal, stderr: stderr ?? '', timedOut }, unreachable)
}

/**
 * What went wrong when the installer ended so; `unreachable` is the probe's word.
 * @param {{ ended: number | string, stderr: string, timedOut: boolean }} installer
 * @param {string | undefined} unreachable
 * @returns {Failure}
 */
export function failureOf({ ended, stderr, timedOut }, unreachable) {
  if (timedOut) return { reason: unreachable ?? 'the download took too long', unreachable: true }
  const error = /^\s*\[?(?:cause\]?: )?\w*Error\b.*$/m.exec(stderr)?.[0].trim()
  // Also where the probe reached nothing: the file may have come out of the installer's cache.
  if (error && !NETWORK.test(error)) return { reason: error, unreachable: false }
  return {
    reason: unreachable ?? error ?? `its installer ended with ${ended}`,
    unreachable: Boolean(unreachable ?? error)
  }
}

/** Undefined when the release can be reached, or cannot be asked directly; else why not. */
async function probe(version) {
  const { env } = process
  // Through a proxy or a mirror only the installer knows the way.
  const names = [...PROXIES, 'ELECTRON_MIRROR', 'npm_config_electron_mirror']
  if (names.some((name) => env[name])) return undefined
  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const address = `https://github.com/electron/electron/releases/download/v${version}/${file}`
  try {
    const { ok, status } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    return ok ? undefined : `github.com answered ${status}`
  } catch (error) {
    return `github.com cannot be reached (${error.cause?.code ?? error.cause?.message ?? error.message})`
  }
}
