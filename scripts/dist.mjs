// npm run dist [-- --flavour test] [--targets deb,tar.gz] [--fast] [--update-contents]: makes the packages of this system in dist/
// (those for tests in dist/test/ and dist/fast/), with a size report, a list of what is in them, an SBOM and checksums.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { checkContents, contentsOf } from './dist/contents.mjs'
import { describeBuild } from './dist/describe-build.mjs'
import { makePackages } from './dist/make-packages.mjs'
import { prepareFiles } from './dist/prepare-files.mjs'
import { sizeReport } from './dist/sizes.mjs'
import { ensureElectron } from './setup/electron-runtime.mjs'
import { projectRoot, readProjectJson, SetupError } from './setup/project.mjs'

const { values } = parseArgs({
  options: {
    flavour: { type: 'string', default: 'release' },
    targets: { type: 'string' },
    /** packages that are not compressed: for tests */
    fast: { type: 'boolean', default: false },
    'update-contents': { type: 'boolean', default: false }
  }
})

try {
  process.exitCode = await dist(values)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`[dist] ${error.message}`)
  process.exitCode = 1
}

async function dist({ flavour, targets, fast, 'update-contents': updateContents }) {
  if (!['release', 'test'].includes(flavour)) throw new SetupError(`There is no flavour ${flavour}`)
  if (!build().ok) throw new SetupError('The build failed: see above')
  const electron = await ensureElectron()
  const output = path.join(projectRoot, 'dist', folderOf({ flavour, fast }))

  const executable = flavour === 'test' ? 'tessera-test' : 'tessera'
  clear(output)
  const prepared = prepareFiles({ folder: path.join(output, '.prepared'), executable, flavour })
  const choices = {
    flavour,
    electron: { version: electron.version, dist: electron.dist, pinned: electron.source !== 'npm-fallback' },
    ...(updatesFrom(process.env) && { updates: updatesFrom(process.env) }),
    prepared,
    output,
    signing: flavour === 'test' ? {} : (await import('./release/signing.mjs')).signingFrom(process.env),
    fast
  }
  const artefacts = await makePackages({ choices, electron, targets: targets?.split(',') })
  for (const name of ['.prepared', 'builder-debug.yml'])
    fs.rmSync(path.join(output, name), { recursive: true, force: true })

  const unpacked = path.join(output, unpackedName())
  const contents = contentsOf(unpacked)
  const version = readProjectJson('package.json').version
  const report = sizeReport({ unpacked, contents, artefacts })
  fs.writeFileSync(path.join(output, 'sizes.txt'), report)
  fs.writeFileSync(path.join(output, 'contents.txt'), contents.map((line) => `${line}\n`).join(''))
  console.log(`\n${report}`)
  if (flavour === 'release') {
    const { writeSbom } = await import('./dist/sbom.mjs')
    const { writeChecksums } = await import('./dist/checksums.mjs')
    const sbom = writeSbom({ dist: output, version, electron: electron.version })
    await describeBuild({ output, version, flavour, electron, artefacts, updates: updatesFrom(process.env) })
    const files = [...artefacts.map(({ file }) => file), path.basename(sbom)]
    writeChecksums({ dist: output, files })
  }
  const difference = checkContents({ contents, electron, update: updateContents })
  if (difference === undefined) return 0
  console.error(`[dist] ${difference}`)
  return 1
}

/** What tests make leaves alone what somebody made to release it. */
function folderOf({ flavour, fast }) {
  if (flavour === 'test') return 'test'
  return fast ? 'fast' : ''
}

/** What lies within it for tests is of another run, and stays. */
function clear(output) {
  fs.mkdirSync(output, { recursive: true })
  for (const name of fs.readdirSync(output)) {
    if (name !== 'test' && name !== 'fast')
      fs.rmSync(path.join(output, name), { recursive: true, force: true })
  }
}

/** The feed of this build and who may sign it: neither is a secret, both come from whoever releases. */
function updatesFrom({ TESSERA_UPDATE_URL: url, TESSERA_UPDATE_KEYS: keys }) {
  if (!url || !keys) return undefined
  return { url: url.endsWith('/') ? url : `${url}/`, keys: keys.split(',').map((key) => key.trim()) }
}

function unpackedName() {
  if (process.platform === 'linux') return 'linux-unpacked'
  return process.platform === 'win32' ? 'win-unpacked' : 'mac'
}
