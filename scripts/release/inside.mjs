// What is really in a package, whatever its name and build.json say: unpacked and read. Only packages for Linux: what the others hold
// is opened on their own systems, by apple.mjs, or by nobody.
import { extractFile } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { FALLBACK_MARK } from '../setup/electron-fallback.mjs'
import { projectRoot } from '../setup/project.mjs'
import { membersOf } from './deb.mjs'
import { mustRun } from './tool.mjs'

const NAME = 'tessera'
const ARCHIVE = path.join('resources', 'app.asar')
/** A fuse's byte in the binary: the digits 0 and 1. */
const [OFF, ON] = [0x30, 0x31]

const unpackers = { deb: unpackDeb, rpm: unpackRpm, 'tar.gz': unpackArchive }

/**
 * @param {string} file
 * @param {string} kind
 * @param {import('./checks.mjs').Build} build what the package should be
 * @returns {Promise<string[]>} what is wrong, each the rest of a sentence; empty also for a kind that is not unpacked here
 */
export async function insideProblems(file, kind, build) {
  const unpack = unpackers[kind]
  if (unpack === undefined) return []
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-inside-'))
  try {
    const root = path.join(folder, 'root')
    fs.mkdirSync(root)
    const name = unpack(file, root, folder)
    return [
      ...(name === undefined || name === NAME ? [] : [`is the package ${name}, not ${NAME}`]),
      ...(await problemsOf(root, build))
    ]
  } catch (error) {
    return [`cannot be looked into: ${error.message}`]
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns {string} the package's name */
function unpackDeb(file, root, folder) {
  const members = membersOf(fs.readFileSync(file)) ?? []
  const [control, data] = ['control.tar', 'data.tar'].map((start) => {
    const { name, bytes } = members.find(({ name }) => name.startsWith(start)) ?? {}
    if (name === undefined) throw new Error(`it has no ${start}`)
    const member = path.join(folder, name)
    fs.writeFileSync(member, bytes)
    return member
  })
  untar(data, root)
  const about = path.join(folder, 'control')
  fs.mkdirSync(about)
  untar(control, about)
  return /^Package: *(\S+)/m.exec(fs.readFileSync(path.join(about, 'control'), 'utf8'))?.[1] ?? ''
}

/** @returns {string} the package's name */
function unpackRpm(file, root, folder) {
  // it writes beside what it reads
  const link = path.join(folder, 'package.rpm')
  fs.symlinkSync(path.resolve(file), link)
  mustRun('rpm2archive', ['--nocompression', link])
  untar(`${link}.tar`, root)
  // whose signature it is was looked at before
  return mustRun('rpm', ['-qp', '--nosignature', '--queryformat', '%{NAME}', link]).out
}

/** An archive has no name of its own. */
function unpackArchive(file, root) {
  untar(file, root)
}

const untar = (file, root) => mustRun('tar', ['-xf', path.resolve(file), '--no-same-owner', '-C', root])

async function problemsOf(root, { version, feedUrl, feedKeys }) {
  const entries = fs.readdirSync(root, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
  const problems = files.some((file) => path.basename(file) === FALLBACK_MARK)
    ? ['holds the Electron for development']
    : []
  const [archive, ...others] = files.filter((file) => file.endsWith(`${path.sep}${ARCHIVE}`))
  if (archive === undefined || others.length > 0) return [...problems, 'does not hold exactly one app']
  const inside = JSON.parse(extractFile(archive, 'package.json').toString('utf8'))
  const { flavour, updates } = inside.tessera ?? {}
  if (inside.name !== NAME || flavour !== 'release')
    problems.push(`holds the app ${inside.name} of the flavour ${flavour}`)
  if (inside.version !== version) problems.push(`holds version ${inside.version}, not ${version}`)
  if (updates?.url !== feedUrl || !isDeepStrictEqual(updates?.keys, feedKeys))
    problems.push('holds another update feed, or other keys of it, than build.json says')
  const program = path.join(archive.slice(0, -ARCHIVE.length), NAME)
  if (!files.includes(program)) return [...problems, `holds no program ${NAME}`]
  const wrong = await wrongFuses(program)
  return wrong.length === 0 ? problems : [...problems, `has other fuses than a release: ${wrong.join(', ')}`]
}

/** The names of the fuses that are not as build/fuses.ts has them. */
async function wrongFuses(program) {
  const releaseFuses = await fusesOfReleases()
  const wire = await getCurrentFuseWire(program)
  return Object.entries(releaseFuses)
    .filter(([fuse, on]) => wire[fuse] !== (on ? ON : OFF))
    .map(([fuse]) => FuseV1Options[fuse])
}

/** build/fuses.ts by way of vite: Node 20 takes no TypeScript. */
async function fusesOfReleases() {
  const { runnerImport } = await import('vite')
  const file = path.join(projectRoot, 'build', 'fuses.ts')
  const { module } = await runnerImport(file, { root: projectRoot, configFile: false, logLevel: 'error' })
  return module.releaseFuses
}
