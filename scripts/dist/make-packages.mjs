import fs from 'node:fs'
import path from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { findCommand, projectRoot, SetupError } from '../setup/project.mjs'

/** @typedef {{ file: string, kind: string, size: number }} Artefact `file`: its name in the output folder; `size` in bytes */

// What electron-builder names its targets, by how the files end.
const kinds = [
  [/\.deb$/, 'deb'],
  [/\.rpm$/, 'rpm'],
  [/\.AppImage$/, 'AppImage'],
  [/\.tar\.gz$/, 'tar.gz'],
  [/\.msi$/, 'msi'],
  [/\.exe$/, 'nsis'],
  [/\.dmg$/, 'dmg'],
  [/\.zip$/, 'zip']
]

/**
 * Makes the packages of this system and answers them. With the runtime for development, which is there because GitHub is not, only
 * those whose tools Debian has: deb, rpm and tar.gz. `targets`: only these; `dir` alone leaves the unpacked folder.
 * @returns {Promise<Artefact[]>}
 */
export async function makePackages({ choices, electron, targets = usual(electron) }) {
  const platform = Platform.current()
  const environment = { ...offlineTools(electron, targets), TESSERA_DIST: JSON.stringify(choices) }
  const before = { ...process.env }
  Object.assign(process.env, environment)
  try {
    const [archives, packages] = [targets.filter(isArchive), targets.filter((target) => !isArchive(target))]
    const run = (names, more = {}) =>
      build({
        projectDir: projectRoot,
        publish: 'never',
        targets: platform.createTarget(names, Arch[process.arch]),
        ...more
      })
    // electron-builder notes the kind of a package in the folder that it packs: archives come before
    await run(archives.length > 0 ? archives : ['dir'])
    const unpacked = path.join(choices.output, 'linux-unpacked')
    if (packages.length > 0)
      await run(packages, process.platform === 'linux' ? { prepackaged: unpacked } : {})
  } finally {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
  return artefactsIn(choices.output)
}

const isArchive = (target) => process.platform === 'linux' && ['tar.gz', 'dir'].includes(target)

function usual({ source }) {
  if (process.platform === 'win32') return ['nsis', 'msi']
  if (process.platform === 'darwin') return ['dmg', 'zip']
  // an AppImage begins with a program that is only to be had from GitHub
  if (source === 'npm-fallback') return ['tar.gz', 'deb', ...(findCommand('rpmbuild') ? ['rpm'] : [])]
  return ['tar.gz', 'deb', 'rpm', 'AppImage']
}

/** Debian's own tools in the place of those that electron-builder would download. */
function offlineTools({ source }, targets) {
  if (source !== 'npm-fallback') return {}
  const tools = {}
  if (targets.includes('deb') || targets.includes('rpm'))
    tools.CUSTOM_FPM_PATH = path.join(import.meta.dirname, 'fpm-stand-in.mjs')
  if (targets.includes('tar.gz')) {
    const archiver = findCommand('7za')
    if (!archiver) throw new SetupError('A tar.gz needs 7za here: apt-get install p7zip-full')
    tools.ELECTRON_BUILDER_7ZIP_PATH = archiver
    // 7-Zip's own choice takes minutes for a hundredth of the size
    tools.ELECTRON_BUILDER_COMPRESSION_LEVEL = '5'
  }
  return tools
}

function artefactsIn(output) {
  return fs
    .readdirSync(output)
    .map((file) => ({
      file,
      kind: kinds.find(([pattern]) => pattern.test(file))?.[1],
      size: fs.statSync(path.join(output, file)).size
    }))
    .filter(({ kind }) => kind !== undefined)
}
