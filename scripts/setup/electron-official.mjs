// The official Electron binary, fetched by the electron package's own installer.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { say } from './project.mjs'

const PROBE_MS = 8_000
const OFFLINE_MS = 20_000
const DOWNLOAD_MS = 600_000

/**
 * Lets `electronPackage` (the folder node_modules/electron) fetch its binary. Answers undefined, or why it failed.
 * The installer knows no time-out: where nothing answers it gets only the time to find the file in its own cache.
 */
export async function downloadOfficial(electronPackage, version) {
  const unreachable = await probe(version)
  if (!unreachable) say(`downloading Electron ${version} (about 120 MB)`)
  const env = { ...process.env }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  const { status, stderr } = spawnSync(process.execPath, [path.join(electronPackage, 'install.js')], {
    encoding: 'utf8',
    env,
    timeout: unreachable ? OFFLINE_MS : DOWNLOAD_MS
  })
  if (status === 0) return undefined
  const error = /^\s*\[?(?:cause\]?: )?\w*Error\b.*$/m.exec(stderr ?? '')?.[0].trim()
  return (
    unreachable ??
    error ??
    (status === null ? 'the download took too long' : `its installer ended with ${status}`)
  )
}

/** Undefined when the release can be reached, or cannot be asked directly; else why not. */
async function probe(version) {
  const { env } = process
  // Through a proxy or a mirror only the installer knows the way.
  const names = ['HTTPS_PROXY', 'https_proxy', 'ELECTRON_MIRROR', 'npm_config_electron_mirror']
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
