// npm run dist [-- --flavour test] [--targets deb,tar.gz] [--fast] [--update-contents]: makes the packages of this system in dist/
// (those for tests in dist/test/ and dist/fast/), with a size report, a list of what is in them, an SBOM and checksums.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { checkContents, contentsOf } from './dist/contents.mjs'
import { describeBuild } from './dist/describe-build.mjs'
import { architectures, makePackages, usualTargets } from './dist/make-packages.mjs'
import { prepareFiles } from './dist/prepare-files.mjs'
import { sizeReport } from './dist/sizes.mjs'
import { sourceState, throughout } from './dist/source-state.mjs'
import { lendSecrets, takeSecrets } from './release/secrets.mjs'
import { signingFrom } from './release/signing.mjs'
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
  const secrets = takeSecrets(process.env)
  // what is packed keeps these rights
  process.umask(0o022)
  const before = sourceState()
  // out/ holds whatever came into it since it was built: a release is made of nothing but the sources
  if (!build({ anew: flavour === 'release' && !fast }).ok) throw new SetupError('The build failed: see above')
  const electron = await ensureElectron()
  const asked = targets?.split(',') ?? usualTargets(electron)
  const project = readProjectJson('package.json')
  const output = path.join(projectRoot, 'dist', folderOf({ flavour, fast }))

  const executable = flavour === 'test' ? 'tessera-test' : 'tessera'
  clear(output)
  const folder = path.join(output, '.prepared')
  const prepared = prepareFiles({ folder, executable, flavour, project, date: before.date })
  const isForHere = architectures({ flavour, fast }, electron).every((name) => name === process.arch)
  const choices = {
    flavour,
    electron: {
      version: electron.version,
      // that of another processor is electron-builder's to download
      ...(isForHere && { dist: electron.dist }),
      pinned: electron.source !== 'npm-fallback'
    },
    ...(updatesFrom(process.env) && { updates: updatesFrom(process.env) }),
    prepared,
    output,
    signing: signingFrom(flavour === 'test' ? {} : { ...process.env, ...secrets }),
    fast
  }
  // electron-builder and our hook read the keys of signing there
  const { artefacts, apps } = await lendSecrets(process.env, flavour === 'test' ? {} : secrets, () =>
    makePackages({ choices, electron, targets: asked })
  )
  for (const name of ['.prepared', 'builder-debug.yml'])
    fs.rmSync(path.join(output, name), { recursive: true, force: true })

  const packed = apps.map((app) => ({ ...app, contents: contentsOf(app.folder, app.resources) }))
  const { version } = project
  const report = sizeReport({ apps: packed, artefacts })
  fs.writeFileSync(path.join(output, 'sizes.txt'), report)
  for (const { arch, contents } of packed) {
    const name = packed.length > 1 ? `contents-${arch}.txt` : 'contents.txt'
    fs.writeFileSync(path.join(output, name), contents.map((line) => `${line}\n`).join(''))
  }
  console.log(`\n${report}`)
  if (flavour === 'release') {
    const { writeSbom } = await import('./dist/sbom.mjs')
    const { writeChecksums } = await import('./dist/checksums.mjs')
    const sbom = writeSbom({ dist: output, version, electron: electron.version })
    await describeBuild({
      output,
      version,
      flavour,
      sources: throughout(before, sourceState()),
      electron,
      targets: asked,
      fast,
      artefacts,
      updates: updatesFrom(process.env)
    })
    const files = [...artefacts.map(({ file }) => file), path.basename(sbom)]
    writeChecksums({ dist: output, files })
  }
  const differences = packed
    .map(({ contents }) => checkContents({ contents, electron, update: updateContents }))
    .filter((difference) => difference !== undefined)
  for (const difference of new Set(differences)) console.error(`[dist] ${difference}`)
  return differences.length === 0 ? 0 : 1
}

/** What tests make leaves alone what somebody made to release it. */
function folderOf({ flavour, fast }) {
  if (flavour === 'test') return 'test'
  return fast ? 'fast' : ''
}

/** What lies within it for tests, and what was collected for the feed, is of another run, and stays. */
function clear(output) {
  fs.mkdirSync(output, { recursive: true })
  for (const name of fs.readdirSync(output)) {
    if (!['test', 'fast', 'release'].includes(name))
      fs.rmSync(path.join(output, name), { recursive: true, force: true })
  }
}

/** The feed of this build and who may sign it: neither is a secret, both come from whoever releases. */
function updatesFrom({ TESSERA_UPDATE_URL: url, TESSERA_UPDATE_KEYS: keys }) {
  if (!url || !keys) return undefined
  return { url: url.endsWith('/') ? url : `${url}/`, keys: keys.split(',').map((key) => key.trim()) }
}
