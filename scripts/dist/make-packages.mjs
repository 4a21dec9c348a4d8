import fs from 'node:fs'
import path from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { findCommand, projectRoot, SetupError } from '../setup/project.mjs'

/**
 * @typedef {{ file: string, kind: string, size: number }} Artefact `file`: its name in the output folder; `size` in bytes
 * @typedef {{ folder: string, resources: string, arch: string }} App what was packed: the folder it lies in, and that of its archive
 */

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
 * Makes the packages of this system. `targets` as electron-builder names them; `dir` alone leaves the unpacked folder.
 * @param {{ choices: import('../../electron-builder').Choices, electron: object, targets: string[], env?: NodeJS.ProcessEnv }} order
 * @returns {Promise<{ artefacts: Artefact[], apps: App[] }>}
 */
export async function makePackages({ choices, electron, targets, env = process.env }) {
  const restore = change(env, environmentFor({ choices, electron, targets }, env))
  try {
    const run = (names, more = {}) =>
      build({
        projectDir: projectRoot,
        publish: 'never',
        targets: Platform.current().createTarget(
          names,
          ...architectures(choices, electron).map((name) => Arch[name])
        ),
        ...more
      })
    if (process.platform === 'linux') {
      const [archives, packages] = [targets.filter(isArchive), targets.filter((name) => !isArchive(name))]
      // electron-builder notes the kind of a package in the folder that it packs: archives come before
      await run(archives.length > 0 ? archives : ['dir'])
      if (packages.length > 0) await run(packages, { prepackaged: appsIn(choices.prepared)[0].folder })
    } else await run(targets)
  } finally {
    restore()
  }
  return { artefacts: artefactsIn(choices.output), apps: appsIn(choices.prepared) }
}

/**
 * What is made unless something else is asked for. With the runtime for development, which is there because GitHub is not, only what
 * Debian has the tools for: deb, rpm and tar.gz.
 */
export function usualTargets({ source }) {
  if (process.platform === 'win32') return ['nsis', 'msi']
  if (process.platform === 'darwin') return ['dmg', 'zip']
  // an AppImage begins with a program that is only to be had from GitHub
  if (source === 'npm-fallback') return ['tar.gz', 'deb', ...(findCommand('rpmbuild') ? ['rpm'] : [])]
  return ['tar.gz', 'deb', 'rpm', 'AppImage']
}

/**
 * The processors that packages are made for. What is released for macOS is made for both, each in a package of its own: a universal app
 * would be twice the size for everybody, and wants every file alike in both halves, which keytar's are not. The updater tells them
 * apart by their names.
 * @param {{ flavour: string, fast?: boolean }} choices
 */
export function architectures({ flavour, fast }, { source }, platform = process.platform) {
  const isReleased = platform === 'darwin' && flavour === 'release' && !fast
  // a runtime that somebody names is of one processor only
  return isReleased && source === 'official' ? ['x64', 'arm64'] : [process.arch]
}

// electron-builder signs with whatever it finds in these
const keys = /^(?:WIN_|SNAP_)?CSC_|^(?:APPLE|AZURE)_/

/**
 * What electron-builder's environment differs in from `env`; undefined where a variable must not be there.
 * @returns {Record<string, string | undefined>}
 */
export function environmentFor({ choices, electron, targets }, env) {
  const unsigned = {
    ...Object.fromEntries(
      Object.keys(env)
        .filter((name) => keys.test(name))
        .map((name) => [name, undefined])
    ),
    // nor with what the builder's keychain happens to hold
    CSC_IDENTITY_AUTO_DISCOVERY: 'false'
  }
  return {
    ...offlineTools(electron, targets),
    // what a debugger may enter bears nobody's name
    ...(choices.flavour === 'test' && unsigned),
    TESSERA_DIST: JSON.stringify(choices)
  }
}

/** Answers what takes the changes back. */
function change(env, changes) {
  const names = Object.keys(changes)
  const before = Object.fromEntries(names.map((name) => [name, env[name]]))
  const set = (values) => {
    for (const name of names) {
      if (values[name] === undefined) delete env[name]
      else env[name] = values[name]
    }
  }
  set(changes)
  return () => set(before)
}

const isArchive = (target) => ['tar.gz', 'dir'].includes(target)

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

/** What electron-builder.ts noted of each app that was packed: it alone knows the folders. */
function appsIn(prepared) {
  const lines = fs.readFileSync(path.join(prepared, 'packed.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line)).map((app) => ({ ...app, arch: Arch[app.arch] }))
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
